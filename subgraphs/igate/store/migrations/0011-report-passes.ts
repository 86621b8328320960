import type { Migration } from '../../../../platform/database/migrations.ts';

/** The day of a moment in Viet Nam. */
const day = (moment: string): string => `(${moment} at time zone 'Asia/Ho_Chi_Minh')::date`;

/** Each day of an event, as the columns of 0007 have it; those of a dossier that has none of them are null. */
const days = `
    ${day('received_at')}, ${day('sent_at')}, ${day('issued_at')}, ${day('attached_at')},
    ${day('completed_at')}, ${day('returned_at')},
    case when status in ('WITHDRAWN', 'REJECTED', 'COMPLETED', 'RETURNED') then ${day('changed_at')} end`;

/**
 * One index that holds all that a report counts of the events of a period, so that several figures cost one pass over it:
 * no event of a dossier lies outside its first and its last day. What is completed has ended on that day, so that the index
 * of completed dossiers tells nothing that the one of ended dossiers cannot.
 */
export const reportPasses: Migration = {
  name: '0011-report-passes',
  rewrites: ['dossiers'],
  sql: /* sql */ `
alter table dossiers
  add column first_event_day date not null generated always as (least(${days})) stored,
  add column last_event_day date not null generated always as (greatest(${days})) stored;

create index dossiers_events on dossiers (last_event_day) include (
  first_event_day, department_id, procedure_id, received_day, ended_day, returned_day, sent_day, issued_day, attached_day,
  punctuality, status, division_id, assignee_id
);

drop index dossiers_completed_day;
drop index dossiers_ended_day;
create index dossiers_ended_day on dossiers (ended_day)
  include (received_day, punctuality, department_id, division_id, procedure_id, assignee_id, status)
  where ended_day is not null;
`,
};
