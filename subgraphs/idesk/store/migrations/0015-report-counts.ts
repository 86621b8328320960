import type { Migration } from '../../../../platform/database/migrations.ts';

/** The day of a moment in Viet Nam. */
const day = (moment: string): string => `(${moment} at time zone 'Asia/Ho_Chi_Minh')::date`;

/** What reports group and filter by, so that they need not look at the rows themselves. */
const dimensions = 'department_id, division_id, created_by, kind, state, dossier_code';

/**
 * Whether a draft was ever returned, in its own row: kept by a trigger, so that whatever records a return counts.
 *
 * And figures by day, and of all days together, are counted for one department or for all of them, and need nothing but days:
 * indexes that hold nothing else keep equal entries in one place, so that a pass over them costs a half of one over those that
 * hold everything reports are grouped by.
 */
export const reportCounts: Migration = {
  name: '0015-report-counts',
  rewrites: ['documents'],
  sql: /* sql */ `
alter table documents
  add column returned boolean not null default false,
  add column from_igate boolean not null generated always as (transfer_id is not null) stored,
  add column last_event_day date not null generated always as (
    greatest(${day('created_at')}, ${day('issued_at')}, ${day('recalled_at')})
  ) stored;
update documents set returned = true where id in (select document_id from document_events where action = 'RETURN');

create function note_returned_document() returns trigger language plpgsql as $$
begin
  update documents set returned = true where id = new.document_id and not returned;
  return null;
end
$$;
create trigger document_events_note_return after insert on document_events
  for each row when (new.action = 'RETURN') execute function note_returned_document();
drop index document_events_returns;

create index documents_created_count on documents (department_id, created_day, from_igate, returned);
create index documents_issued_count on documents (department_id, issued_day, created_day, signed_day)
  where issued_day is not null;

create index documents_events on documents (last_event_day) include (
  created_day, issued_day, signed_day, recalled_day, from_igate, returned, ${dimensions}
);
create index documents_event_days on documents (last_event_day, created_day);

drop index documents_created_day;
create index documents_created_day on documents (created_day) include (from_igate, returned, ${dimensions});
drop index documents_issued_day;
create index documents_issued_day on documents (issued_day) include (created_day, signed_day, from_igate, ${dimensions})
  where issued_day is not null;
drop index documents_recalled_day;
create index documents_recalled_day on documents (recalled_day) include (from_igate, ${dimensions})
  where recalled_day is not null;
drop index documents_under_way;
create index documents_under_way on documents (state) include (from_igate, department_id, division_id, created_by, kind, dossier_code)
  where state in ('DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED');
`,
};
