import { sql, type RawBuilder } from 'kysely';
import type { CountedTogether, FigureFamily } from './figures.ts';
import { middleOf, type Period } from './periods.ts';

/** The columns that hold the days of a row's first and last event. */
interface Events {
  readonly first: RawBuilder<unknown>;
  readonly last: RawBuilder<unknown>;
}

/**
 * The rows that may have had an event in a period, in parts. Most have had all of theirs in it, so that of each event nothing
 * is to be asked but whether there was one; these are halved by their last event, so that two processors count them.
 *
 * @param families of any of the rows, or of those `within` the period with all their events
 */
export function countedTogether<Figure extends string>(
  period: Period,
  { first, last }: Events,
  families: (within: boolean) => readonly FigureFamily<Figure>[],
): CountedTogether<Figure> {
  const from = sql`${period.from}::date`;
  const to = sql`${period.to}::date`;
  const middle = sql`${middleOf(period)}::date`;
  const [any, within] = [families(false), families(true)];
  return {
    families: any,
    parts: [
      { rows: sql`(${last} between ${from} and ${middle} and ${first} >= ${from})`, families: within },
      { rows: sql`(${last} > ${middle} and ${last} <= ${to} and ${first} >= ${from})`, families: within },
      { rows: sql`(${last} >= ${from} and ${first} < ${from})`, families: any },
      { rows: sql`(${last} > ${to} and ${first} between ${from} and ${to})`, families: any },
    ],
  };
}
