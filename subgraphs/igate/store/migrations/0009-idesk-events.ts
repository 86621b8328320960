import type { Migration } from '../../../../platform/database/migrations.ts';

/** What was done to a dossier's drafts in iDesk, as iDesk has told: kept here, so that it can be shown while iDesk is down. */
export const ideskEvents: Migration = {
  name: '0009-idesk-events',
  sql: /* sql */ `
create table idesk_events (
  transfer_id uuid not null references transfers,
  -- Of the draft, after the step: each has at most one, however often and in whatever order iDesk tells.
  version integer not null check (version > 0),
  dossier_code text not null references dossiers,
  kind text not null check (kind in ('SUBMITTED', 'APPROVED', 'RETURNED', 'SIGNED', 'ISSUED', 'RECALLED')),
  at timestamptz(3) not null,
  officer_name text not null,
  primary key (transfer_id, version)
);
create index idesk_events_dossier on idesk_events (dossier_code, at);
`,
};
