import { sql, type Kysely, type Transaction } from 'kysely';
import type { Bilingual } from '../../../platform/errors.ts';
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

/** Pushes of documents that the caller was allowed to read, newest first. */
export async function findPushesOfDocuments(database: Database, documentIds: readonly string[]): Promise<ResultPush[]> {
  const rows = await pushes(database)
    .where(sql<boolean>`document_id = any(${[...documentIds]}::uuid[])`)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toPush);
}

export async function findPush(database: Database, id: string): Promise<ResultPush | null> {
  const row = await pushes(database).where('id', '=', id).executeTakeFirst();
  return row ? toPush(row) : null;
}

/** A push of exactly these files that is still under way: an impatient second click finds it instead of making another. */
export async function findPendingPush(
  transaction: Transaction<IdeskSchema>,
  documentId: string,
  fileIds: readonly string[],
): Promise<ResultPush | null> {
  const row = await pushes(transaction)
    .where('document_id', '=', documentId)
    .where('state', '=', 'PENDING')
    .where(
      sql<boolean>`(select array_agg(file_id order by file_id) from push_files where push_id = pushes.id)
        = (select array_agg(wanted order by wanted) from unnest(${[...fileIds]}::uuid[]) as wanted)`,
    )
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
export async function findFilesOfPushes(database: Database, pushIds: readonly string[]): Promise<PushedFile[]> {
  return database
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
    .where(sql<boolean>`push_files.push_id = any(${[...pushIds]}::uuid[])`)
    .orderBy('push_files.push_id')
    .orderBy('push_files.position')
    .execute();
}

export async function countPushAttempt(database: Database, id: string): Promise<void> {
  await database
    .updateTable('pushes')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', id)
    .execute();
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
  reason: Bilingual | null,
): Promise<void> {
  await database
    .updateTable('pushes')
    .set({ state, ...(reason && { last_error_vi: reason.vi, last_error_en: reason.en }) })
    .where('id', '=', id)
    .where('state', '<>', 'DELIVERED')
    .execute();
}
