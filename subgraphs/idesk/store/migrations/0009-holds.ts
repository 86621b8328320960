import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * Since when the dossiers are on hold that drafts came from. What presses is ordered by `pressing_at`: while the clock of a
 * dossier stands still, its draft presses no more than one without a due date.
 */
export const holds: Migration = {
  name: '0009-holds',
  rewrites: ['documents'],
  sql: /* sql */ `
alter table documents
  add column held_since timestamptz(3),
  add constraint documents_held check (held_since is null or transfer_id is not null);
alter table documents
  add column pressing_at timestamptz(3) generated always as (case when held_since is null then due_at end) stored;

drop index documents_awaiting_department_due;
drop index documents_awaiting_division_due;
create index documents_awaiting_department_due
  on documents (department_id, state, pressing_at, urgency_rank desc, created_at, id)
  where state in ('SUBMITTED', 'APPROVED', 'SIGNED');
create index documents_awaiting_division_due
  on documents (division_id, state, pressing_at, urgency_rank desc, created_at, id)
  where state in ('SUBMITTED', 'APPROVED', 'SIGNED');
`,
};
