import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import type { ReportedState } from '../domain/document.ts';
import type { IdeskSchema } from './schema.ts';

/** What iDesk has, or had, to tell iGate, for a comparison with what iGate knows. */

type Database = Kysely<IdeskSchema>;

export interface RecalledDocument {
  readonly documentId: string;
  /** Of the send that it came with. */
  readonly transferId: string;
  readonly fileIds: readonly string[];
  /** iGate is yet to be told. */
  readonly isReportLive: boolean;
}

/** Every recalled document that came from iGate. */
export async function* recalledDocuments(database: Database): AsyncGenerator<readonly RecalledDocument[]> {
  const live = await liveMessages(database);
  yield* inBatches(
    database,
    sql<RecalledDocument>`
      with live as materialized (${live})
      select id as "documentId", transfer_id as "transferId",
        array(select id::text from document_files where document_id = documents.id) as "fileIds",
        exists (
          select from state_reports where document_id = documents.id and id::text in (select id from live)
        ) as "isReportLive"
      from documents where recalled_at is not null and transfer_id is not null
    `,
  );
}

/** Those of the files whose documents are there and were not recalled. */
export async function standingFiles(database: Database, fileIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select document_files.id::text as id
    from document_files join documents on documents.id = document_files.document_id
    where document_files.id::text = any(${[...fileIds]}::text[]) and documents.recalled_at is null
  `.execute(database);
  return new Set(rows.map(({ id }) => id));
}

export interface LatestReport {
  readonly transferId: string;
  readonly documentId: string;
  readonly state: ReportedState;
  readonly version: number;
  /** It is on its way, or will be tried again. */
  readonly isLive: boolean;
}

/** The latest report of each document that came from iGate. */
export async function* latestReports(database: Database): AsyncGenerator<readonly LatestReport[]> {
  const live = await liveMessages(database);
  yield* inBatches(
    database,
    sql<LatestReport>`
      with live as materialized (${live})
      select distinct on (document_id) documents.transfer_id as "transferId", document_id as "documentId",
        state_reports.state, state_reports.version, state_reports.id::text in (select id from live) as "isLive"
      from state_reports join documents on documents.id = state_reports.document_id
      where documents.transfer_id is not null
      order by document_id, state_reports.version desc
    `,
  );
}
