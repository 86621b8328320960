import type { Migration } from '../../../platform/database/migrations.ts';
import { vietnameseSearchSql } from '../../../platform/database/vietnamese-search.ts';
import { endedSessionsSql } from '../../../platform/sessions/ended-sessions-table.ts';
import { inboxSql } from '../../../platform/transfers/inbox.ts';
import { dossiersAndTransfers } from './migrations/0001-dossiers-and-transfers.ts';
import { recallsAndAuditChain } from './migrations/0003-recalls-and-audit-chain.ts';
import { workingDays } from './migrations/0004-working-days.ts';
import { signInTallies } from './migrations/0006-sign-in-tallies.ts';
import { reportFacts } from './migrations/0007-report-facts.ts';
import { dueDates } from './migrations/0008-due-dates.ts';
import { ideskEvents } from './migrations/0009-idesk-events.ts';
import { fileClaims } from './migrations/0010-file-claims.ts';
import { reportPasses } from './migrations/0011-report-passes.ts';
import { calendarNews } from './migrations/0012-calendar-news.ts';
import { holdsTold } from './migrations/0013-holds-told.ts';
import { changes } from './migrations/0015-changes.ts';
import { reportCounts } from './migrations/0016-report-counts.ts';

/** In the order in which they run; each runs once in the life of a database and is never edited after a release. */
export const igateMigrations: readonly Migration[] = [
  { name: '0000-vietnamese-search', sql: vietnameseSearchSql },
  dossiersAndTransfers,
  { name: '0002-inbox', sql: inboxSql },
  recallsAndAuditChain,
  workingDays,
  { name: '0005-ended-sessions', sql: endedSessionsSql },
  signInTallies,
  reportFacts,
  dueDates,
  ideskEvents,
  fileClaims,
  reportPasses,
  calendarNews,
  holdsTold,
  changes,
  reportCounts,
];
