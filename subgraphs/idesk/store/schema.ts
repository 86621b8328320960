import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely';
import type { AuditAction, AuditDetails, AuditOutcome } from '../domain/audit.ts';
import type { ReportedState } from '../domain/document.ts';
import type {
  CrossingKind,
  DeskRole,
  DocumentEventKind,
  DocumentKind,
  DraftState,
  TransferState,
  Urgency,
} from '../domain/vocabulary.ts';

/** Kysely's view of the tables that `migrations/` makes; change both together. */
export interface IdeskSchema {
  departments: DepartmentsTable;
  divisions: DivisionsTable;
  desk_users: DeskUsersTable;
  documents: DocumentsTable;
  document_files: DocumentFilesTable;
  registers: RegistersTable;
  document_events: DocumentEventsTable;
  audit_entries: AuditEntriesTable;
  crossings: CrossingsTable;
  /** See `platform/transfers/inbox.ts`. */
  inbox: { message_id: string; received_at: Generated<Date> };
  pushes: PushesTable;
  push_files: PushFilesTable;
  state_reports: StateReportsTable;
  idempotency_keys: IdempotencyKeysTable;
}

interface DepartmentsTable {
  id: Generated<string>;
  /** Abbreviation in the symbols of documents: STTTT, SNN. */
  code: string;
  /** First part of the department's dossier codes: 000.00.13.H08. */
  agency_code: string;
  name: string;
}

interface DivisionsTable {
  id: Generated<string>;
  department_id: string;
  /** Abbreviation in the symbols of official letters: BCVT. */
  code: string;
  name: string;
}

interface DeskUsersTable {
  /** Always in lower case. */
  sso_account: string;
  full_name: string;
  position: string | null;
  department_id: string;
  /** Null for those who work for the whole department: leaders, clerks, the counter. */
  division_id: string | null;
  roles: DeskRole[];
  active: Generated<boolean>;
}

interface DocumentsTable {
  id: Generated<string>;
  department_id: string;
  division_id: string;
  subject: string;
  kind: DocumentKind;
  urgency: Generated<Urgency>;
  dossier_code: string | null;
  /** The transfer of iGate that the draft came with; null for drafts begun in iDesk. */
  transfer_id: string | null;
  /** Of the dossier, as iGate last told it. */
  due_at: Date | null;
  /** Since when the dossier is on hold, as iGate last told it. */
  held_since: Date | null;
  /** How often the due date had changed when iGate told it; -1 where it has told none. */
  due_revision: Generated<number>;
  state: Generated<DraftState>;
  version: Generated<number>;
  created_by: string;
  created_at: Date;
  changed_at: Date;
  return_reason: string | null;
  /** Whether it was ever returned: kept by a trigger on `document_events`. */
  returned: Generated<boolean>;
  submitted_at: Date | null;
  approved_by: string | null;
  approved_at: Date | null;
  signed_by: string | null;
  signed_at: Date | null;
  number: number | null;
  register_year: number | null;
  symbol: string | null;
  /** `YYYY-MM-DD`, the day the document bears, in Asia/Ho_Chi_Minh. */
  issued_on: string | null;
  issued_by: string | null;
  issued_at: Date | null;
  archived_by: string | null;
  archived_at: Date | null;
  recalled_by: string | null;
  recalled_at: Date | null;
  recall_reason: string | null;
  stage: GeneratedAlways<'DRAFTING' | 'PROCESSING' | 'ARCHIVE'>;
  urgency_rank: GeneratedAlways<number>;
  /** `due_at`, but not while the dossier is on hold. */
  pressing_at: GeneratedAlways<Date | null>;
  search_key: GeneratedAlways<string>;
}

interface DocumentFilesTable {
  id: Generated<string>;
  document_id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  uploaded_by: string;
  uploaded_at: Date;
  position: number;
}

interface RegistersTable {
  department_id: string;
  kind: DocumentKind;
  year: number;
  last_number: number;
}

interface DocumentEventsTable {
  id: Generated<string>;
  document_id: string;
  action: DocumentEventKind;
  officer: string;
  at: Date;
  version: number;
  note: string | null;
}

/** Chained by the database; see `platform/audit`. */
interface AuditEntriesTable {
  id: Generated<string>;
  at: Date;
  /** SSO account. */
  officer: string | null;
  action: AuditAction;
  document_id: string | null;
  dossier_code: string | null;
  outcome: AuditOutcome;
  details: JSONColumnType<AuditDetails>;
}

interface CrossingsTable {
  transfer_id: string;
  document_id: string;
  kind: CrossingKind;
  at: Date;
}

interface PushesTable {
  id: Generated<string>;
  document_id: string;
  state: Generated<TransferState>;
  requested_by: string;
  requested_at: Date;
  delivered_at: Date | null;
  attempts: Generated<number>;
  last_error_vi: string | null;
  last_error_en: string | null;
}

interface PushFilesTable {
  push_id: string;
  position: number;
  file_id: string;
}

interface StateReportsTable {
  id: Generated<string>;
  document_id: string;
  state: ReportedState;
  /** As they were in that state. */
  signed_at: Date | null;
  issued_at: Date | null;
  /** Of the document, when it came into that state. */
  version: number;
  at: Date;
  attempts: Generated<number>;
  last_error_vi: string | null;
  last_error_en: string | null;
}

interface IdempotencyKeysTable {
  officer: string;
  key: string;
  operation: string;
  request_hash: string;
  result: ColumnType<unknown, string, string>;
  created_at: Date;
}

export type DocumentRow = Selectable<DocumentsTable>;
