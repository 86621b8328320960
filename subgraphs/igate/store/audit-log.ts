import { sql, type Kysely } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import { applyPage, type PageRequest, type SortKey } from '../../../platform/pagination/keyset.ts';
import type { AuditAction, AuditDetails, AuditEntry, AuditOutcome } from '../domain/audit.ts';
import { soughtText } from '../domain/input.ts';
import { anyOf } from './any-of.ts';
import type { IgateSchema } from './schema.ts';

const columns = [
  'audit_entries.id',
  'audit_entries.at',
  'audit_entries.officer_id as officerId',
  'audit_entries.action',
  'audit_entries.dossier_code as dossierCode',
  'audit_entries.outcome',
  'audit_entries.details',
] as const;

interface NewAuditEntry {
  readonly at: Date;
  readonly officerId: string | null;
  readonly action: AuditAction;
  readonly dossierCode?: string;
  readonly outcome?: AuditOutcome;
  readonly details?: AuditDetails;
}

/** Writes an entry: in the transaction of what it tells about, so that neither is there without the other. */
export async function writeAuditEntry(db: Kysely<IgateSchema>, entry: NewAuditEntry): Promise<void> {
  await writeAuditEntries(db, [entry]);
}

/** Writes all of the entries or none, in one statement. */
export async function writeAuditEntries(db: Kysely<IgateSchema>, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto('audit_entries')
    .values(
      entries.map((entry) => ({
        at: entry.at,
        officer_id: entry.officerId,
        action: entry.action,
        dossier_code: entry.dossierCode ?? null,
        outcome: entry.outcome ?? 'DONE',
        details: JSON.stringify(entry.details ?? {}),
      })),
    )
    .execute();
}

/** Entries of dossiers that the caller has seen already, oldest first. */
export const auditEntriesOfDossiers = readByKeys<IgateSchema, AuditEntry>((db, codes) =>
  db.selectFrom('audit_entries').select(columns).where('dossier_code', '=', anyOf(codes)).orderBy('at').orderBy('id'),
);

export interface AuditFilter {
  readonly dossierCode?: string | null;
  /** iGate account. */
  readonly officer?: string | null;
  readonly actions?: readonly AuditAction[] | null;
  /** Inclusive. */
  readonly from?: Date | null;
  /** Exclusive. */
  readonly to?: Date | null;
}

/** The newest first. */
export const auditOrder: readonly SortKey<AuditEntry>[] = [
  {
    expression: sql.ref('audit_entries.at'),
    type: 'timestamptz',
    direction: 'desc',
    valueOf: (entry) => entry.at.toISOString(),
  },
  { expression: sql.ref('audit_entries.id'), type: 'uuid', direction: 'desc', valueOf: (entry) => entry.id },
];

function filtered(db: Kysely<IgateSchema>, filter: AuditFilter) {
  let query = db.selectFrom('audit_entries');
  if (filter.dossierCode != null) query = query.where('dossier_code', '=', filter.dossierCode);
  if (filter.officer != null) {
    const account = soughtText(filter.officer).trim().toLowerCase();
    query = query.where('officer_id', '=', sql<string>`(select id from officers where account = ${account})`);
  }
  if (filter.actions) query = query.where('action', '=', anyOf(filter.actions));
  if (filter.from != null) query = query.where('at', '>=', filter.from);
  if (filter.to != null) query = query.where('at', '<', filter.to);
  return query;
}

export async function listAuditEntries(
  db: Kysely<IgateSchema>,
  filter: AuditFilter,
  page: PageRequest,
): Promise<AuditEntry[]> {
  return applyPage(filtered(db, filter).select(columns), page, auditOrder).execute();
}

export async function countAuditEntries(db: Kysely<IgateSchema>, filter: AuditFilter): Promise<number> {
  const { total } = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
