import { sql, type Kysely, type Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { Bilingual } from '../../../platform/errors.ts';
import type { UndeliveredTransfers } from '../../../platform/transfers/transfer-metrics.ts';
import type { DocumentFile } from '../domain/document-file.ts';
import type { ResultPush } from '../domain/result-push.ts';
import type { IdeskSchema } from './schema.ts';

type Database = Kysely<IdeskSchema>;

function pushes(database: Database) {
  return database
    .selectFrom('pushes')
    .select([
      'id',
      'document_id',
      'state',
      'requested_by',
      'requested_at',
      'delivered_at',
      'attempts',
      'last_error_vi',
      'last_error_en',
    ]);
}

type PushRow = Awaited<ReturnType<ReturnType<typeof pushes>['executeTakeFirstOrThrow']>>;

function toPush(row: PushRow): ResultPush {
  const { last_error_vi: vi, last_error_en: en } = row;
  return {
    id: row.id,
    documentId: row.document_id,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    deliveredAt: row.delivered_at,
    attempts: row.attempts,
    lastError: vi !== null && en !== null ? { vi, en } : null,
  };
}

const rowsOfDocuments = readByKeys((database: Database, documentIds) =>
  pushes(database)
    .where(sql<boolean>`document_id = any(${documentIds}::uuid[])`)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc'),
);

/** Pushes of documents that the caller was allowed to read, newest first. */
export async function findPushesOfDocuments(database: Database, documentIds: readonly string[]): Promise<ResultPush[]> {
  return (await rowsOfDocuments(database, documentIds)).map(toPush);
}

export async function findPush(database: Database, id: string): Promise<ResultPush | null> {
  const row = await pushes(database).where('id', '=', id).executeTakeFirst();
  return row ? toPush(row) : null;
}

/**
 * A push of exactly these files that is still under way, or that the same officer has asked for since a moment and that
 * has arrived: an impatient second click finds it instead of making another.
 */
export async function findSamePush(
  transaction: Transaction<IdeskSchema>,
  { documentId, fileIds, requestedBy, since }: Omit<NewPush, 'requestedAt'> & { readonly since: Date },
): Promise<ResultPush | null> {
  const row = await pushes(transaction)
    .where('document_id', '=', documentId)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'PENDING'),
        eb.and([eb('state', '=', 'DELIVERED'), eb('requested_by', '=', requestedBy), eb('requested_at', '>', since)]),
      ]),
    )
    .where(
      sql<boolean>`(select array_agg(file_id order by file_id) from push_files where push_id = pushes.id)
        = (select array_agg(wanted order by wanted) from unnest(${[...fileIds]}::uuid[]) as wanted)`,
    )
    .orderBy('requested_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toPush(row) : null;
}

interface NewPush {
  readonly documentId: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly fileIds: readonly string[];
}

/** @returns the push's id. */
export async function insertPush(transaction: Transaction<IdeskSchema>, push: NewPush): Promise<string> {
  const { id } = await transaction
    .insertInto('pushes')
    .values({ document_id: push.documentId, requested_by: push.requestedBy, requested_at: push.requestedAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('push_files')
    .values(push.fileIds.map((fileId, position) => ({ push_id: id, position, file_id: fileId })))
    .execute();
  return id;
}

type PushedFile = DocumentFile & { readonly pushId: string };

/** The files of pushes, in the order they were chosen. */
export const findFilesOfPushes = readByKeys<IdeskSchema, PushedFile>((database, pushIds) =>
  database
    .selectFrom('push_files')
    .innerJoin('document_files', 'document_files.id', 'push_files.file_id')
    .select([
      'push_files.push_id as pushId',
      'document_files.id',
      'document_files.document_id as documentId',
      'document_files.name',
      'document_files.media_type as mediaType',
      'document_files.size',
      'document_files.sha256',
      'document_files.uploaded_at as uploadedAt',
    ])
    .where(sql<boolean>`push_files.push_id = any(${pushIds}::uuid[])`)
    .orderBy('push_files.push_id')
    .orderBy('push_files.position'),
);

/** @returns how many there have been; null where the push is not under way. */
export async function countPushAttempt(database: Database, id: string): Promise<number | null> {
  const row = await database
    .updateTable('pushes')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .returning('attempts')
    .executeTakeFirst();
  return row?.attempts ?? null;
}

export async function markPushDelivered(database: Database, id: string, at: Date): Promise<void> {
  await database
    .updateTable('pushes')
    .set({ state: 'DELIVERED', delivered_at: at, last_error_vi: null, last_error_en: null })
    .where('id', '=', id)
    .where('state', '<>', 'DELIVERED')
    .execute();
}

/** Notes why an attempt failed; a push that was delivered meanwhile stays delivered. */
export async function markPushFailure(
  database: Database,
  id: string,
  state: 'PENDING' | 'FAILED',
  reason: Bilingual,
): Promise<void> {
  await database
    .updateTable('pushes')
    .set({ state, last_error_vi: reason.vi, last_error_en: reason.en })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .execute();
}

/** Pushes that are not delivered: how many in each state, and since when the oldest waits. Few, whatever the size of the table. */
export async function undeliveredPushes(database: Database): Promise<UndeliveredTransfers[]> {
  const rows = await database
    .selectFrom('pushes')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count'), eb.fn.min('requested_at').as('oldest')])
    .where('state', '<>', 'DELIVERED')
    .groupBy('state')
    .execute();
  return rows.map((row) => ({ ...row, kind: 'PUSH_RESULTS' }));
}
