import { sql, type Kysely } from 'kysely';
import {
  applyPage,
  pageRequest,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type SortKey,
} from '../../../platform/pagination/keyset.ts';
import type { AuditAction, AuditDetails, AuditEntry, AuditOutcome } from '../domain/audit.ts';
import { isId } from '../domain/ids.ts';
import type { IdeskSchema } from './schema.ts';

/** Writes an entry: in the transaction of what it tells about, so that neither is there without the other. */
export async function writeAuditEntry(
  database: Kysely<IdeskSchema>,
  entry: {
    readonly at: Date;
    readonly officer: string | null;
    readonly action: AuditAction;
    readonly documentId: string | null;
    readonly dossierCode: string | null;
    readonly outcome: AuditOutcome;
    readonly details: AuditDetails;
  },
): Promise<void> {
  await database
    .insertInto('audit_entries')
    .values({
      at: entry.at,
      officer: entry.officer,
      action: entry.action,
      document_id: entry.documentId,
      dossier_code: entry.dossierCode,
      outcome: entry.outcome,
      details: JSON.stringify(entry.details),
    })
    .execute();
}

export interface AuditFilter {
  readonly dossierCode?: string | null;
  readonly documentId?: string | null;
  /** SSO account. */
  readonly officer?: string | null;
  readonly actions?: readonly AuditAction[] | null;
  /** Inclusive. */
  readonly from?: Date | null;
  /** Exclusive. */
  readonly to?: Date | null;
}

const newestFirst: readonly SortKey<AuditEntry>[] = [
  {
    expression: sql.ref('audit_entries.at'),
    type: 'timestamptz',
    direction: 'desc',
    valueOf: (entry) => entry.at.toISOString(),
  },
  { expression: sql.ref('audit_entries.id'), type: 'uuid', direction: 'desc', valueOf: (entry) => entry.id },
];

/** Entries that pass all of the filter, newest first; whoever asks. */
export async function listAuditEntries(
  database: Kysely<IdeskSchema>,
  filter: AuditFilter,
  args: ConnectionArguments,
): Promise<Connection<AuditEntry>> {
  const page = pageRequest(args, JSON.stringify(['audit log', filter]));
  const entries = filtered(database, filter);
  const rows = await applyPage(entries.select(columns), page, newestFirst).execute();
  return toConnection(rows, page, newestFirst, async () => {
    const { count } = await entries.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    return count;
  });
}

const columns = [
  'audit_entries.id',
  'audit_entries.at',
  'audit_entries.officer',
  'audit_entries.action',
  'audit_entries.document_id as documentId',
  'audit_entries.dossier_code as dossierCode',
  'audit_entries.outcome',
  'audit_entries.details',
] as const;

function filtered(database: Kysely<IdeskSchema>, filter: AuditFilter) {
  const { dossierCode, documentId, officer, actions, from, to } = filter;
  let query = database.selectFrom('audit_entries');
  if (dossierCode != null) query = query.where('dossier_code', '=', dossierCode);
  // What cannot be an id names no document.
  if (documentId != null) query = query.where('document_id', '=', isId(documentId) ? documentId : null);
  if (officer != null) query = query.where('officer', '=', officer.replaceAll('\0', '').trim().toLowerCase());
  if (actions != null) query = query.where(sql<boolean>`action = any(${[...actions]}::text[])`);
  if (from != null) query = query.where('at', '>=', from);
  if (to != null) query = query.where('at', '<', to);
  return query;
}
