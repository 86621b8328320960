import type { Migration } from '../../../platform/database/migrations.ts';
import { vietnameseSearchSql } from '../../../platform/database/vietnamese-search.ts';
import { endedSessionsSql } from '../../../platform/sessions/ended-sessions-table.ts';
import { inboxSql } from '../../../platform/transfers/inbox.ts';
import { desk } from './migrations/0001-desk.ts';
import { auditLog } from './migrations/0003-audit-log.ts';
import { downloads } from './migrations/0005-downloads.ts';
import { reportFacts } from './migrations/0006-report-facts.ts';
import { dueDates } from './migrations/0007-due-dates.ts';
import { fileClaims } from './migrations/0008-file-claims.ts';
import { holds } from './migrations/0009-holds.ts';
import { changes } from './migrations/0012-changes.ts';
import { strangers } from './migrations/0014-strangers.ts';
import { reportCounts } from './migrations/0015-report-counts.ts';

/** In the order in which they run; each runs once in the life of a database and is never edited after a release. */
export const ideskMigrations: readonly Migration[] = [
  { name: '0000-vietnamese-search', sql: vietnameseSearchSql },
  desk,
  { name: '0002-inbox', sql: inboxSql },
  auditLog,
  { name: '0004-ended-sessions', sql: endedSessionsSql },
  downloads,
  reportFacts,
  dueDates,
  fileClaims,
  holds,
  changes,
  strangers,
  reportCounts,
];
