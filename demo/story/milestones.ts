/** What happens to a dossier, in this order, and how far into its life: 0 is its reception, about 1 its return. */
const course = [
  ['received', 0],
  ['forwarded', 0.02],
  ['assigned', 0.06],
  ['examined', 0.12],
  ['halted', 0.2],
  ['sent', 0.3],
  ['drafted', 0.36],
  ['submitted', 0.41],
  ['sentBack', 0.45],
  ['resubmitted', 0.5],
  ['approved', 0.56],
  ['signed', 0.62],
  ['issued', 0.67],
  ['recalled', 0.71],
  ['attached', 0.75],
  ['processed', 0.8],
  ['takenIn', 0.84],
  ['returned', 0.92],
  ['archived', 1.25],
] as const;

export type Milestone = (typeof course)[number][0];

/** When each milestone was passed; those that were not are missing. */
export type Moments = ReadonlyMap<Milestone, Date>;

interface Schedule {
  /** Moments of the working clock: of reception, and of now. */
  readonly received: number;
  readonly now: number;
  /** From reception to return, in milliseconds of the working clock. */
  readonly span: number;
  readonly skips: ReadonlySet<Milestone>;
  /** Nothing happens after this one. */
  readonly last: Milestone | null;
  /** A number from 0 to 1 for each milestone, so that no two dossiers keep the same pace. */
  readonly jitter: () => number;
  readonly at: (moment: number) => Date;
}

// A crossing takes about a second; what began this long ago is surely over, so nothing lies in the future.
const settledMs = 5000;

/** Lays the course out on the clock and cuts it off at the present. */
export function schedule({ received, now, span, skips, last, jitter, at }: Schedule): Moments {
  const moments = new Map<Milestone, Date>();
  for (const [index, [milestone, fraction]] of course.entries()) {
    const gap = (course[index + 1]?.[1] ?? fraction) - fraction;
    const delay = index === 0 ? 0 : jitter() * jitterShare * gap;
    const moment = received + (fraction + delay) * span;
    if (index > 0 && moment > now - settledMs) break;
    if (!skips.has(milestone)) moments.set(milestone, at(moment));
    if (milestone === last) break;
  }
  return moments;
}

const jitterShare = 0.4;

/** The span with which a dossier received at `received` has just passed `milestone`, and nothing after it. */
export function spanUntil(milestone: Milestone, received: number, now: number): number {
  const index = course.findIndex(([name]) => name === milestone);
  const fraction = course[index]?.[1] ?? 0;
  const next = course[index + 1]?.[1] ?? fraction * 2;
  // Beyond the latest moment that the milestone itself can have, short of the earliest of the next one.
  return (now - received) / (fraction + (jitterShare + 0.3) * (next - fraction));
}
