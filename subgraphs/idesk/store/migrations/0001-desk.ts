import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * The desk as a whole: departments and officers, documents with their files and history, registers, and what crosses to
 * and from iGate.
 *
 * Moments are kept to the millisecond, which is what a cursor can carry: with microseconds a page would repeat its last row.
 */
export const desk: Migration = {
  name: '0001-desk',
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

create table desk_users (
  sso_account text primary key check (sso_account = lower(sso_account)),
  full_name text not null,
  position text,
  department_id uuid not null references departments,
  division_id uuid references divisions,
  roles text[] not null check (
    roles <@ array['SPECIALIST', 'DIVISION_HEAD', 'DEPARTMENT_LEADER', 'CLERK', 'ONE_STOP_OFFICER', 'ADMINISTRATOR', 'REPORT_VIEWER']
  ),
  active boolean not null default true
);
create index desk_users_department on desk_users (department_id);
create index desk_users_division on desk_users (division_id);

-- A draft and the document issued from it are one row: issuing gives it a number and changes its state.
create table documents (
  id uuid primary key default uuidv7(),
  department_id uuid not null references departments,
  division_id uuid not null references divisions,
  subject text not null check (subject <> ''),
  kind text not null check (kind in (
    'CONG_VAN', 'QUYET_DINH', 'THONG_BAO', 'TO_TRINH', 'BAO_CAO', 'GIAY_PHEP', 'KE_HOACH', 'GIAY_MOI', 'BIEN_BAN', 'OTHER'
  )),
  urgency text not null default 'NORMAL' check (urgency in ('NORMAL', 'URGENT', 'VERY_URGENT', 'FLASH')),
  dossier_code text,
  transfer_id uuid unique,
  state text not null default 'DRAFTING' check (state in ('DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'CANCELLED')),
  version integer not null default 1 check (version > 0),
  created_by text not null references desk_users,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  return_reason text,
  submitted_at timestamptz(3),
  approved_by text references desk_users,
  approved_at timestamptz(3),
  signed_by text references desk_users,
  signed_at timestamptz(3),
  number integer check (number > 0),
  register_year integer,
  symbol text,
  issued_on date,
  issued_by text references desk_users,
  issued_at timestamptz(3),
  archived_by text references desk_users,
  archived_at timestamptz(3),
  recalled_by text references desk_users,
  recalled_at timestamptz(3),
  recall_reason text,
  -- Which of the outgoing lists the document stands in; both but DRAFTING are tracked.
  stage text not null generated always as (
    case
      when state in ('DRAFTING', 'CANCELLED') then 'DRAFTING'
      when archived_at is not null then 'ARCHIVE'
      else 'PROCESSING'
    end
  ) stored,
  urgency_rank smallint not null generated always as (
    case urgency when 'FLASH' then 3 when 'VERY_URGENT' then 2 when 'URGENT' then 1 else 0 end
  ) stored,
  search_key text not null generated always as (
    search_key(subject || ' ' || coalesce(symbol, '') || ' ' || coalesce(dossier_code, ''))
  ) stored,
  constraint documents_from_igate check (transfer_id is null or dossier_code is not null),
  constraint documents_submitted check (state not in ('SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED') or submitted_at is not null),
  constraint documents_approved check (
    state not in ('APPROVED', 'SIGNED', 'ISSUED') or (approved_by is not null and approved_at is not null)
  ),
  constraint documents_signed check (state not in ('SIGNED', 'ISSUED') or (signed_by is not null and signed_at is not null)),
  constraint documents_issued check (
    (state = 'ISSUED') = (num_nonnulls(number, register_year, symbol, issued_on, issued_by, issued_at) = 6)
    and num_nonnulls(number, register_year, symbol, issued_on, issued_by, issued_at) in (0, 6)
  ),
  constraint documents_archived check (
    num_nonnulls(archived_by, archived_at) in (0, 2) and (archived_at is null or state = 'ISSUED')
  ),
  constraint documents_recalled check (
    num_nonnulls(recalled_by, recalled_at, recall_reason) in (0, 3) and (recalled_at is null or state = 'ISSUED')
  )
);
create unique index documents_register on documents (department_id, kind, register_year, number) where number is not null;
create index documents_by_department on documents (department_id, stage, created_at desc, id desc);
create index documents_by_division on documents (division_id, stage, created_at desc, id desc);
create index documents_by_creator on documents (created_by, stage, created_at desc, id desc);
create index documents_by_department_all on documents (department_id, created_at desc, id desc);
create index documents_by_division_all on documents (division_id, created_at desc, id desc);
create index documents_by_creator_all on documents (created_by, created_at desc, id desc);
create index documents_by_creator_and_state on documents (created_by, state, created_at desc, id desc);
create index documents_awaiting_department on documents (department_id, state, urgency_rank desc, created_at, id);
create index documents_awaiting_division on documents (division_id, state, urgency_rank desc, created_at, id);
create index documents_by_kind on documents (department_id, kind, created_at desc, id desc);
create index documents_by_issue_day on documents (department_id, issued_on) where issued_on is not null;
create index documents_from_igate on documents (department_id, created_at desc, id desc) where transfer_id is not null;
create index documents_by_dossier on documents (dossier_code) where dossier_code is not null;
create index documents_search on documents using gin (search_key gin_trgm_ops);

create table document_files (
  id uuid primary key default uuidv7(),
  document_id uuid not null references documents,
  name text not null check (name <> ''),
  media_type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by text not null references desk_users,
  uploaded_at timestamptz(3) not null,
  position integer not null
);
create unique index document_files_in_order on document_files (document_id, position);
create index document_files_by_content on document_files (sha256);

-- One row is one numbering register (sổ đăng ký văn bản đi); locked while a number is taken.
create table registers (
  department_id uuid not null references departments,
  kind text not null,
  year integer not null,
  last_number integer not null check (last_number >= 0),
  primary key (department_id, kind, year)
);

-- Who did what to a document and when. The officers in it are those who took part in the document.
create table document_events (
  id uuid primary key default uuidv7(),
  document_id uuid not null references documents,
  action text not null check (action in (
    'CREATE', 'RECEIVE_FROM_IGATE', 'UPDATE', 'ADD_FILES', 'SUBMIT', 'APPROVE', 'RETURN', 'SIGN', 'ISSUE', 'ARCHIVE', 'RECALL',
    'PUSH_RESULTS'
  )),
  officer text not null references desk_users,
  at timestamptz(3) not null,
  version integer not null,
  note text
);
create index document_events_of_document on document_events (document_id, at);
create index document_events_of_officer on document_events (officer, document_id);

-- Which document a transfer of iGate concerns; one transfer may take files of several documents.
create table crossings (
  transfer_id uuid not null,
  document_id uuid not null references documents,
  kind text not null check (kind in ('SEND_TO_IDESK', 'ATTACH_RESULTS', 'PUSH_RESULTS')),
  at timestamptz(3) not null,
  primary key (transfer_id, document_id)
);
create index crossings_of_document on crossings (document_id);

create table pushes (
  id uuid primary key default uuidv7(),
  document_id uuid not null references documents,
  state text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  requested_by text not null references desk_users,
  requested_at timestamptz(3) not null,
  delivered_at timestamptz(3),
  attempts integer not null default 0,
  last_error_vi text,
  last_error_en text,
  check ((state = 'DELIVERED') = (delivered_at is not null))
);
create index pushes_of_document on pushes (document_id, requested_at desc, id desc);
create index pushes_under_way on pushes (state, requested_at) where state <> 'DELIVERED';

create table push_files (
  push_id uuid not null references pushes,
  position integer not null,
  file_id uuid not null references document_files,
  primary key (push_id, position)
);
create index push_files_by_file on push_files (file_id);

-- What iGate is told of the drafts that came from it; a row stays as the record of having told.
create table state_reports (
  id uuid primary key default uuidv7(),
  document_id uuid not null references documents,
  state text not null,
  version integer not null,
  at timestamptz(3) not null,
  attempts integer not null default 0,
  last_error_vi text,
  last_error_en text,
  unique (document_id, version)
);

create table idempotency_keys (
  officer text not null references desk_users,
  key text not null,
  operation text not null,
  request_hash text not null,
  result jsonb not null,
  created_at timestamptz(3) not null,
  primary key (officer, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
`,
};
