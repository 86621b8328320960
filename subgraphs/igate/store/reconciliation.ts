import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import type { IdeskState } from '../domain/idesk-state.ts';
import type { TransferKind, TransferState } from '../domain/transfer.ts';
import { needingRows } from './needed-contents.ts';
import type { IgateSchema } from './schema.ts';

/** What a comparison of iGate with iDesk, and with its own files, has to read. Each query runs through everything once. */

type Database = Kysely<IgateSchema>;

export interface SentTransfer {
  readonly id: string;
  readonly state: TransferState;
  readonly dossierCode: string;
  /** The draft that iDesk answered with. */
  readonly documentId: string | null;
  /** FAILED has to say why. */
  readonly hasReason: boolean;
  /** The outbox still has it. */
  readonly isLive: boolean;
  /** Whether the dossier's `ideskState` is that of this transfer: it is the most recent one. */
  readonly isCurrent: boolean;
  readonly ideskState: IdeskState;
  readonly digests: readonly string[];
}

/** Every SEND_TO_IDESK. */
export async function* sentTransfers(database: Database): AsyncGenerator<readonly SentTransfer[]> {
  const live = await liveMessages(database);
  yield* inBatches(
    database,
    sql<SentTransfer>`
      with live as materialized (${live})
      select transfers.id, transfers.state, transfers.dossier_code as "dossierCode",
        transfers.idesk_document_id as "documentId",
        transfers.last_error_vi is not null and transfers.last_error_en is not null as "hasReason",
        transfers.id::text in (select id from live) as "isLive",
        dossiers.idesk_transfer_id is not distinct from transfers.id as "isCurrent",
        dossiers.idesk_state as "ideskState",
        array(select sha256 from transfer_files where transfer_id = transfers.id) as digests
      from transfers join dossiers on dossiers.code = transfers.dossier_code
      where transfers.kind = 'SEND_TO_IDESK'
    `,
  );
}

export interface ReturnedTransfer {
  readonly id: string;
  readonly kind: 'ATTACH_RESULTS' | 'PUSH_RESULTS';
  readonly state: TransferState;
  readonly dossierCode: string;
  readonly hasReason: boolean;
  readonly isLive: boolean;
  /** iDesk files that it was to attach, and that the dossier does not have. */
  readonly unattached: readonly string[];
}

/** Every crossing that brought results, whichever side asked for it. */
export async function* returnedTransfers(database: Database): AsyncGenerator<readonly ReturnedTransfer[]> {
  const live = await liveMessages(database);
  yield* inBatches(
    database,
    sql<ReturnedTransfer>`
      with live as materialized (${live})
      select transfers.id, transfers.kind, transfers.state, transfers.dossier_code as "dossierCode",
        transfers.last_error_vi is not null and transfers.last_error_en is not null as "hasReason",
        transfers.id::text in (select id from live) as "isLive",
        array(
          select wanted from unnest(transfers.requested_file_ids) as wanted
          where not exists (
            select from attachments
            where attachments.dossier_code = transfers.dossier_code and attachments.source_file_id = wanted
          )
        ) as unattached
      from transfers
      where transfers.kind <> 'SEND_TO_IDESK'
    `,
  );
}

export interface KnownTransfer {
  readonly id: string;
  readonly kind: TransferKind;
  readonly state: TransferState;
  readonly dossierCode: string;
}

