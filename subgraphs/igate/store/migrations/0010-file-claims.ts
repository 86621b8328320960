import type { Migration } from '../../../../platform/database/migrations.ts';
import { fileClaimsSql } from '../../../../platform/files/file-claims.ts';

/** Claims on files that are kept and not named by a row yet, so that what a crash leaves behind can be swept. */
export const fileClaims: Migration = {
  name: '0010-file-claims',
  sql: /* sql */ `${fileClaimsSql}-- Whether a content is needed is asked by its digest.
create index attachments_by_content on attachments (sha256);
create index transfer_files_by_content on transfer_files (sha256);
`,
};
