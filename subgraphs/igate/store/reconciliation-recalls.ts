import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import { anyOf } from './any-of.ts';
import type { IgateSchema } from './schema.ts';

/** What iGate has been told about documents of iDesk's, for a comparison with what iDesk says now. */

type Database = Kysely<IgateSchema>;

export interface RecalledFile {
  readonly fileId: string;
  readonly documentId: string;
}

/** Every iDesk file that iGate refuses because its document was recalled. */
export async function* recalledFiles(database: Database): AsyncGenerator<readonly RecalledFile[]> {
  yield* inBatches(
    database,
    sql<RecalledFile>`select source_file_id as "fileId", document_id as "documentId" from recalled_files`,
  );
}

/** Those of the iDesk files that iGate refuses. */
export async function refusedFiles(database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('recalled_files')
    .select('source_file_id as id')
    .where('source_file_id', '=', anyOf(ids))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The newest version of its draft that iGate knows, of each of the transfers that it has. */
export async function reportedVersions(
  database: Database,
  transferIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom('transfers')
    .select(['id', 'idesk_version as version'])
    .where(sql<boolean>`id = any(${[...transferIds]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}
