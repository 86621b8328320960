import { sql, type Kysely } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { Scope } from '../domain/row-scope.ts';
import type { CrossingKind } from '../domain/vocabulary.ts';
import { inScope } from './document-scope.ts';
import type { IdeskSchema } from './schema.ts';

/** Remembers which document a transfer concerns; told twice, it is remembered once. */
export async function rememberCrossing(
  database: Kysely<IdeskSchema>,
  crossing: { transferId: string; documentIds: readonly string[]; kind: CrossingKind; at: Date },
): Promise<void> {
  if (crossing.documentIds.length === 0) return;
  await database
    .insertInto('crossings')
    .values(
      crossing.documentIds.map((documentId) => ({
        transfer_id: crossing.transferId,
        document_id: documentId,
        kind: crossing.kind,
        at: crossing.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The documents that transfers concern, as far as the scope reaches them. */
export const findCrossings = readByKeys((database: Kysely<IdeskSchema>, transferIds, scope: Scope) =>
  database
    .selectFrom('crossings')
    .innerJoin('documents', 'documents.id', 'crossings.document_id')
    .select(['crossings.transfer_id as transferId', 'crossings.document_id as documentId'])
    .where(sql<boolean>`crossings.transfer_id = any(${transferIds}::uuid[])`)
    .where(inScope(scope))
    .orderBy('crossings.transfer_id')
    .orderBy('crossings.document_id'),
);
