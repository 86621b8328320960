import { auditChainSql } from '../../../../platform/audit/audit-chain-sql.ts';
import type { Migration } from '../../../../platform/database/migrations.ts';
import { auditColumns } from '../audit-columns.ts';

/**
 * The audit log, tamper-evident. It begins with what the documents' histories tell of the time before it.
 *
 * Beside `document_events`, which says how a document came to be what it is: the log also holds what was refused, goes on
 * where there is no document, and never changes.
 */
export const auditLog: Migration = {
  name: '0003-audit-log',
  sql: /* sql */ `
create table audit_entries (
  id uuid primary key default uuidv7(),
  at timestamptz(3) not null,
  -- SSO account. No foreign key here and below: an entry outlives what it names.
  officer text not null,
  action text not null check (action in (
    'CREATE', 'RECEIVE_FROM_IGATE', 'UPDATE', 'ADD_FILES', 'SUBMIT', 'APPROVE', 'RETURN', 'SIGN', 'ISSUE', 'ARCHIVE', 'RECALL',
    'PUSH_RESULTS'
  )),
  document_id uuid,
  dossier_code text,
  outcome text not null check (outcome in ('DONE', 'REFUSED')),
  details jsonb not null default '{}'
);
create index audit_entries_at on audit_entries (at, id);
create index audit_entries_document on audit_entries (document_id, at, id);
create index audit_entries_dossier on audit_entries (dossier_code, at, id);
create index audit_entries_officer on audit_entries (officer, at, id);

insert into audit_entries (id, at, officer, action, document_id, dossier_code, outcome, details)
select event.id, event.at, event.officer, event.action, event.document_id, document.dossier_code, 'DONE',
  jsonb_strip_nulls(jsonb_build_object('version', event.version, 'note', event.note))
from document_events event join documents document on document.id = event.document_id;

${auditChainSql(auditColumns)}`,
};
