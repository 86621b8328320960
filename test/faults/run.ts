import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../demo/world/random.ts';
import { Ledger } from './ledger.ts';
import { Office } from './office.ts';
import { work } from './officer.ts';
import { openFaultyProvince, type FaultyProvince } from './province.ts';
import { accounts, employ, specialists } from './staff.ts';
import { makeTrouble, plan, type Met } from './trouble.ts';
import { judge, settled, taken, type Verdict } from './verdict.ts';

export interface Report {
  readonly seed: number;
  readonly minutes: number;
  /** Processes killed with kill -9. */
  readonly kills: number;
  readonly met: Met;
  readonly unanswered: ReadonlyMap<string, number>;
  readonly surprises: readonly string[];
  /** Until nothing was on its way any more; null where something still was. */
  readonly settledAfterMs: number | null;
  readonly verdict: Verdict;
}

/** How many officers work side by side. */
const officers = 20;
/** How much longer a run may take than it was to, for the sake of what it is to see. */
const latenessMs = 240_000;
/** Until all that waits has been tried again. */
const settleWithinMs = 180_000;

/** Breaks everything for so many minutes while officers work, and then looks at what is there. */
export async function run(options: {
  readonly minutes: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Ends the run early; what was done until then is judged all the same. */
  readonly signal: AbortSignal;
  /** Goes on working after the last trouble until so much was accepted: a machine that is busy with other things is slow. */
  readonly atLeast?: number;
}): Promise<Report> {
  const { minutes, seed, say, signal, atLeast = 0 } = options;
  await using province = await openFaultyProvince();
  const lengthMs = minutes * 60_000;
  const ledger = new Ledger();
  const until = Date.now() + lengthMs;
  const latest = until + (atLeast > 0 ? latenessMs : 0);
  const isOver = () =>
    signal.aborted || Date.now() >= latest || (Date.now() >= until && ledger.accepted.length >= atLeast);
  // Whoever waits for an answer at the end gets it while things are quiet again.
  const office = new Office(province, ledger, latest + 60_000);
  await office.signIn(accounts);
  const procedure = await employ(province);
  const before = await taken(province);
  say(`ready; the log is ${province.logPath}`);

  const working = Array.from({ length: officers }, async (_, index) => {
    const specialist = specialists[index % specialists.length];
    if (!specialist) return;
    await delay(index * 150);
    await work({ office, ledger, random: createRandom(seed, 100 + index), procedure, specialist, isOver });
  });
  const progress = setInterval(() => say(progressOf(province, ledger)), 15_000);
  const met = await makeTrouble(province, plan(seed, lengthMs), { lengthMs, signal });
  await Promise.all(working);
  clearInterval(progress);
  say(`${progressOf(province, ledger)}; all quiet, waiting for what is under way`);
  await Promise.all([...province.parts.values()].map((part) => part.untilLive()));
  const settledAfterMs = await settled(province, settleWithinMs);
  const verdict = await judge(province, ledger, before);
  const { wires } = province;
  return {
    seed,
    minutes,
    kills: killsOf(province),
    met: { ...met, 'connections cut': wires.toIgate.cuts + wires.toIdesk.cuts },
    unanswered: ledger.unanswered,
    surprises: ledger.surprises,
    settledAfterMs,
    verdict,
  };
}

function killsOf(province: FaultyProvince): number {
  return [...province.parts.values()].reduce((sum, { kills }) => sum + kills, province.postgresKills());
}

function progressOf(province: FaultyProvince, ledger: Ledger): string {
  return `${killsOf(province)} kills, ${ledger.accepted.length} crossings accepted, unanswered ${unansweredInWords(ledger.unanswered)}`;
}

function unansweredInWords(unanswered: ReadonlyMap<string, number>): string {
  const total = [...unanswered.values()].reduce((sum, times) => sum + times, 0);
  return `${total} (${[...unanswered].map(([instead, times]) => `${instead} ${times}`).join(', ')})`;
}

/** What the report says, for a terminal. */
export function inWords(report: Report): string {
  const { verdict, met } = report;
  const { send, pull, push } = verdict.accepted;
  const settledAfter =
    report.settledAfterMs === null ? 'never' : `after ${(report.settledAfterMs / 1000).toFixed(1)} s`;
  const lines = [
    `seed ${report.seed}, ${report.minutes} minutes`,
    `kills                 ${report.kills}`,
    `crossings accepted    ${send + pull + push} (${send} sends, ${pull} pulls, ${push} pushes), and ${verdict.reports} reports of states`,
    `requests unanswered   ${unansweredInWords(report.unanswered)}`,
    `settled               ${settledAfter}`,
    `lost                  ${verdict.lost.length}`,
    `duplicate             ${verdict.duplicate.length}`,
    `broken files          ${verdict.broken.length}`,
    `disagreements         ${verdict.disagreements.length}`,
    `FAILED, explained     ${verdict.failed.length}`,
    `orphaned files        ${verdict.orphans.length} (${verdict.swept} were swept at the end)`,
    `surprises             ${report.surprises.length}`,
    '',
    ...Object.entries(met)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([kind, times]) => `  ${String(times).padStart(4)} × ${kind}`),
  ];
  const details = [
    ['lost', verdict.lost],
    ['duplicate', verdict.duplicate],
    ['broken', verdict.broken],
    ['orphaned', verdict.orphans],
    ['disagreement', verdict.disagreements],
    ['FAILED', verdict.failed],
    ['surprise', report.surprises],
  ] as const;
  for (const [name, found] of details) lines.push(...found.slice(0, 40).map((what) => `${name}: ${what}`));
  return `${lines.join('\n')}\n`;
}

/** Whether nothing that an officer was promised went wrong. */
export function isClean({ verdict, settledAfterMs, surprises }: Report): boolean {
  const { lost, duplicate, broken, orphans, disagreements, failed } = verdict;
  const unexplained = failed.filter((what) => what.endsWith('NO REASON'));
  const wrong = [lost, duplicate, broken, orphans, disagreements, unexplained, surprises];
  return settledAfterMs !== null && wrong.every((list) => list.length === 0);
}
