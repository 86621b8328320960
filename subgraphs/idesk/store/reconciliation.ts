import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import type { ReportedState } from '../domain/document.ts';
import type { CrossingKind, DocumentKind, DraftState, TransferState } from '../domain/vocabulary.ts';
import type { IdeskSchema } from './schema.ts';

/** What a comparison of iDesk with iGate, and with its own files, has to read. Each query runs through everything once. */

type Database = Kysely<IdeskSchema>;

export interface TakenDraft {
  readonly transferId: string;
  readonly documentId: string;
  readonly dossierCode: string;
  readonly state: ReportedState;
  readonly digests: readonly string[];
  /** iGate is yet to be told about a change of state. */
  readonly isReportLive: boolean;
  readonly hasCrossing: boolean;
}

/** The documents that these transfers of iGate became, in no order. */
export async function draftsOfTransfers(
  database: Database,
  transferIds: readonly string[],
): Promise<readonly TakenDraft[]> {
  const live = await liveMessages(database);
  const { rows } = await sql<TakenDraft>`
    with live as materialized (${live})
    select documents.transfer_id as "transferId", documents.id as "documentId", documents.dossier_code as "dossierCode",
      case when recalled_at is null then documents.state else 'RECALLED' end as state,
      array(select sha256 from document_files where document_id = documents.id) as digests,
      exists (
        select from state_reports where document_id = documents.id and id::text in (select id from live)
      ) as "isReportLive",
      exists (
        select from crossings
        where transfer_id = documents.transfer_id and document_id = documents.id and kind = 'SEND_TO_IDESK'
      ) as "hasCrossing"
    from documents
    where documents.transfer_id = any(${[...transferIds]}::uuid[])
  `.execute(database);
  return rows;
}

export interface DraftFromIgate {
  readonly transferId: string;
  readonly documentId: string;
  readonly dossierCode: string;
}

/** Every document that says that it came from iGate. */
export async function* draftsFromIgate(database: Database): AsyncGenerator<readonly DraftFromIgate[]> {
  yield* inBatches(
    database,
    sql<DraftFromIgate>`
      select transfer_id as "transferId", id as "documentId", dossier_code as "dossierCode"
      from documents where transfer_id is not null
    `,
  );
}

export interface RememberedCrossing {
  readonly transferId: string;
  readonly documentId: string;
  readonly kind: CrossingKind;
}

/** Every crossing that iDesk remembers. */
export async function* rememberedCrossings(database: Database): AsyncGenerator<readonly RememberedCrossing[]> {
  yield* inBatches(
    database,
    sql<RememberedCrossing>`
      select transfer_id as "transferId", document_id as "documentId", kind from crossings
    `,
  );
}

