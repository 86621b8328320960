import { setTimeout as delay } from 'node:timers/promises';
import { checkAudit, checkDossiers, checkReceptions, checkRegisters } from './check-books.ts';
import { checkCalendar } from './check-calendar.ts';
import { checkDueDates } from './check-due-dates.ts';
import { checkFiles, type FileChecks } from './check-files.ts';
import { checkRecalls, checkReports } from './check-recalls.ts';
import { checkInboxes, checkRecords } from './check-records.ts';
import { checkCrossings, checkPushes, checkReturns, checkSources } from './check-results.ts';
import { checkDraftsFromIgate, checkSends } from './check-sends.ts';
import { checkTimelines } from './check-timelines.ts';
import type { Finding, Findings, Systems } from './finding.ts';

export interface Thoroughness extends FileChecks {
  /** How long the systems get before a second look, in milliseconds. Longer than any transaction takes. */
  readonly settleMs: number;
}

/** Every disagreement as it shows at one look. What happens while looking may show as one. */
export async function* lookOnce(systems: Systems, checks: FileChecks): Findings {
  yield* checkSends(systems);
  yield* checkDraftsFromIgate(systems);
  yield* checkReturns(systems);
  yield* checkPushes(systems);
  yield* checkCrossings(systems);
  yield* checkSources(systems);
  yield* checkRecalls(systems);
  yield* checkReports(systems);
  yield* checkDueDates(systems);
  yield* checkCalendar(systems);
  yield* checkTimelines(systems);
  yield* checkInboxes(systems);
  yield* checkDossiers(systems);
  yield* checkAudit(systems);
  yield* checkRegisters(systems);
  yield* checkReceptions(systems);
  yield* checkRecords(systems);
  yield* checkFiles(systems, checks);
}

/**
 * The disagreements that stay. The two databases cannot be read at the same instant, and the systems go on working: what a
 * second look does not find any more was only on its way.
 */
export async function findDisagreements(systems: Systems, thoroughness: Thoroughness): Promise<readonly Finding[]> {
  const seen = new Set<string>();
  for await (const finding of lookOnce(systems, thoroughness)) seen.add(identity(finding));
  if (seen.size === 0) return [];
  await delay(thoroughness.settleMs);
  const lasting: Finding[] = [];
  for await (const finding of lookOnce(systems, thoroughness)) if (seen.has(identity(finding))) lasting.push(finding);
  return lasting;
}

function identity({ kind, subject }: Finding): string {
  return `${kind} ${subject}`;
}
