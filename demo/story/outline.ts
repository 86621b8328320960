import { procedures, type DemoProcedure } from '../world/procedures.ts';
import { createRandom, type Random } from '../world/random.ts';
import { staffOf, type Staff } from '../world/staff.ts';
import { workingDayMs, type WorkingClock } from '../world/working-clock.ts';
import type { DemoOfficer } from '../world/officers.ts';
import { schedule, spanUntil, type Milestone, type Moments } from './milestones.ts';
import { showcaseAt, type Showcase } from './showcase.ts';

/** Why a dossier stands still in PROCESSING. */
export type Halt = 'SUPPLEMENT_REQUESTED' | 'SUSPENDED' | 'WITHDRAWN';

/** How the result comes back: pulled from iGate, pushed from iDesk, or not at all, because it is handed over on paper. */
export type Way = 'PULL' | 'PUSH' | 'PAPER';

/** What a dossier's life was, before it is written out as rows. */
export interface Outline {
  readonly index: number;
  readonly procedure: DemoProcedure;
  readonly staff: Staff;
  readonly assignee: DemoOfficer;
  readonly moments: Moments;
  readonly halt: Halt | null;
  /** The dossier cannot be granted: a notice says so. */
  readonly refused: boolean;
  readonly way: Way;
  /** The sending failed; it stays so, or an administrator had it tried again. */
  readonly trouble: 'FAILED' | 'RETRIED' | null;
  readonly showcase: boolean;
  /** For what is drawn when the rows are written. */
  readonly random: Random;
}

export interface DemoTime {
  readonly seed: number;
  readonly clock: WorkingClock;
  readonly dossiers: number;
}

/** How often citizens come for what: departments by the weight of their counters. */
const weights: Readonly<Record<string, number>> = { STTTT: 30, SNN: 28, SCT: 16, STP: 16, SXD: 10 };
const departmentDraw: readonly string[] = Object.entries(weights).flatMap(([code, weight]) =>
  Array<string>(weight).fill(code),
);
const proceduresOfDepartment: ReadonlyMap<string, readonly DemoProcedure[]> = Map.groupBy(
  procedures,
  (procedure) => staffOf(procedure.divisionId).department.code,
);
const proceduresOfDivision: ReadonlyMap<string, readonly DemoProcedure[]> = Map.groupBy(
  procedures,
  (procedure) => procedure.divisionId,
);

/**
 * The life of the `index`-th dossier, counted in the order of reception. A pure function of the demo's seed, size and
 * clock: it may be asked again instead of being remembered.
 */
export function outlineOf(index: number, time: DemoTime): Outline {
  const random = createRandom(time.seed, index);
  const received = (time.clock.end * (index + random.fraction())) / time.dossiers;
  const showcase = showcaseAt(index, time.dossiers);
  return showcase
    ? shownOutline(index, showcase, received, random, time)
    : ordinaryOutline(index, received, random, time);
}

function ordinaryOutline(index: number, received: number, random: Random, time: DemoTime): Outline {
  const procedure = random.pick(proceduresOfDepartment.get(random.pick(departmentDraw)) ?? procedures);
  const staff = staffOf(procedure.divisionId);
  const { clock } = time;
  const age = clock.end - received;

  const late = random.chance(0.16);
  const span =
    procedure.processingDays * workingDayMs * (late ? 1 + random.fraction() : 0.45 + random.fraction() * 0.6);
  const way = random.pick(['PULL', 'PULL', 'PULL', 'PUSH', 'PUSH', 'PAPER'] as const);
  const halt = pickHalt(random, age);
  const fails = random.chance(0.02);
  const recent = age < span;
  const recalled = random.chance(0.15) && age < span * 1.5;

  const skips = new Set<Milestone>();
  if (!random.chance(0.6)) skips.add('examined');
  if (!random.chance(0.12)) skips.add('sentBack').add('resubmitted');
  if (!random.chance(0.7)) skips.add('archived');
  if (!recalled) skips.add('recalled');
  if (halt === null) skips.add('halted');
  if (way === 'PAPER') for (const milestone of inIdesk) skips.add(milestone);

  const last = halt !== null ? 'halted' : fails && recent ? 'sent' : recalled && way !== 'PAPER' ? 'recalled' : null;
  const moments = scheduled({ received, span, skips, last, random, time });
  const failed = fails && way !== 'PAPER' && moments.has('sent');
  return {
    index,
    procedure,
    staff,
    moments,
    way,
    random,
    assignee: random.pick(staff.specialists),
    halt: moments.has('halted') ? halt : null,
    refused: random.chance(0.04),
    trouble: failed ? (recent ? 'FAILED' : 'RETRIED') : null,
    showcase: false,
  };
}

const inIdesk = [
  'sent',
  'drafted',
  'submitted',
  'sentBack',
  'resubmitted',
  'approved',
  'signed',
  'issued',
  'recalled',
  'attached',
  'archived',
] as const satisfies readonly Milestone[];

/** A dossier waits for its applicant for some weeks at most; one that was withdrawn stays so. */
function pickHalt(random: Random, age: number): Halt | null {
  const days = age / workingDayMs;
  const halt = random.pick(['WITHDRAWN', 'SUPPLEMENT_REQUESTED', 'SUSPENDED'] as const);
  if (halt === 'WITHDRAWN') return random.chance(0.08) ? halt : null;
  return days < 30 && random.chance(0.25) ? halt : null;
}

function shownOutline(index: number, showcase: Showcase, received: number, random: Random, time: DemoTime): Outline {
  const { assignee, until, halt, sendFails, sentBack } = showcase;
  if (!assignee.division) throw new Error('A dossier is shown on the desk of somebody who belongs to no division.');
  const procedure = random.pick(proceduresOfDivision.get(assignee.division.id) ?? procedures);
  const skips = new Set<Milestone>([...showcase.skips, 'archived']);
  if (halt === null) skips.add('halted');
  if (!sentBack) skips.add('sentBack').add('resubmitted');
  if (until !== 'recalled') skips.add('recalled');
  if (until === 'assigned') skips.add('examined');

  const span = spanUntil(until, received, time.clock.end);
  return {
    index,
    procedure,
    assignee,
    halt,
    random,
    staff: staffOf(assignee.division.id),
    moments: scheduled({
      received,
      span,
      skips,
      last: until,
      random,
      time,
    }),
    refused: false,
    way: random.chance(0.4) ? 'PUSH' : 'PULL',
    trouble: sendFails ? 'FAILED' : null,
    showcase: true,
  };
}

interface Life {
  readonly received: number;
  readonly span: number;
  readonly skips: ReadonlySet<Milestone>;
  readonly last: Milestone | null;
  readonly random: Random;
  readonly time: DemoTime;
}

function scheduled({ received, span, skips, last, random, time: { clock } }: Life): Moments {
  const jitter = (): number => random.fraction();
  return schedule({ received, now: clock.end, span, skips, last, jitter, at: (moment) => clock.at(moment) });
}
