import { auditChainSql } from '../../../../platform/audit/audit-chain-sql.ts';
import type { Migration } from '../../../../platform/database/migrations.ts';
import { auditColumns } from '../audit-columns.ts';

/** Results that iDesk took back, and the chain that makes the audit log tamper-evident. */
export const recallsAndAuditChain: Migration = {
  name: '0003-recalls-and-audit-chain',
  sql: /* sql */ `
alter table attachments
  add column recalled_at timestamptz(3),
  add column recall_reason text,
  add constraint attachments_recalled check (num_nonnulls(recalled_at, recall_reason) in (0, 2)),
  add constraint attachments_recalled_results check (recalled_at is null or source_file_id is not null);

-- Every file of a recalled document, whether it was attached or not: a push or pull that is late must find it here.
create table recalled_files (
  source_file_id text primary key,
  document_id text not null,
  recalled_at timestamptz(3) not null,
  reason text not null
);

alter table audit_entries drop constraint audit_entries_action_check;
alter table audit_entries add constraint audit_entries_action_check check (action in (
  'SIGN_IN', 'LINK_SSO_ACCOUNT', 'RECEIVE', 'ASSIGN', 'ADD_ATTACHMENTS', 'SEND_TO_IDESK', 'ATTACH_RESULTS',
  'RECEIVE_PUSHED_RESULTS', 'RECALL_RESULTS', 'COMPLETE_STEP', 'RETRY_TRANSFER', 'VIEW_PERSONAL_DATA', 'DOWNLOAD_FILE'
));

drop trigger audit_entries_are_final on audit_entries;
drop function refuse_change_of_audit_entry();
${auditChainSql(auditColumns)}`,
};
