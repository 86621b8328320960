import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * iDesk is told when a dossier's due date changes, whatever statement changed it: the database itself notes it beside every
 * draft that the dossier was sent as, and wakes whoever tells.
 */
export const dueDates: Migration = {
  name: '0008-due-dates',
  sql: /* sql */ `
-- How often due_at has changed: of two words about it, iDesk believes the higher one.
alter table dossiers add column due_revision integer not null default 0;

-- The revision that iDesk has yet to be told; null where it knows.
alter table transfers add column due_revision_to_tell integer;
create index transfers_due_date_to_tell on transfers (id) where due_revision_to_tell is not null;

create function count_due_date_change() returns trigger language plpgsql as $$
begin
  new.due_revision := old.due_revision + 1;
  return new;
end
$$;
create trigger dossiers_count_due_date_change before update of due_at on dossiers
  for each row when (old.due_at is distinct from new.due_at) execute function count_due_date_change();

create function note_due_date_to_tell() returns trigger language plpgsql as $$
begin
  -- One that has failed carries the date of its next attempt.
  update transfers set due_revision_to_tell = new.due_revision
    where dossier_code = new.code and kind = 'SEND_TO_IDESK' and state <> 'FAILED';
  if found then perform pg_notify('due_dates', ''); end if;
  return null;
end
$$;
create trigger dossiers_note_due_date_to_tell after update of due_at on dossiers
  for each row when (old.due_revision <> new.due_revision) execute function note_due_date_to_tell();

-- A date that changed while the send was under way is told once it has arrived.
create function notify_due_dates() returns trigger language plpgsql as $$
begin
  perform pg_notify('due_dates', '');
  return null;
end
$$;
create trigger transfers_notify_due_dates after update of state on transfers
  for each row when (new.state = 'DELIVERED' and new.due_revision_to_tell is not null) execute function notify_due_dates();

-- Drafts that were sent before iDesk was told any.
update transfers set due_revision_to_tell = 0
  from dossiers
  where dossiers.code = transfers.dossier_code and dossiers.status not in ('RETURNED', 'WITHDRAWN', 'REJECTED')
    and transfers.kind = 'SEND_TO_IDESK' and transfers.state = 'DELIVERED';
`,
};