/** Those of the transfers that have a crossing of this kind. */
export async function crossingsOfTransfers(
  database: Database,
  kind: CrossingKind,
  transferIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('crossings')
    .select('transfer_id')
    .where('kind', '=', kind)
    .where(sql<boolean>`transfer_id = any(${[...transferIds]}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.transfer_id));
}

export interface Push {
  readonly id: string;
  readonly documentId: string;
  readonly dossierCode: string | null;
  readonly state: TransferState;
  readonly hasReason: boolean;
  readonly isLive: boolean;
  readonly hasCrossing: boolean;
}

/** Every push of results to iGate. */
export async function* pushes(database: Database): AsyncGenerator<readonly Push[]> {
  const live = await liveMessages(database);
  yield* inBatches(
    database,
    sql<Push>`
      with live as materialized (${live})
      select pushes.id, pushes.document_id as "documentId", documents.dossier_code as "dossierCode", pushes.state,
        last_error_vi is not null and last_error_en is not null as "hasReason",
        pushes.id::text in (select id from live) as "isLive",
        exists (
          select from crossings where transfer_id = pushes.id and kind = 'PUSH_RESULTS'
        ) as "hasCrossing"
      from pushes join documents on documents.id = pushes.document_id
    `,
  );
}

/** Those of the ids that are pushes. */
export async function knownPushes(database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('pushes')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

export interface SourceFile {
  readonly id: string;
  readonly sha256: string;
  readonly documentId: string;
  readonly dossierCode: string | null;
  /** Of the send that the document came with. */
  readonly transferId: string | null;
  readonly state: DraftState;
  readonly isRecalled: boolean;
  /** iGate is yet to be told about a change of the document's state. */
  readonly isReportLive: boolean;
}

/** Those of the files that iDesk has, in no order. */
export async function sourceFiles(database: Database, ids: readonly string[]): Promise<readonly SourceFile[]> {
  const live = await liveMessages(database);
  const { rows } = await sql<SourceFile>`
    with live as materialized (${live})
    select document_files.id, document_files.sha256, documents.id as "documentId",
      documents.dossier_code as "dossierCode", documents.transfer_id as "transferId", documents.state,
      documents.recalled_at is not null as "isRecalled",
      exists (
        select from state_reports where document_id = documents.id and id::text in (select id from live)
      ) as "isReportLive"
    from document_files join documents on documents.id = document_files.document_id
    where document_files.id = any(${[...ids]}::uuid[])
  `.execute(database);
  return rows;
}

export interface NeededFile {
  readonly sha256: string;
  /** Bytes. Where rows disagree about it, the least and the greatest size differ. */
  readonly leastSize: number;
  readonly greatestSize: number;
  /** One of the documents that need it. */
  readonly documentId: string;
  readonly name: string;
}

/** The contents that rows need, in the order of their digests. */
export async function* neededFiles(database: Database): AsyncGenerator<readonly NeededFile[]> {
  yield* inBatches(
    database,
    sql<NeededFile>`
      select sha256, min(size) as "leastSize", max(size) as "greatestSize", min(document_id::text) as "documentId",
        min(name) as name
      from document_files group by sha256 order by sha256 collate "C"
    `,
  );
}

export interface MisnumberedRegister {
  readonly departmentId: string;
  readonly department: string;
  readonly kind: DocumentKind;
  readonly year: number;
  /** The register's counter; 0 where there is none. */
  readonly lastNumber: number;
  readonly highestNumber: number;
  /** The first ten of those that no document bears. */
  readonly missing: readonly number[];
  /** The first ten of those that several documents bear. */
  readonly repeated: readonly number[];
}

/** Registers whose documents are not numbered from 1 to the counter, each number once. */
export async function* misnumberedRegisters(database: Database): AsyncGenerator<readonly MisnumberedRegister[]> {
  yield* inBatches(
    database,
    sql<MisnumberedRegister>`
      with numbers as materialized (
        select department_id, kind, register_year as year, number from documents where number is not null
      ), issued as (
        select department_id, kind, year, count(*) as count, count(distinct number) as different, max(number) as highest
        from numbers group by department_id, kind, year
      ), compared as (
        select department_id, kind, year, coalesce(count, 0) as count, coalesce(different, 0) as different,
          coalesce(highest, 0) as highest, coalesce(last_number, 0) as last_number
        from issued full join registers using (department_id, kind, year)
      )
      select compared.department_id as "departmentId", departments.code as department, compared.kind, compared.year,
        compared.last_number as "lastNumber", compared.highest as "highestNumber",
        array(
          select expected from generate_series(1, greatest(compared.highest, compared.last_number)) as expected
          where not exists (
            select from numbers where (numbers.department_id, numbers.kind, numbers.year, numbers.number)
              = (compared.department_id, compared.kind, compared.year, expected)
          )
          order by expected limit 10
        ) as missing,
        array(
          select number from numbers
          where (numbers.department_id, numbers.kind, numbers.year)
            = (compared.department_id, compared.kind, compared.year)
          group by number having count(*) > 1 order by number limit 10
        ) as repeated
      from compared join departments on departments.id = compared.department_id
      where compared.count <> compared.last_number or compared.different <> compared.last_number
        or compared.highest <> compared.last_number
    `,
  );
}

export interface MiscountedHistory {
  readonly documentId: string;
  readonly version: number;
  /** Entries of its history that tell of a change. */
  readonly changes: number;
  readonly pushes: number;
  /** Entries that tell of a push. */
  readonly pushEntries: number;
  /** Entries of the audit log that say that something was done to it. */
  readonly auditEntries: number;
}

/**
 * Documents whose history has not one entry for each version and for each push, or whose history and audit log have not
 * equally many: all of them are written in one transaction.
 */
export async function* miscountedHistories(database: Database): AsyncGenerator<readonly MiscountedHistory[]> {
  yield* inBatches(
    database,
    sql<MiscountedHistory>`
      with told as (
        select document_id, count(*) filter (where action <> 'PUSH_RESULTS') as changes,
          count(*) filter (where action = 'PUSH_RESULTS') as push_entries
        from document_events group by document_id
      ), pushed as (
        select document_id, count(*) as pushes from pushes group by document_id
      ), audited as (
        select document_id, count(*) as entries from audit_entries
        where outcome = 'DONE' and document_id is not null group by document_id
      )
      select documents.id as "documentId", documents.version, coalesce(changes, 0) as changes,
        coalesce(pushes, 0) as pushes, coalesce(push_entries, 0) as "pushEntries",
        coalesce(entries, 0) as "auditEntries"
      from documents
        left join told on told.document_id = documents.id
        left join pushed on pushed.document_id = documents.id
        left join audited on audited.document_id = documents.id
      -- A cancellation is no entry of the history.
      where documents.version <> coalesce(changes, 0) + (documents.state = 'CANCELLED')::integer
        or coalesce(pushes, 0) <> coalesce(push_entries, 0)
        or coalesce(entries, 0) <> coalesce(changes, 0) + coalesce(push_entries, 0)
    `,
  );
}
