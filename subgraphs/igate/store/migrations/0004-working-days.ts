import { calendarSql } from '../../../../platform/calendar/calendar-sql.ts';
import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * The calendar, the promise of a dossier in working days, and the times it was on hold.
 *
 * Dossiers that are open get their day of return anew, since holidays count no more; what was promised for those that have
 * ended stays as it was told to the applicant.
 */
export const workingDays: Migration = {
  name: '0004-working-days',
  sql: /* sql */ `
${calendarSql}
alter table dossiers
  -- Working days, as the procedure promised them at reception; none where it promised none.
  add column processing_days integer check (processing_days >= 0),
  -- Since when it has been on hold.
  add column held_since timestamptz(3);

update dossiers set processing_days = procedures.processing_days
from procedures where procedures.id = dossiers.procedure_id and dossiers.due_at is not null;
update dossiers set held_since = changed_at where status in ('SUPPLEMENT_REQUESTED', 'SUSPENDED');

alter table dossiers
  add constraint dossiers_promised check ((processing_days is null) = (due_at is null)),
  add constraint dossiers_held check ((held_since is not null) = (status in ('SUPPLEMENT_REQUESTED', 'SUSPENDED')));

create table dossier_holds (
  id uuid primary key default uuidv7(),
  dossier_code text not null references dossiers,
  kind text not null check (kind in ('SUPPLEMENT_REQUESTED', 'SUSPENDED')),
  reason text not null check (reason <> ''),
  started_at timestamptz(3) not null,
  -- None for a hold of before holds were kept.
  started_by uuid references officers,
  ended_at timestamptz(3),
  ended_by uuid references officers,
  note text,
  check (num_nonnulls(ended_at, ended_by) in (0, 2)),
  check (ended_at >= started_at)
);
create index dossier_holds_of_dossier on dossier_holds (dossier_code, started_at);
create unique index dossier_holds_lasting on dossier_holds (dossier_code) where ended_at is null;

insert into dossier_holds (dossier_code, kind, reason, started_at)
select code, status, 'Hồ sơ đã dừng trước khi hệ thống ghi lại lý do.', held_since from dossiers where held_since is not null;

-- The same rule as domain/deadline.ts.
update dossiers set due_at = promised.due_at
from (
  select code, (due.day + time '17:00') at time zone 'Asia/Ho_Chi_Minh' as due_at
  from dossiers
  join calendar_days received on received.day = (dossiers.received_at at time zone 'Asia/Ho_Chi_Minh')::date
  cross join lateral (
    select received.ordinal - (
      received.working and (dossiers.received_at at time zone 'Asia/Ho_Chi_Minh')::time < time '17:00'
    )::integer as closed
  ) as at_reception
  join calendar_days due on due.working
    and due.ordinal = greatest(received.ordinal + dossiers.processing_days, at_reception.closed + 1)
  where status in ('RECEIVED', 'PROCESSING', 'SUPPLEMENT_REQUESTED', 'SUSPENDED')
) as promised
where promised.code = dossiers.code;

drop index dossiers_open_due;
create index dossiers_open_due on dossiers (department_id, due_at, code)
  where status in ('RECEIVED', 'PROCESSING', 'SUPPLEMENT_REQUESTED', 'SUSPENDED');

alter table audit_entries drop constraint audit_entries_action_check;
alter table audit_entries add constraint audit_entries_action_check check (action in (
  'SIGN_IN', 'LINK_SSO_ACCOUNT', 'RECEIVE', 'ASSIGN', 'ADD_ATTACHMENTS', 'REQUEST_SUPPLEMENT', 'SUSPEND', 'RESUME',
  'SEND_TO_IDESK', 'ATTACH_RESULTS', 'RECEIVE_PUSHED_RESULTS', 'RECALL_RESULTS', 'COMPLETE_STEP', 'RETRY_TRANSFER',
  'CHANGE_CALENDAR', 'VIEW_PERSONAL_DATA', 'DOWNLOAD_FILE'
));
`,
};
