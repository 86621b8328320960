import type { Migration } from '../../../../platform/database/migrations.ts';

/** How often signing in has failed, by account and by address; the keys are hashes of both. */
export const signInTallies: Migration = {
  name: '0006-sign-in-tallies',
  sql: /* sql */ `
create table sign_in_tallies (
  key text primary key,
  failures integer not null default 0 check (failures >= 0),
  last_failure_at timestamptz(3),
  last_success_at timestamptz(3),
  changed_at timestamptz(3) not null
);
create index sign_in_tallies_changed_at on sign_in_tallies (changed_at);
`,
};
