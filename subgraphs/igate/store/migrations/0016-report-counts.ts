import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * Figures by day, and of all days together, are counted for one department or for all of them, and need nothing but days. These
 * indexes hold nothing else, so that equal entries share one place: a pass over one costs a half of one over those that hold
 * everything reports are grouped by (0007), and for a department reads its own rows alone.
 */
export const reportCounts: Migration = {
  name: '0016-report-counts',
  sql: /* sql */ `
drop index dossiers_events;
create index dossiers_events on dossiers (last_event_day) include (
  first_event_day, department_id, procedure_id, received_day, ended_day, returned_day, sent_day, signed_day, issued_day,
  attached_day, punctuality, status, division_id, assignee_id
);
create index dossiers_event_days on dossiers (last_event_day, first_event_day);

create index dossiers_received_count on dossiers (department_id, received_day);
create index dossiers_ended_count on dossiers (department_id, ended_day, punctuality, received_day) where ended_day is not null;
create index dossiers_returned_count on dossiers (department_id, returned_day) where returned_day is not null;
create index dossiers_sent_count on dossiers (department_id, sent_day) where sent_day is not null;
create index dossiers_issued_count on dossiers (department_id, issued_day, sent_day, signed_day) where issued_day is not null;
create index dossiers_attached_count on dossiers (department_id, attached_day, issued_day) where attached_day is not null;
`,
};
