import type { Migration } from '../../../../platform/database/migrations.ts';

/** When the dossiers are due that drafts came from, so that what awaits an officer can be ordered by it. */
export const dueDates: Migration = {
  name: '0007-due-dates',
  sql: /* sql */ `
alter table documents
  add column due_at timestamptz(3),
  -- How often the due date had changed when iGate told it: an older word never overwrites a newer one.
  add column due_revision integer not null default -1,
  add constraint documents_due check (due_at is null or transfer_id is not null);
create index documents_awaiting_department_due
  on documents (department_id, state, due_at, urgency_rank desc, created_at, id)
  where state in ('SUBMITTED', 'APPROVED', 'SIGNED');
create index documents_awaiting_division_due
  on documents (division_id, state, due_at, urgency_rank desc, created_at, id)
  where state in ('SUBMITTED', 'APPROVED', 'SIGNED');
`,
};
