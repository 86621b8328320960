import type { Migration } from '../../../../platform/database/migrations.ts';

/** The day of a moment in Viet Nam. */
const day = (moment: string): string => `(${moment} at time zone 'Asia/Ho_Chi_Minh')::date`;

/** What reports group by, so that they need not look at the rows themselves. */
const dimensions = 'department_id, division_id, procedure_id, assignee_id, status';

/**
 * What reports count, in the row of the dossier: when it was sent to iDesk and what became of the draft there, as iDesk's
 * reports of its state tell it; and the days of all its events, generated from their moments.
 *
 * Each index holds all that a figure needs, so that a report of a year reads the index alone.
 */
export const reportFacts: Migration = {
  name: '0007-report-facts',
  sql: /* sql */ `
alter table dossiers
  -- Of the most recent send and its draft.
  add column sent_at timestamptz(3),
  add column desk_state text check (desk_state in (
    'DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'CANCELLED', 'RECALLED'
  )),
  add column signed_at timestamptz(3),
  add column issued_at timestamptz(3),
  -- When the first results since that send were attached.
  add column attached_at timestamptz(3);

update dossiers set sent_at = transfers.requested_at,
  desk_state = case idesk_state
    when 'DRAFTING' then 'DRAFTING' when 'IN_REVIEW' then 'SUBMITTED' when 'SIGNED' then 'SIGNED' when 'ISSUED' then 'ISSUED'
    when 'RECALLED' then 'RECALLED' when 'NOT_SENT' then 'CANCELLED'
  end,
  attached_at = (
    select min(uploaded_at) from attachments
    where dossier_code = dossiers.code and kind = 'RESULT' and uploaded_at >= transfers.requested_at
  )
from transfers where transfers.id = dossiers.idesk_transfer_id;

alter table dossiers
  add column received_day date not null generated always as (${day('received_at')}) stored,
  add column completed_day date generated always as (${day('completed_at')}) stored,
  add column returned_day date generated always as (${day('returned_at')}) stored,
  -- When it was over for the department: the result was there, or there will be none.
  add column ended_day date generated always as (case
    when completed_at is not null then ${day('completed_at')}
    when status in ('WITHDRAWN', 'REJECTED', 'COMPLETED', 'RETURNED') then ${day('changed_at')}
  end) stored,
  add column punctuality text generated always as (case
    when completed_at is null then null
    when completed_at > due_at then 'LATE'
    when ${day('completed_at')} < ${day('due_at')} then 'EARLY'
    else 'ON_TIME'
  end) stored,
  add column sent_day date generated always as (${day('sent_at')}) stored,
  add column signed_day date generated always as (${day('signed_at')}) stored,
  add column issued_day date generated always as (${day('issued_at')}) stored,
  add column attached_day date generated always as (${day('attached_at')}) stored;

create index dossiers_received_day on dossiers (received_day) include (${dimensions});
create index dossiers_completed_day on dossiers (completed_day) include (punctuality, ${dimensions})
  where completed_day is not null;
create index dossiers_returned_day on dossiers (returned_day) include (${dimensions}) where returned_day is not null;
create index dossiers_ended_day on dossiers (ended_day) include (received_day, ${dimensions}) where ended_day is not null;
create index dossiers_sent_day on dossiers (sent_day) include (${dimensions}) where sent_day is not null;
create index dossiers_issued_day on dossiers (issued_day) include (sent_day, signed_day, ${dimensions})
  where issued_day is not null;
create index dossiers_attached_day on dossiers (attached_day) include (issued_day, ${dimensions})
  where attached_day is not null;
create index dossiers_open on dossiers (due_at)
  include (code, held_since, received_day, desk_state, attached_day, ended_day, ${dimensions})
  where ended_day is null;
create index dossiers_awaiting_return on dossiers (received_day) include (${dimensions}, has_results, returned_day)
  where has_results and returned_day is null and status not in ('WITHDRAWN', 'REJECTED');
`,
};
