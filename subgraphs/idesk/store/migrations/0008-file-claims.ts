import type { Migration } from '../../../../platform/database/migrations.ts';
import { fileClaimsSql } from '../../../../platform/files/file-claims.ts';

/** Claims on files that are kept and not named by a row yet, so that what a crash leaves behind can be swept. */
export const fileClaims: Migration = {
  name: '0008-file-claims',
  sql: fileClaimsSql,
};
