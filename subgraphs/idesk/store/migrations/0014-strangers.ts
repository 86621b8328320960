import type { Migration } from '../../../../platform/database/migrations.ts';

/** Somebody who makes up the address of a file is recorded in the audit log too, though nobody knows who it was. */
export const strangers: Migration = {
  name: '0014-strangers',
  sql: /* sql */ `
alter table audit_entries alter column officer drop not null;
`,
};
