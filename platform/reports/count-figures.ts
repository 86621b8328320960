import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { rowsOfDuration, type DurationFamily, type FigureFamily, type ReportedFigures } from './figures.ts';
import type { Grain } from './periods.ts';

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

/** How the rows are grouped: not at all, in time by the day of each family, or by a column. */
export type Groups =
  | { readonly by: 'NOTHING' }
  | { readonly by: 'TIME'; readonly grain: Grain }
  | { readonly by: 'COLUMN'; readonly column: RawBuilder<unknown> };

interface Counted {
  readonly table: RawBuilder<unknown>;
  /** Which rows of the table are reported on at all. */
  readonly where: RawBuilder<SqlBool>;
  readonly groups: Groups;
}

/**
 * Counts every figure, one statement a family, at the same time. Figures of the present count in the total alone where the
 * groups are in time.
 */
export async function countFigures<Schema, Figure extends string>(
  db: Kysely<Schema>,
  { families, durations }: ReportedFigures<Figure>,
  counted: Counted,
): Promise<Tallies<Figure>> {
  const tallies: Tallies<Figure> = { total: emptyTally(), groups: new Map() };
  await Promise.all([
    ...families.map((family) => countFamily(db, family, counted, tallies)),
    ...durations.map((duration) => measure(db, duration, counted, tallies)),
  ]);
  return tallies;
}

async function countFamily<Schema, Figure extends string>(
  db: Kysely<Schema>,
  { rows, day, figures }: FigureFamily<Figure>,
  { table, where, groups }: Counted,
  tallies: Tallies<Figure>,
): Promise<void> {
  const counts = figures.map(([, condition]) => sql`count(*) filter (where ${condition})`);
  const found = await sql<{ key: string | null; counts: readonly number[] }>`
    select ${keyOf(groups, day)} as key, array[${sql.join(counts)}]::integer[] as counts
    from ${table} where ${where} and ${rows} group by 1
  `.execute(db);
  for (const row of found.rows) {
    const affected = affectedBy(tallies, groups, day, row.key);
    figures.forEach(([figure], position) => {
      for (const { counts: sums } of affected) sums.set(figure, (sums.get(figure) ?? 0) + (row.counts[position] ?? 0));
    });
  }
}

async function measure<Schema, Figure extends string>(
  db: Kysely<Schema>,
  duration: DurationFamily<Figure>,
  { table, where, groups }: Counted,
  tallies: Tallies<Figure>,
): Promise<void> {
  const { figure, day, from, to } = duration;
  // Pairs of days are few, however many the rows: they are counted first, and only then looked up in the calendar.
  const found = await sql<{ key: string | null; days: number; count: number }>`
    with pairs as (
      select ${keyOf(groups, day)} as key, ${from} as first_day, ${to} as last_day, count(*) as count
      from ${table} where ${where} and ${rowsOfDuration(duration)} group by 1, 2, 3
    )
    select key, last.ordinal - first.ordinal as days, sum(count)::integer as count
    from pairs
    join calendar_days first on first.day = pairs.first_day
    join calendar_days last on last.day = pairs.last_day
    group by 1, 2
  `.execute(db);
  for (const { key, days, count } of found.rows) {
    for (const { histograms } of affectedBy(tallies, groups, day, key)) {
      const histogram = histograms.get(figure) ?? new Map<number, number>();
      histogram.set(days, (histogram.get(days) ?? 0) + count);
      histograms.set(figure, histogram);
    }
  }
}

function keyOf(groups: Groups, day: RawBuilder<unknown> | null): RawBuilder<unknown> {
  switch (groups.by) {
    case 'NOTHING':
      return sql`null::text`;
    case 'TIME':
      return day === null ? sql`null::text` : sql`date_trunc(${sql.lit(groups.grain)}, ${day}::timestamp)::date::text`;
    case 'COLUMN':
      return sql`${groups.column}::text`;
  }
}

function affectedBy<Figure extends string>(
  { total, groups: known }: Tallies<Figure>,
  groups: Groups,
  day: RawBuilder<unknown> | null,
  key: string | null,
): readonly Tally<Figure>[] {
  if (groups.by === 'NOTHING' || (groups.by === 'TIME' && day === null)) return [total];
  const group = known.get(key) ?? emptyTally<Figure>();
  known.set(key, group);
  return [total, group];
}

export function emptyTally<Figure extends string>(): Tally<Figure> {
  return { counts: new Map(), histograms: new Map() };
}
