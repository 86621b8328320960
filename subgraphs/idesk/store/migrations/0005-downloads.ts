import type { Migration } from '../../../../platform/database/migrations.ts';

/** Downloads are recorded in the audit log, too. */
export const downloads: Migration = {
  name: '0005-downloads',
  sql: /* sql */ `
alter table audit_entries drop constraint audit_entries_action_check;
alter table audit_entries add constraint audit_entries_action_check check (action in (
  'CREATE', 'RECEIVE_FROM_IGATE', 'UPDATE', 'ADD_FILES', 'SUBMIT', 'APPROVE', 'RETURN', 'SIGN', 'ISSUE', 'ARCHIVE', 'RECALL',
  'PUSH_RESULTS', 'DOWNLOAD_FILE'
));
`,
};
