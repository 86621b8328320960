import type { Kysely, RawBuilder, SqlBool } from 'kysely';
import { countedGroups } from './counted-groups.ts';
import { passesOver, type Pass, type ReportedFigures } from './figures.ts';
import { firstDayOf, type Grain } from './periods.ts';

/** Figures of one group, or of all together. */
export interface Tally<Figure extends string> {
  readonly counts: Map<Figure, number>;
  /** By figure; working days to numbers of rows. */
  readonly histograms: Map<Figure, Map<number, number>>;
}

/** Group null is that of the rows without one, such as the dossiers that nobody has been assigned. */
export interface Tallies<Figure extends string> {
  readonly total: Tally<Figure>;
  readonly groups: Map<string | null, Tally<Figure>>;
}

/**
 * How the rows are grouped: not at all, in time by the day of each family, or by a column, which may be one that the families'
 * own indexes of days hold too.
 */
export type Groups =
  | { readonly by: 'NOTHING' }
  | { readonly by: 'TIME'; readonly grain: Grain }
  | { readonly by: 'COLUMN'; readonly column: RawBuilder<unknown>; readonly besideDays: boolean };

interface Counted<Figure extends string> {
  readonly table: RawBuilder<unknown>;
  /** Which rows of the table are reported on at all. */
  readonly where: RawBuilder<SqlBool>;
  readonly groups: Groups;
  readonly figures: ReadonlySet<Figure>;
}

/**
 * Counts figures, a statement for each pass over the rows, at the same time. Figures that belong to no day count in the total
 * alone where the groups are in time. Groups are those in which there is something to count.
 */
export async function countFigures<Schema, Figure extends string>(
  db: Kysely<Schema>,
  reported: ReportedFigures<Figure>,
  counted: Counted<Figure>,
): Promise<Tallies<Figure>> {
  const tallies: Tallies<Figure> = { total: emptyTally(), groups: new Map() };
  const passes = passesOver(reported, counted.figures, !groupedBesideDays(counted.groups));
  await Promise.all(passes.map((pass) => countPass(db, pass, counted, tallies)));
  for (const [key, tally] of tallies.groups) if (isEmpty(tally)) tallies.groups.delete(key);
  return tallies;
}

async function countPass<Schema, Figure extends string>(
  db: Kysely<Schema>,
  pass: Pass<Figure>,
  { table, where, groups }: Counted<Figure>,
  tallies: Tallies<Figure>,
): Promise<void> {
  const { figures, durations } = pass;
  const key = keyOf(groups, pass.day);
  const found = await countedGroups({ pass, table, where, key, fewPairs: groupedBesideDays(groups) }).execute(db);
  for (const row of found.rows) {
    for (const tally of affectedBy(tallies, groups, key === null ? undefined : row.key)) {
      figures.forEach(([figure], at) => add(tally.counts, figure, row[`count_${at}`] ?? 0));
      for (const [rows, ...lasted] of row.lasted ?? []) {
        lasted.forEach((days, at) => {
          const figure = durations[at]?.figure;
          if (days !== null && figure !== undefined) add(histogramOf(tally, figure), days, rows);
        });
      }
    }
  }
}

function histogramOf<Figure extends string>({ histograms }: Tally<Figure>, figure: Figure): Map<number, number> {
  const histogram = histograms.get(figure) ?? new Map<number, number>();
  histograms.set(figure, histogram);
  return histogram;
}

/** Whether indexes of days tell to which group a row belongs. */
function groupedBesideDays(groups: Groups): boolean {
  return groups.by !== 'COLUMN' || groups.besideDays;
}

/** What rows are grouped by; null where they are not. */
function keyOf(groups: Groups, day: RawBuilder<unknown> | null): RawBuilder<unknown> | null {
  switch (groups.by) {
    case 'NOTHING':
      return null;
    case 'TIME':
      return day;
    case 'COLUMN':
      return groups.column;
  }
}

/** @param key undefined for rows that belong to no group */
function affectedBy<Figure extends string>(
  { total, groups: known }: Tallies<Figure>,
  groups: Groups,
  key: string | null | undefined,
): readonly Tally<Figure>[] {
  if (key === undefined) return [total];
  const of = groups.by === 'TIME' && key !== null ? firstDayOf(key, groups.grain) : key;
  const group = known.get(of) ?? emptyTally<Figure>();
  known.set(of, group);
  return [total, group];
}

function add<Key>(sums: Map<Key, number>, key: Key, count: number): void {
  sums.set(key, (sums.get(key) ?? 0) + count);
}

export function emptyTally<Figure extends string>(): Tally<Figure> {
  return { counts: new Map(), histograms: new Map() };
}

function isEmpty<Figure extends string>({ counts, histograms }: Tally<Figure>): boolean {
  return histograms.size === 0 && [...counts.values()].every((count) => count === 0);
}
