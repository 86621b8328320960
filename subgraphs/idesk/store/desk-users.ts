import { sql, type Kysely } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { OrganisationScope } from '../domain/row-scope.ts';
import type { IdeskSchema } from './schema.ts';

function deskUsers(database: Kysely<IdeskSchema>) {
  return database
    .selectFrom('desk_users as u')
    .innerJoin('departments as department', 'department.id', 'u.department_id')
    .leftJoin('divisions as division', 'division.id', 'u.division_id')
    .select(({ fn }) => [
      'u.sso_account as ssoAccount',
      'u.full_name as fullName',
      'u.position',
      'u.department_id as departmentId',
      'u.division_id as divisionId',
      fn.coalesce('division.name', 'department.name').as('unit'),
      'u.roles',
    ]);
}

const activeByAccounts = readByKeys<IdeskSchema, DeskUser>((database, ssoAccounts) =>
  deskUsers(database)
    .where(sql<boolean>`u.sso_account = any(${ssoAccounts}::text[])`)
    .where('u.active', '=', true),
);

/** The officer who signs in with this SSO account, in whatever case the SSO writes it; null for nobody, and for one who left. */
export async function findActiveDeskUser(database: Kysely<IdeskSchema>, ssoAccount: string): Promise<DeskUser | null> {
  const [user] = await activeByAccounts(database, [ssoAccount.toLowerCase()]);
  return user ?? null;
}

const byAccounts = readByKeys<IdeskSchema, DeskUser, [scope: OrganisationScope]>((database, ssoAccounts, scope) =>
  deskUsers(database)
    .where(sql<boolean>`u.sso_account = any(${ssoAccounts}::text[])`)
    .where(inOrganisation(scope)),
);

/** Those of the officers who are there, in no order; also those who left, since documents go on naming them. */
export async function findDeskUsers(
  database: Kysely<IdeskSchema>,
  ssoAccounts: readonly string[],
  scope: OrganisationScope,
): Promise<DeskUser[]> {
  return byAccounts(
    database,
    ssoAccounts.map((account) => account.toLowerCase()),
    scope,
  );
}

/** Everybody who signs in to one of these departments, in no order. */
export async function findActiveDeskUsersOf(
  database: Kysely<IdeskSchema>,
  departmentIds: readonly string[],
): Promise<DeskUser[]> {
  return deskUsers(database)
    .where(sql<boolean>`u.department_id = any(${[...departmentIds]}::uuid[])`)
    .where('u.active', '=', true)
    .execute();
}

function inOrganisation(scope: OrganisationScope) {
  if (scope === 'ALL') return sql<boolean>`true`;
  if (scope === 'NONE') return sql<boolean>`false`;
  return sql<boolean>`u.department_id = ${scope.departmentId}`;
}
