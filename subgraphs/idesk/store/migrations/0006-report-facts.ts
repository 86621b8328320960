import { calendarSql } from '../../../../platform/calendar/calendar-sql.ts';
import type { Migration } from '../../../../platform/database/migrations.ts';

/** The day of a moment in Viet Nam. */
const day = (moment: string): string => `(${moment} at time zone 'Asia/Ho_Chi_Minh')::date`;

/** What reports group and filter by, so that they need not look at the rows themselves. */
const dimensions = 'id, department_id, division_id, created_by, kind, state, transfer_id, dossier_code';

/**
 * What reports count: the calendar, and the days of a document's events, generated from their moments. And what iGate is told
 * beside a state: the moments that its own reports count by, as they were when the document came into that state.
 *
 * Each index holds all that a figure needs, so that a report of a year reads the index alone.
 */
export const reportFacts: Migration = {
  name: '0006-report-facts',
  sql: /* sql */ `
${calendarSql}
alter table state_reports
  add column signed_at timestamptz(3),
  add column issued_at timestamptz(3);
update state_reports set signed_at = documents.signed_at, issued_at = documents.issued_at
from documents where documents.id = state_reports.document_id and state_reports.state in ('SIGNED', 'ISSUED', 'RECALLED');
update state_reports set issued_at = null where state = 'SIGNED';

alter table documents
  add column created_day date not null generated always as (${day('created_at')}) stored,
  add column signed_day date generated always as (${day('signed_at')}) stored,
  add column issued_day date generated always as (${day('issued_at')}) stored,
  add column recalled_day date generated always as (${day('recalled_at')}) stored;

create index documents_created_day on documents (created_day) include (${dimensions});
create index documents_issued_day on documents (issued_day) include (created_day, signed_day, ${dimensions})
  where issued_day is not null;
create index documents_recalled_day on documents (recalled_day) include (${dimensions}) where recalled_day is not null;
create index documents_under_way on documents (state)
  include (id, department_id, division_id, created_by, kind, transfer_id, dossier_code)
  where state in ('DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED');
create index document_events_returns on document_events (document_id) where action = 'RETURN';
`,
};
