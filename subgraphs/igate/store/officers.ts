import { sql, type Kysely, type Selectable } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import { likePattern } from '../../../platform/database/vietnamese-search.ts';
import type { Officer, OfficerRole } from '../domain/officer.ts';
import { soughtText } from '../domain/input.ts';
import type { OrganisationScope } from '../domain/row-scope.ts';
import { anyOf } from './any-of.ts';
import { inOrganisation } from './organisation-scope.ts';
import type { IgateSchema } from './schema.ts';
import { violates } from './violations.ts';

/** Lists that are not paged end here; a department has a few hundred officers at most. */
const longestList = 500;

const columns = [
  'officers.id',
  'officers.account',
  'officers.full_name',
  'officers.position',
  'officers.department_id',
  'officers.division_id',
  'officers.roles',
  'officers.linked_sso_account',
] as const;

type OfficerRow = Omit<Selectable<IgateSchema['officers']>, 'password_hash' | 'search_key'>;

function toOfficer(row: OfficerRow): Officer {
  return {
    id: row.id,
    account: row.account,
    fullName: row.full_name,
    position: row.position,
    departmentId: row.department_id,
    divisionId: row.division_id,
    roles: row.roles,
    linkedSsoAccount: row.linked_sso_account,
  };
}

/** Accounts are kept in lower case, and may be asked for in any. */
export async function officerByAccount(db: Kysely<IgateSchema>, account: string): Promise<Officer | null> {
  return (await visibleOfficersByAccounts(db, [account], 'ALL'))[0] ?? null;
}

export async function officerBySsoAccount(db: Kysely<IgateSchema>, ssoAccount: string): Promise<Officer | null> {
  return (await visibleOfficersBySsoAccounts(db, [ssoAccount], 'ALL'))[0] ?? null;
}

const byIds = readByKeys((db: Kysely<IgateSchema>, ids) =>
  db.selectFrom('officers').select(columns).where('id', '=', anyOf(ids)),
);

export async function officersByIds(db: Kysely<IgateSchema>, ids: readonly string[]): Promise<Officer[]> {
  return (await byIds(db, ids)).map(toOfficer);
}

const byAccounts = readByKeys((db: Kysely<IgateSchema>, accounts, scope: OrganisationScope) =>
  db.selectFrom('officers').select(columns).where('account', '=', anyOf(accounts)).where(inOrganisation(scope)),
);

export async function visibleOfficersByAccounts(
  db: Kysely<IgateSchema>,
  accounts: readonly string[],
  scope: OrganisationScope,
): Promise<Officer[]> {
  return (await byAccounts(db, accounts.map(soughtAccount), scope)).map(toOfficer);
}

const bySsoAccounts = readByKeys((db: Kysely<IgateSchema>, accounts, scope: OrganisationScope) =>
  db
    .selectFrom('officers')
    .select(columns)
    .where('linked_sso_account', '=', anyOf(accounts))
    .where(inOrganisation(scope)),
);

export async function visibleOfficersBySsoAccounts(
  db: Kysely<IgateSchema>,
  accounts: readonly string[],
  scope: OrganisationScope,
): Promise<Officer[]> {
  return (await bySsoAccounts(db, accounts.map(soughtAccount), scope)).map(toOfficer);
}

function soughtAccount(account: string): string {
  return soughtText(account).toLowerCase();
}

/** By name, in Vietnamese order. */
export async function listOfficers(
  db: Kysely<IgateSchema>,
  scope: OrganisationScope,
  filter: { readonly division?: string | null; readonly role?: OfficerRole | null; readonly search?: string | null },
): Promise<Officer[]> {
  let query = db.selectFrom('officers').select(columns).where(inOrganisation(scope));
  if (filter.division != null) query = query.where('division_id', '=', filter.division);
  if (filter.role != null) query = query.where(sql<boolean>`${filter.role} = any(officers.roles)`);
  if (filter.search?.trim()) query = query.where('search_key', 'like', likePattern(soughtText(filter.search)));
  const rows = await query
    .orderBy(sql`full_name collate "vi-x-icu"`)
    .orderBy('account')
    .limit(longestList)
    .execute();
  return rows.map(toOfficer);
}

/** An officer with the hash of their local password, for `signIn` alone. */
export async function credentials(
  db: Kysely<IgateSchema>,
  account: string,
): Promise<{ officer: Officer; passwordHash: string } | null> {
  const row = await db
    .selectFrom('officers')
    .select([...columns, 'officers.password_hash'])
    .where('account', '=', account.toLowerCase())
    .executeTakeFirst();
  return row ? { officer: toOfficer(row), passwordHash: row.password_hash } : null;
}

/** Links, or links anew. False where the account is another officer's already. */
export async function setLinkedSsoAccount(
  db: Kysely<IgateSchema>,
  officerId: string,
  ssoAccount: string,
): Promise<boolean> {
  try {
    await db.updateTable('officers').set({ linked_sso_account: ssoAccount }).where('id', '=', officerId).execute();
    return true;
  } catch (error) {
    if (violates(error, 'officers_linked_sso_account_key')) return false;
    throw error;
  }
}
