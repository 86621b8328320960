import type { Migration } from '../../../../platform/database/migrations.ts';

/** iDesk is told of holds as of due dates: while its dossier is on hold, no draft presses. */
export const holdsTold: Migration = {
  name: '0013-holds-told',
  sql: /* sql */ `
drop trigger dossiers_count_due_date_change on dossiers;
create trigger dossiers_count_due_date_change before update of due_at, held_since on dossiers
  for each row when (old.due_at is distinct from new.due_at or old.held_since is distinct from new.held_since)
  execute function count_due_date_change();

drop trigger dossiers_note_due_date_to_tell on dossiers;
create trigger dossiers_note_due_date_to_tell after update of due_at, held_since on dossiers
  for each row when (old.due_revision <> new.due_revision) execute function note_due_date_to_tell();

-- Those that are on hold, and of which iDesk does not know it.
update dossiers set due_revision = due_revision + 1 where held_since is not null;
update transfers set due_revision_to_tell = dossiers.due_revision
  from dossiers
  where dossiers.code = transfers.dossier_code and dossiers.held_since is not null
    and transfers.kind = 'SEND_TO_IDESK' and transfers.state <> 'FAILED';
`,
};
