import { sql, type Kysely, type Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { DeskDocument, DraftingDocument } from '../domain/document.ts';
import type { Scope } from '../domain/row-scope.ts';
import { documentColumns, toChanges, toDocument } from './document-row.ts';
import { inScope } from './document-scope.ts';
import type { DueDate } from './due-dates.ts';
import type { IdeskSchema } from './schema.ts';

type Database = Kysely<IdeskSchema>;

const rowsByIds = readByKeys((database: Database, ids, scope: Scope) =>
  database
    .selectFrom('documents')
    .select(documentColumns)
    .where(sql<boolean>`documents.id = any(${ids}::uuid[])`)
    .where(inScope(scope)),
);

/** Those of the documents that the scope reaches, in no order. */
export async function findDocuments(database: Database, ids: readonly string[], scope: Scope): Promise<DeskDocument[]> {
  return (await rowsByIds(database, ids, scope)).map(toDocument);
}

/** The document, locked until the transaction ends; null where there is none in the scope. */
export async function lockDocument(
  transaction: Transaction<IdeskSchema>,
  id: string,
  scope: Scope,
): Promise<DeskDocument | null> {
  const row = await transaction
    .selectFrom('documents')
    .select(documentColumns)
    .where('documents.id', '=', id)
    .where(inScope(scope))
    .forUpdate()
    .executeTakeFirst();
  return row ? toDocument(row) : null;
}

const rowsOfDossiers = readByKeys((database: Database, dossierCodes, scope: Scope) =>
  database
    .selectFrom('documents')
    .select(documentColumns)
    .where(sql<boolean>`documents.dossier_code = any(${dossierCodes}::text[])`)
    .where(inScope(scope))
    .orderBy('documents.created_at')
    .orderBy('documents.id'),
);

/** Documents bearing any of the dossier codes, oldest first. */
export async function findDocumentsOfDossiers(
  database: Database,
  dossierCodes: readonly string[],
  scope: Scope,
): Promise<DeskDocument[]> {
  return (await rowsOfDossiers(database, dossierCodes, scope)).map(toDocument);
}

/** The draft that a transfer of iGate became; null where none came with it yet. For the peer only: no scope. */
export async function findDocumentOfTransfer(database: Database, transferId: string): Promise<DeskDocument | null> {
  const row = await database
    .selectFrom('documents')
    .select(documentColumns)
    .where('documents.transfer_id', '=', transferId)
    .executeTakeFirst();
  return row ? toDocument(row) : null;
}

/** A document whoever asks: for workers and the peer, which act for the system. */
export async function findDocumentById(database: Database, id: string): Promise<DeskDocument | null> {
  const row = await database
    .selectFrom('documents')
    .select(documentColumns)
    .where('documents.id', '=', id)
    .executeTakeFirst();
  return row ? toDocument(row) : null;
}

export type NewDraft = Pick<
  DraftingDocument,
  | 'departmentId'
  | 'divisionId'
  | 'subject'
  | 'kind'
  | 'urgency'
  | 'dossierCode'
  | 'transferId'
  | 'createdBy'
  | 'createdAt'
> & { readonly due: DueDate | null };

export async function insertDraft(
  transaction: Transaction<IdeskSchema>,
  { due, ...draft }: NewDraft,
): Promise<DraftingDocument> {
  const { id, version } = await transaction
    .insertInto('documents')
    .values({
      department_id: draft.departmentId,
      division_id: draft.divisionId,
      subject: draft.subject,
      kind: draft.kind,
      urgency: draft.urgency,
      dossier_code: draft.dossierCode,
      transfer_id: draft.transferId,
      ...(due && { due_at: due.at, held_since: due.heldSince, due_revision: due.revision }),
      created_by: draft.createdBy,
      created_at: draft.createdAt,
      changed_at: draft.createdAt,
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  const dates = { dueAt: due?.at ?? null, heldSince: due?.heldSince ?? null };
  return { ...draft, ...dates, id, version, state: 'DRAFTING', returnReason: null };
}

/** Writes a document that the transaction has locked. */
export async function saveDocument(
  transaction: Transaction<IdeskSchema>,
  document: DeskDocument,
  at: Date,
): Promise<void> {
  await transaction
    .updateTable('documents')
    .set({ ...toChanges(document), changed_at: at })
    .where('id', '=', document.id)
    .execute();
}
