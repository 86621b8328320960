import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import type { IdeskSchema } from './schema.ts';

type Database = Kysely<IdeskSchema>;

export interface LostRecord {
  readonly documentId: string;
  readonly name: string;
  readonly sha256: string;
}

/** Files that the audit log says were added to a document, and that no row of it names. Rows never go. */
export async function* lostRecords(database: Database): AsyncGenerator<readonly LostRecord[]> {
  yield* inBatches(
    database,
    sql<LostRecord>`
      select distinct on (document_id, sha256) document_id as "documentId", name, sha256
      from (
        select document_id, file ->> 'name' as name, file ->> 'sha256' as sha256
        from audit_entries cross join jsonb_array_elements(details -> 'files') as file
        where outcome = 'DONE' and action in ('CREATE', 'ADD_FILES', 'RECEIVE_FROM_IGATE')
      ) as recorded
      where not exists (
        select from document_files
        where document_files.document_id = recorded.document_id and document_files.sha256 = recorded.sha256
      )
      order by document_id, sha256
    `,
  );
}

/** Sends that have become a draft, and whose messages iDesk has forgotten. */
export async function* forgottenMessages(database: Database): AsyncGenerator<readonly { readonly id: string }[]> {
  yield* inBatches(
    database,
    sql<{ id: string }>`
      select transfer_id as id from documents
      where transfer_id is not null and not exists (select from inbox where message_id = documents.transfer_id)
    `,
  );
}