/** Those of the transfers that iGate knows, in no order. */
export async function knownTransfers(database: Database, ids: readonly string[]): Promise<readonly KnownTransfer[]> {
  return database
    .selectFrom('transfers')
    .select(['id', 'kind', 'state', 'dossier_code as dossierCode'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

export interface AttachedResult {
  readonly id: string;
  readonly dossierCode: string;
  readonly name: string;
  readonly sha256: string;
  /** Of the iDesk file that it was taken from. */
  readonly sourceFileId: string | null;
  readonly transferId: string | null;
  readonly isRecalled: boolean;
}

/** Every result file of every dossier. */
export async function* attachedResults(database: Database): AsyncGenerator<readonly AttachedResult[]> {
  yield* inBatches(
    database,
    sql<AttachedResult>`
      select id, dossier_code as "dossierCode", name, sha256, source_file_id as "sourceFileId", transfer_id as "transferId",
        recalled_at is not null as "isRecalled"
      from attachments where kind = 'RESULT'
    `,
  );
}

export interface NeededFile {
  readonly sha256: string;
  /** Bytes. Where rows disagree about it, the least and the greatest size differ. */
  readonly leastSize: number;
  readonly greatestSize: number;
  /** One of the dossiers that need it. */
  readonly dossierCode: string;
  readonly name: string;
}

/** The contents that rows need, in the order of their digests. */
export async function* neededFiles(database: Database): AsyncGenerator<readonly NeededFile[]> {
  yield* inBatches(
    database,
    sql<NeededFile>`
      select sha256, min(size) as "leastSize", max(size) as "greatestSize", min(dossier_code) as "dossierCode",
        min(name) as name
      from (${needingRows}) as needing
      group by sha256
      order by sha256 collate "C"
    `,
  );
}

export interface MisstatedDossier {
  readonly code: string;
  readonly ideskState: IdeskState;
  readonly transferId: string | null;
  readonly problem: 'STATE_WITHOUT_SEND' | 'SEND_WITHOUT_STATE' | 'RESULTS_FLAG';
}

/** Dossiers whose own columns contradict iGate's other tables. */
export async function* misstatedDossiers(database: Database): AsyncGenerator<readonly MisstatedDossier[]> {
  yield* inBatches(
    database,
    sql<MisstatedDossier>`
      with judged as (
        select dossiers.code, idesk_state as "ideskState", idesk_transfer_id as "transferId", case
          when idesk_transfer_id is null and idesk_state <> 'NOT_SENT' then 'STATE_WITHOUT_SEND'
          when idesk_transfer_id is not null and not exists (
            select from transfers
            where id = idesk_transfer_id and dossier_code = dossiers.code and kind = 'SEND_TO_IDESK'
          ) then 'STATE_WITHOUT_SEND'
          when idesk_transfer_id is null and exists (
            select from transfers where dossier_code = dossiers.code and kind = 'SEND_TO_IDESK'
          ) then 'SEND_WITHOUT_STATE'
          when has_results <> exists (
            select from attachments where dossier_code = dossiers.code and kind = 'RESULT'
          ) then 'RESULTS_FLAG'
        end as problem
        from dossiers
      )
      select * from judged where problem is not null
    `,
  );
}

export interface MisnumberedReceptions {
  readonly departmentId: string;
  readonly department: string;
  /** `YYMMDD`, as in the code. */
  readonly day: string;
  /** The counter of the day; 0 where there is none. */
  readonly lastNumber: number;
  readonly highestNumber: number;
  /** The first ten of those that no dossier bears. */
  readonly missing: readonly number[];
}

/** Days of departments on which the numbers of the dossier codes do not run from 1 to the counter. */
export async function* misnumberedReceptions(database: Database): AsyncGenerator<readonly MisnumberedReceptions[]> {
  yield* inBatches(
    database,
    sql<MisnumberedReceptions>`
      with numbers as materialized (
        select department_id, split_part(code, '-', 2) as day, split_part(code, '-', 3)::integer as number from dossiers
      ), received as (
        select department_id, day, count(*) as count, max(number) as highest from numbers group by department_id, day
      ), compared as (
        select department_id, day, coalesce(received.count, 0) as count, coalesce(received.highest, 0) as highest,
          coalesce(counted.last_number, 0) as last_number
        from received
        full join (
          select department_id, to_char(day, 'YYMMDD') as day, last_number from reception_counters
        ) as counted using (department_id, day)
      )
      select compared.department_id as "departmentId", departments.code as department, compared.day,
        compared.last_number as "lastNumber", compared.highest as "highestNumber",
        array(
          select expected from generate_series(1, greatest(compared.highest, compared.last_number)) as expected
          where not exists (
            select from numbers where (numbers.department_id, numbers.day, numbers.number)
              = (compared.department_id, compared.day, expected)
          )
          order by expected limit 10
        ) as missing
      from compared join departments on departments.id = compared.department_id
      where compared.count <> compared.last_number or compared.highest <> compared.last_number
    `,
  );
}
