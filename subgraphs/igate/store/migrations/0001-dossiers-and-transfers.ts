import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * Everything that iGate keeps.
 *
 * Columns that lists are sorted by have millisecond precision: a cursor carries what a JavaScript `Date` can hold, and a
 * finer value would make the row before or behind the cursor appear twice or never.
 */
export const dossiersAndTransfers: Migration = {
  name: '0001-dossiers-and-transfers',
  sql: /* sql */ `
create table departments (
  id uuid primary key default uuidv7(),
  code text not null unique,
  agency_code text not null unique,
  name text not null
);

create table divisions (
  id uuid primary key default uuidv7(),
  department_id uuid not null references departments,
  code text not null,
  name text not null,
  unique (department_id, code)
);

create table officers (
  id uuid primary key default uuidv7(),
  account text not null unique check (account = lower(account)),
  full_name text not null,
  position text,
  department_id uuid not null references departments,
  division_id uuid references divisions,
  roles text[] not null check (roles <@ array[
    'ONE_STOP_OFFICER', 'SPECIALIST', 'DIVISION_HEAD', 'DEPARTMENT_LEADER', 'CLERK', 'ADMINISTRATOR', 'REPORT_VIEWER'
  ]),
  password_hash text not null,
  linked_sso_account text unique check (linked_sso_account = lower(linked_sso_account)),
  search_key text not null generated always as (search_key(full_name || ' | ' || account)) stored
);
create index officers_department on officers (department_id, full_name);
create index officers_division on officers (division_id);
create index officers_search on officers using gin (search_key gin_trgm_ops);

create table procedures (
  id uuid primary key default uuidv7(),
  department_id uuid not null references departments,
  code text not null unique,
  name text not null,
  field text not null,
  processing_days integer not null check (processing_days between 0 and 1000),
  search_key text not null generated always as (search_key(code || ' | ' || name || ' | ' || field)) stored
);
create index procedures_department on procedures (department_id, name);
create index procedures_search on procedures using gin (search_key gin_trgm_ops);

create table dossiers (
  code text primary key check (length(code) <= 35),
  department_id uuid not null references departments,
  -- The one whose head has assigned it; none before.
  division_id uuid references divisions,
  procedure_id uuid not null references procedures,
  procedure_name text not null,
  applicant_full_name text not null,
  applicant_national_id text,
  applicant_phone text,
  applicant_email text,
  applicant_address text,
  status text not null check (status in (
    'RECEIVED', 'PROCESSING', 'SUPPLEMENT_REQUESTED', 'SUSPENDED', 'WITHDRAWN', 'REJECTED', 'COMPLETED', 'RETURNED'
  )),
  step text not null check (step in (
    'RECEPTION', 'ASSIGNMENT', 'PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN', 'RETURNED'
  )),
  assignee_id uuid references officers,
  received_at timestamptz(3) not null,
  due_at timestamptz(3),
  completed_at timestamptz(3),
  returned_at timestamptz(3),
  changed_at timestamptz(3) not null,
  idesk_state text not null default 'NOT_SENT' check (idesk_state in (
    'NOT_SENT', 'SENDING', 'DRAFTING', 'IN_REVIEW', 'SIGNED', 'ISSUED', 'RECALLED', 'SEND_FAILED'
  )),
  idesk_transfer_id uuid,
  has_results boolean not null default false,
  search_key text not null generated always as
    (search_key(code || ' | ' || procedure_name || ' | ' || applicant_full_name)) stored,
  -- Searched on behalf of those who may not know the applicant: a hit on a name would tell them.
  search_key_without_applicant text not null generated always as
    (search_key(code || ' | ' || procedure_name)) stored
);
-- Each scope in which an officer sees dossiers, in each order that the list offers; newest is oldest read backwards.
create index dossiers_department_due on dossiers (department_id, due_at, code);
create index dossiers_department_received on dossiers (department_id, received_at, code);
create index dossiers_department_changed on dossiers (department_id, changed_at, code);
create index dossiers_division_due on dossiers (division_id, due_at, code);
create index dossiers_division_received on dossiers (division_id, received_at, code);
create index dossiers_division_changed on dossiers (division_id, changed_at, code);
create index dossiers_assignee_due on dossiers (assignee_id, due_at, code);
create index dossiers_assignee_received on dossiers (assignee_id, received_at, code);
create index dossiers_assignee_changed on dossiers (assignee_id, changed_at, code);
create index dossiers_procedure_due on dossiers (procedure_id, due_at, code);
create index dossiers_status_due on dossiers (department_id, status, due_at, code);
create index dossiers_step_due on dossiers (department_id, step, due_at, code);
create index dossiers_idesk_state_due on dossiers (department_id, idesk_state, due_at, code)
  where idesk_state <> 'NOT_SENT';
create index dossiers_open_due on dossiers (department_id, due_at, code)
  where status in ('RECEIVED', 'PROCESSING', 'SUPPLEMENT_REQUESTED');
create index dossiers_with_results_due on dossiers (department_id, due_at, code) where has_results;
create index dossiers_search on dossiers using gin (search_key gin_trgm_ops);
create index dossiers_search_without_applicant on dossiers using gin (search_key_without_applicant gin_trgm_ops);

create table reception_counters (
  department_id uuid not null references departments,
  day date not null,
  last_number integer not null check (last_number > 0),
  primary key (department_id, day)
);

create table processing_steps (
  id uuid primary key default uuidv7(),
  dossier_code text not null references dossiers,
  position integer not null,
  kind text not null check (kind in (
    'RECEPTION', 'ASSIGNMENT', 'PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN', 'RETURNED'
  )),
  officer_id uuid references officers,
  started_at timestamptz(3) not null,
  completed_at timestamptz(3),
  note text,
  unique (dossier_code, position)
);

create table transfers (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('SEND_TO_IDESK', 'ATTACH_RESULTS', 'PUSH_RESULTS')),
  state text not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  dossier_code text not null references dossiers,
  subject text,
  requested_by uuid references officers,
  sso_account text,
  requested_at timestamptz(3) not null,
  delivered_at timestamptz(3),
  attempts integer not null default 0,
  last_error_vi text,
  last_error_en text,
  requested_file_ids text[] not null default '{}',
  idesk_document_id text,
  idesk_version integer not null default 0,
  check ((state = 'DELIVERED') = (delivered_at is not null))
);
create index transfers_requested on transfers (requested_at, id);
create index transfers_dossier on transfers (dossier_code, requested_at, id);
create index transfers_requested_by on transfers (requested_by, requested_at, id);
create index transfers_state on transfers (state, requested_at, id);
create index transfers_kind on transfers (kind, requested_at, id);

create table transfer_files (
  transfer_id uuid not null references transfers,
  position integer not null,
  source_file_id text,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  primary key (transfer_id, position)
);
create index transfer_files_content on transfer_files (transfer_id, sha256);

create table attachments (
  id uuid primary key default uuidv7(),
  dossier_code text not null references dossiers,
  kind text not null check (kind in ('COMPONENT', 'PROCESSING', 'RESULT')),
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  uploaded_by uuid not null references officers,
  uploaded_at timestamptz(3) not null,
  step_id uuid references processing_steps,
  source_file_id text,
  transfer_id uuid references transfers
);
create index attachments_dossier on attachments (dossier_code, uploaded_at, id);
create index attachments_transfer on attachments (transfer_id) where transfer_id is not null;
-- The same iDesk file is attached to one dossier once, whichever side asks and however often.
create unique index attachments_source on attachments (dossier_code, source_file_id) where source_file_id is not null;

create table audit_entries (
  id uuid primary key default uuidv7(),
  at timestamptz(3) not null,
  officer_id uuid references officers,
  action text not null check (action in (
    'SIGN_IN', 'LINK_SSO_ACCOUNT', 'RECEIVE', 'ASSIGN', 'ADD_ATTACHMENTS', 'SEND_TO_IDESK', 'ATTACH_RESULTS',
    'RECEIVE_PUSHED_RESULTS', 'COMPLETE_STEP', 'RETRY_TRANSFER', 'VIEW_PERSONAL_DATA', 'DOWNLOAD_FILE'
  )),
  -- No foreign key: a refused attempt on anything is recorded too.
  dossier_code text,
  outcome text not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
  details jsonb not null default '{}'
);
create index audit_entries_at on audit_entries (at, id);
create index audit_entries_dossier on audit_entries (dossier_code, at, id);
create index audit_entries_officer on audit_entries (officer_id, at, id);
create index audit_entries_action on audit_entries (action, at, id);

create function refuse_change_of_audit_entry() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are written once and never changed';
end
$$;
create trigger audit_entries_are_final before update or delete on audit_entries
  for each row execute function refuse_change_of_audit_entry();

create table idempotency_keys (
  officer_id uuid not null references officers,
  key text not null,
  operation text not null,
  request_hash text not null,
  result jsonb not null,
  created_at timestamptz(3) not null,
  primary key (officer_id, key)
);

create table signing_keys (
  id text primary key,
  private_key jsonb not null,
  public_key jsonb not null,
  created_at timestamptz(3) not null
);
`,
};
