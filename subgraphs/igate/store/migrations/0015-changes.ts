import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * Whoever follows a dossier is told that something of it has changed, whatever statement changed it: the dossier itself, or
 * a row that hangs on it. One statement that changes very many dossiers, such as a change of the calendar, names none.
 */
export const changes: Migration = {
  name: '0015-changes',
  sql: /* sql */ `
create function notify_dossier_changes(codes text[]) returns void language plpgsql as $$
declare
  most constant integer := 1000;
begin
  if cardinality(codes) > most then
    perform pg_notify('dossier_changes', '*');
  else
    perform pg_notify('dossier_changes', code) from unnest(codes) as code;
  end if;
end
$$;

create function notify_changed_dossiers() returns trigger language plpgsql as $$
begin
  perform notify_dossier_changes(array(select code from changed limit 1001));
  return null;
end
$$;

create function notify_dossiers_of_changed_rows() returns trigger language plpgsql as $$
begin
  perform notify_dossier_changes(array(select distinct dossier_code from changed limit 1001));
  return null;
end
$$;

create trigger dossiers_notify_inserted after insert on dossiers referencing new table as changed
  for each statement execute function notify_changed_dossiers();
create trigger dossiers_notify_updated after update on dossiers referencing new table as changed
  for each statement execute function notify_changed_dossiers();
${['processing_steps', 'transfers', 'attachments', 'dossier_holds', 'idesk_events'].map(triggersOf).join('')}`,
};

/** A trigger that sees the rows of a statement is for one kind of statement. */
function triggersOf(table: string): string {
  return ['insert', 'update']
    .map(
      (event) => `
create trigger ${table}_notify_${event} after ${event} on ${table} referencing new table as changed
  for each statement execute function notify_dossiers_of_changed_rows();`,
    )
    .join('');
}
