import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import { applyPage, type PageRequest, type SortKey } from '../../../platform/pagination/keyset.ts';
import type { UndeliveredTransfers } from '../../../platform/transfers/transfer-metrics.ts';
import type { TransferScope } from '../domain/row-scope.ts';
import type { Transfer, TransferFile, TransferKind, TransferState } from '../domain/transfer.ts';
import { anyOf } from './any-of.ts';
import { visibleDossiers } from './dossier-scope.ts';
import type { IgateSchema } from './schema.ts';

const columns = [
  'transfers.id',
  'transfers.kind',
  'transfers.state',
  'transfers.dossier_code',
  'transfers.subject',
  'transfers.requested_by',
  'transfers.sso_account',
  'transfers.requested_at',
  'transfers.delivered_at',
  'transfers.attempts',
  'transfers.last_error_vi',
  'transfers.last_error_en',
  'transfers.requested_file_ids',
  'transfers.idesk_version',
] as const;

type TransferRow = Omit<Selectable<IgateSchema['transfers']>, 'idesk_document_id' | 'due_revision_to_tell'>;

function toTransfer(row: TransferRow): Transfer {
  const { last_error_vi: vi, last_error_en: en } = row;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    dossierCode: row.dossier_code,
    subject: row.subject,
    requestedById: row.requested_by,
    ssoAccount: row.sso_account,
    requestedAt: row.requested_at,
    deliveredAt: row.delivered_at,
    attempts: row.attempts,
    lastError: vi !== null && en !== null ? { vi, en } : null,
    requestedFileIds: row.requested_file_ids,
    ideskVersion: row.idesk_version,
  };
}

/** `TransferScope` of the domain, as a condition on the row. */
function inScope(scope: TransferScope) {
  if (scope === 'ALL') return sql<boolean>`true`;
  return sql<boolean>`(transfers.requested_by = ${scope.requestedBy} or exists (
    select from dossiers where dossiers.code = transfers.dossier_code and ${visibleDossiers(scope.ofDossiers)}
  ))`;
}

export interface TransferFilter {
  readonly states?: readonly TransferState[] | null;
  readonly kinds?: readonly TransferKind[] | null;
  readonly dossierCode?: string | null;
}

/** The newest first. */
export const transferOrder: readonly SortKey<Transfer>[] = [
  {
    expression: sql.ref('transfers.requested_at'),
    type: 'timestamptz',
    direction: 'desc',
    valueOf: (transfer) => transfer.requestedAt.toISOString(),
  },
  { expression: sql.ref('transfers.id'), type: 'uuid', direction: 'desc', valueOf: (transfer) => transfer.id },
];

function filtered(db: Kysely<IgateSchema>, scope: TransferScope, filter: TransferFilter) {
  let query = db.selectFrom('transfers').where(inScope(scope));
  if (filter.states) query = query.where('transfers.state', '=', anyOf(filter.states));
  if (filter.kinds) query = query.where('transfers.kind', '=', anyOf(filter.kinds));
  if (filter.dossierCode != null) query = query.where('transfers.dossier_code', '=', filter.dossierCode);
  return query;
}

export async function listTransfers(
  db: Kysely<IgateSchema>,
  scope: TransferScope,
  filter: TransferFilter,
  page: PageRequest,
): Promise<Transfer[]> {
  const query = filtered(db, scope, filter).select(columns);
  const rows = await applyPage(query, page, transferOrder).execute();
  return rows.map(toTransfer);
}

export async function countTransfers(
  db: Kysely<IgateSchema>,
  scope: TransferScope,
  filter: TransferFilter,
): Promise<number> {
  const { total } = await filtered(db, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

const visibleByIds = readByKeys((db: Kysely<IgateSchema>, ids, scope: TransferScope) =>
  db.selectFrom('transfers').select(columns).where('transfers.id', '=', anyOf(ids)).where(inScope(scope)),
);

export async function visibleTransfersByIds(
  db: Kysely<IgateSchema>,
  ids: readonly string[],
  scope: TransferScope,
): Promise<Transfer[]> {
  return (await visibleByIds(db, ids, scope)).map(toTransfer);
}

const ofDossiers = readByKeys((db: Kysely<IgateSchema>, codes) =>
  db
    .selectFrom('transfers')
    .select(columns)
    .where('transfers.dossier_code', '=', anyOf(codes))
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc'),
);

/** The transfers of dossiers that the caller has seen already, each dossier's newest first. */
export async function transfersOfDossiers(db: Kysely<IgateSchema>, codes: readonly string[]): Promise<Transfer[]> {
  return (await ofDossiers(db, codes)).map(toTransfer);
}

/** For iGate's own workers and for the action that asked for the transfer. */
export async function transferById(db: Kysely<IgateSchema>, id: string): Promise<Transfer | null> {
  const row = await db.selectFrom('transfers').select(columns).where('transfers.id', '=', id).executeTakeFirst();
  return row ? toTransfer(row) : null;
}

/** The same, held against others until the transaction ends. Lock the dossier first where both are needed. */
export async function lockTransfer(trx: Transaction<IgateSchema>, id: string): Promise<Transfer | null> {
  const row = await trx
    .selectFrom('transfers')
    .select(columns)
    .where('transfers.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toTransfer(row) : null;
}

/** A crossing under way that will attach all of these iDesk files to the dossier: asking again would ask for the same. */
export async function pendingAttachOf(
  db: Kysely<IgateSchema>,
  dossierCode: string,
  fileIds: readonly string[],
): Promise<Transfer | null> {
  const row = await db
    .selectFrom('transfers')
    .select(columns)
    .where('transfers.dossier_code', '=', dossierCode)
    .where('transfers.kind', '=', 'ATTACH_RESULTS')
    .where('transfers.state', '=', 'PENDING')
    .where(sql<boolean>`transfers.requested_file_ids @> ${fileIds}::text[]`)
    .limit(1)
    .executeTakeFirst();
  return row ? toTransfer(row) : null;
}

/** An officer's sends of a dossier since a moment, newest first; those that failed are over, and one sends anew. */
export async function recentSends(
  db: Kysely<IgateSchema>,
  of: { readonly dossierCode: string; readonly officerId: string; readonly since: Date },
): Promise<Transfer[]> {
  const rows = await db
    .selectFrom('transfers')
    .select(columns)
    .where('dossier_code', '=', of.dossierCode)
    .where('requested_at', '>', of.since)
    .where('requested_by', '=', of.officerId)
    .where('kind', '=', 'SEND_TO_IDESK')
    .where('state', '<>', 'FAILED')
    .orderBy('requested_at', 'desc')
    .execute();
  return rows.map(toTransfer);
}

/** Crossings that are not delivered: how many of each kind and state, and since when the oldest waits. Few, whatever the size of the table. */
export async function undeliveredTransfers(db: Kysely<IgateSchema>): Promise<UndeliveredTransfers[]> {
  return db
    .selectFrom('transfers')
    .select((eb) => ['kind', 'state', eb.fn.countAll<number>().as('count'), eb.fn.min('requested_at').as('oldest')])
    .where('state', 'in', ['PENDING', 'FAILED'])
    .groupBy(['kind', 'state'])
    .execute();
}

export const transferFiles = readByKeys<IgateSchema, TransferFile>((db, ids) =>
  db
    .selectFrom('transfer_files')
    .select([
      'transfer_id as transferId',
      'source_file_id as sourceFileId',
      'name',
      'media_type as mediaType',
      'size',
      'sha256',
    ])
    .where('transfer_id', '=', anyOf(ids))
    .orderBy('transfer_id')
    .orderBy('position'),
);
