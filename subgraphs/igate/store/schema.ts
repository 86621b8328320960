import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { AuditAction, AuditDetails, AuditOutcome } from '../domain/audit.ts';
import type { DossierStatus } from '../domain/dossier.ts';
import type { HoldKind } from '../domain/hold.ts';
import type { IdeskEventKind } from '../domain/idesk-event.ts';
import type { IdeskState, ToldState } from '../domain/idesk-state.ts';
import type { OfficerRole } from '../domain/officer.ts';
import type { StepKind } from '../domain/steps.ts';
import type { AttachmentKind } from '../domain/attachment.ts';
import type { TransferKind, TransferState } from '../domain/transfer.ts';

/** The tables of `migrations/`, as Kysely sees them. `timestamptz` is a Date, `date` a 'YYYY-MM-DD', `bigint` a number. */
export interface IgateSchema {
  calendar_news: {
    version: number;
    at: Date;
    attempts: Generated<number>;
    /** When iDesk took it; null while it is to be told. */
    told_at: Date | null;
    last_error_vi: string | null;
    last_error_en: string | null;
  };
  departments: {
    id: Generated<string>;
    /** Abbreviation: STTTT. */
    code: string;
    /** First part of every dossier code: 000.00.13.H08. */
    agency_code: string;
    name: string;
  };
  divisions: { id: Generated<string>; department_id: string; code: string; name: string };
  officers: {
    id: Generated<string>;
    account: string;
    full_name: string;
    position: string | null;
    department_id: string;
    division_id: string | null;
    roles: OfficerRole[];
    /** As `domain/password.ts` writes it. */
    password_hash: string;
    linked_sso_account: string | null;
    search_key: GeneratedAlways<string>;
  };
  procedures: {
    id: Generated<string>;
    department_id: string;
    code: string;
    name: string;
    field: string;
    processing_days: number;
    search_key: GeneratedAlways<string>;
  };
  dossiers: {
    code: string;
    department_id: string;
    /** Null until it is assigned. */
    division_id: string | null;
    procedure_id: string;
    procedure_name: string;
    applicant_full_name: string;
    applicant_national_id: string | null;
    applicant_phone: string | null;
    applicant_email: string | null;
    applicant_address: string | null;
    status: DossierStatus;
    step: StepKind;
    assignee_id: string | null;
    received_at: Date;
    /** Working days. */
    processing_days: number | null;
    due_at: Date | null;
    held_since: Date | null;
    /** How often `due_at` has changed; counted by the database. */
    due_revision: Generated<number>;
    completed_at: Date | null;
    returned_at: Date | null;
    changed_at: Date;
    idesk_state: Generated<IdeskState>;
    /** The most recent SEND_TO_IDESK: its draft gives `idesk_state`. */
    idesk_transfer_id: string | null;
    has_results: Generated<boolean>;
    /** When the most recent send was asked for. */
    sent_at: Date | null;
    /** The state of its draft, in iDesk's own word. */
    desk_state: ToldState | null;
    signed_at: Date | null;
    issued_at: Date | null;
    /** When the first results since that send were attached. */
    attached_at: Date | null;
    search_key: GeneratedAlways<string>;
    search_key_without_applicant: GeneratedAlways<string>;
  };
  dossier_holds: {
    id: Generated<string>;
    dossier_code: string;
    kind: HoldKind;
    reason: string;
    started_at: Date;
    started_by: string | null;
    ended_at: Date | null;
    ended_by: string | null;
    note: string | null;
  };
  reception_counters: { department_id: string; day: string; last_number: number };
  processing_steps: {
    id: Generated<string>;
    dossier_code: string;
    /** 0, 1, 2, … within the dossier; the last one is the current step. */
    position: number;
    kind: StepKind;
    officer_id: string | null;
    started_at: Date;
    completed_at: Date | null;
    note: string | null;
  };
  transfers: {
    id: Generated<string>;
    kind: TransferKind;
    state: TransferState;
    dossier_code: string;
    subject: string | null;
    requested_by: string | null;
    /** The SSO account on whose behalf the crossing runs, as it was when it was asked for. */
    sso_account: string | null;
    requested_at: Date;
    delivered_at: Date | null;
    attempts: Generated<number>;
    last_error_vi: string | null;
    last_error_en: string | null;
    /** ATTACH_RESULTS: the iDesk files asked for; their names are only known once iDesk has answered. */
    requested_file_ids: Generated<string[]>;
    idesk_document_id: string | null;
    /** Version of the newest state of the draft that iDesk has told about; 0 before the first. */
    idesk_version: Generated<number>;
    /** SEND_TO_IDESK: the revision of the dossier's due date that iDesk has yet to be told; null where it knows. */
    due_revision_to_tell: number | null;
  };
  transfer_files: {
    transfer_id: string;
    position: number;
    source_file_id: string | null;
    name: string;
    media_type: string;
    size: number;
    sha256: string;
  };
  attachments: {
    id: Generated<string>;
    dossier_code: string;
    kind: AttachmentKind;
    name: string;
    media_type: string;
    size: number;
    sha256: string;
    uploaded_by: string;
    uploaded_at: Date;
    step_id: string | null;
    source_file_id: string | null;
    transfer_id: string | null;
    recalled_at: Date | null;
    recall_reason: string | null;
  };
  /** What was done to a draft of the dossier, as iDesk has told. */
  idesk_events: {
    transfer_id: string;
    version: number;
    dossier_code: string;
    kind: IdeskEventKind;
    at: Date;
    officer_name: string;
  };
  /** Every file of a recalled document, whether it was attached or not. */
  /** See `platform/transfers/inbox.ts`. */
  inbox: { message_id: string; received_at: Generated<Date> };
  recalled_files: { source_file_id: string; document_id: string; recalled_at: Date; reason: string };
  /** Chained by the database; see `platform/audit`. */
  audit_entries: {
    id: Generated<string>;
    at: Date;
    officer_id: string | null;
    action: AuditAction;
    dossier_code: string | null;
    outcome: AuditOutcome;
    details: JSONColumnType<AuditDetails>;
  };
  idempotency_keys: {
    officer_id: string;
    key: string;
    operation: string;
    request_hash: string;
    /** What the request answered with: the id of a transfer, or a dossier's code. */
    result: JSONColumnType<{ id: string }>;
    created_at: Date;
  };
  /** Keys are hashes; see `platform/attempts`. */
  sign_in_tallies: {
    key: string;
    failures: Generated<number>;
    last_failure_at: Date | null;
    last_success_at: Date | null;
    changed_at: Date;
  };
  signing_keys: {
    id: string;
    private_key: JSONColumnType<object>;
    public_key: JSONColumnType<object>;
    created_at: Date;
  };
}
