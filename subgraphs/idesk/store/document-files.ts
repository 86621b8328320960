import { sql, type Kysely, type Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import { likePattern } from '../../../platform/database/vietnamese-search.ts';
import type { DocumentFile } from '../domain/document-file.ts';
import type { Scope } from '../domain/row-scope.ts';
import { inScope } from './document-scope.ts';
import type { IdeskSchema } from './schema.ts';

type Database = Kysely<IdeskSchema>;

const fileColumns = [
  'document_files.id',
  'document_files.document_id as documentId',
  'document_files.name',
  'document_files.media_type as mediaType',
  'document_files.size',
  'document_files.sha256',
  'document_files.uploaded_at as uploadedAt',
] as const;

/** Files of documents that the caller was allowed to read, in the order they were added. */
export const findFilesOfDocuments = readByKeys<IdeskSchema, DocumentFile>((database, documentIds) =>
  database
    .selectFrom('document_files')
    .select(fileColumns)
    .where(sql<boolean>`document_files.document_id = any(${documentIds}::uuid[])`)
    .orderBy('document_files.document_id')
    .orderBy('document_files.position'),
);

/** Those of the files whose documents the scope reaches, in no order. */
export const findFiles = readByKeys<IdeskSchema, DocumentFile, [scope: Scope]>((database, ids, scope) =>
  database
    .selectFrom('document_files')
    .innerJoin('documents', 'documents.id', 'document_files.document_id')
    .select(fileColumns)
    .where(sql<boolean>`document_files.id = any(${ids}::uuid[])`)
    .where(inScope(scope)),
);

/** A file of an issued document, whoever asks: iGate asks for itself, and for nothing that is not issued. */
export async function findResultFile(database: Database, id: string): Promise<DocumentFile | null> {
  const file = await database
    .selectFrom('document_files')
    .innerJoin('documents', 'documents.id', 'document_files.document_id')
    .select(fileColumns)
    .where('document_files.id', '=', id)
    .where('documents.state', '=', 'ISSUED')
    .executeTakeFirst();
  return file ?? null;
}

/** Whether a row needs the content with this digest. */
export async function isContentNeeded(database: Database, sha256: string): Promise<boolean> {
  const file = await database.selectFrom('document_files').select('id').where('sha256', '=', sha256).limit(1).execute();
  return file.length > 0;
}

export type NewFile = Pick<DocumentFile, 'name' | 'mediaType' | 'size' | 'sha256'>;

/** Adds files behind those that the document has. The transaction must hold the document's lock, or have made it. */
export async function insertFiles(
  transaction: Transaction<IdeskSchema>,
  documentId: string,
  files: readonly NewFile[],
  uploaded: { readonly by: string; readonly at: Date },
): Promise<void> {
  if (files.length === 0) return;
  const { count } = await transaction
    .selectFrom('document_files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('document_files')
    .values(
      files.map((file, index) => ({
        document_id: documentId,
        name: file.name,
        media_type: file.mediaType,
        size: file.size,
        sha256: file.sha256,
        uploaded_by: uploaded.by,
        uploaded_at: uploaded.at,
        position: count + index,
      })),
    )
    .execute();
}

/** Files with what decides whether iGate may have them; whoever asks, since iGate asks for itself. */
export async function findFilesWithDocuments(database: Database, ids: readonly string[]) {
  return database
    .selectFrom('document_files')
    .innerJoin('documents', 'documents.id', 'document_files.document_id')
    .select([
      ...fileColumns,
      'documents.dossier_code as dossierCode',
      'documents.symbol',
      'documents.issued_at as issuedAt',
      'documents.recalled_at as recalledAt',
    ])
    .where(sql<boolean>`document_files.id = any(${[...ids]}::uuid[])`)
    .execute();
}

/**
 * Files that can be attached to the dossiers as results: those of issued documents in the scope that bear the code and
 * were not recalled, newest document first.
 *
 * @param search in the file's name and the document's subject and symbol, with or without Vietnamese diacritics.
 */
export async function findAvailableResults(
  database: Database,
  dossierCodes: readonly string[],
  scope: Scope,
  search: string | null,
): Promise<(DocumentFile & { dossierCode: string | null })[]> {
  let files = database
    .selectFrom('document_files')
    .innerJoin('documents', 'documents.id', 'document_files.document_id')
    .select([...fileColumns, 'documents.dossier_code as dossierCode'])
    .where(sql<boolean>`documents.dossier_code = any(${[...dossierCodes]}::text[])`)
    .where('documents.state', '=', 'ISSUED')
    .where('documents.recalled_at', 'is', null)
    .where(inScope(scope));
  if (search !== null) {
    const pattern = likePattern(search);
    files = files.where(
      sql<boolean>`(documents.search_key like ${pattern} or search_key(document_files.name) like ${pattern})`,
    );
  }
  return files
    .orderBy('documents.issued_at', 'desc')
    .orderBy('documents.id', 'desc')
    .orderBy('document_files.position')
    .execute();
}
