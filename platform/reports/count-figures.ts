import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { passesOver, type FigureFamily, type ReportedFigures } from './figures.ts';
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

/** How the rows are grouped: not at all, in time by the day of each family, or by a column. */
export type Groups =
  | { readonly by: 'NOTHING' }
  | { readonly by: 'TIME'; readonly grain: Grain }
  | { readonly by: 'COLUMN'; readonly column: RawBuilder<unknown> };

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
  const passes = passesOver(reported, counted.figures, counted.groups.by === 'TIME');
  await Promise.all(passes.map((family) => countFamily(db, family, counted, tallies)));
  for (const [key, tally] of tallies.groups) if (isEmpty(tally)) tallies.groups.delete(key);
  return tallies;
}

interface CountedRow {
  /** Of the group; the day where groups are in time. */
  readonly key: string | null;
  /** Working days, in the order of the family's durations; null where the earlier day is not known. */
  readonly durations: readonly (number | null)[];
  readonly rows: number;
  /** In the order of the family's figures. */
  readonly counts: readonly number[];
}

async function countFamily<Schema, Figure extends string>(
  db: Kysely<Schema>,
  { rows, day, figures, durations }: FigureFamily<Figure>,
  { table, where, groups }: Counted<Figure>,
  tallies: Tallies<Figure>,
): Promise<void> {
  const key = keyOf(groups, day);
  const lasted = durations.map(([, since]) => workingDays(since, day));
  const grouped = [...(key === null ? [] : [key]), ...lasted];
  const counts = figures.map(([, condition]) => sql`count(*) filter (where ${condition})`);
  const found = await sql<CountedRow>`
    ${lasted.length > 0 ? calendar : sql``}
    select ${key === null ? sql`null` : sql`${key}::text`} as key, count(*)::integer as rows,
      array[${sql.join(lasted)}]::integer[] as durations, array[${sql.join(counts)}]::integer[] as counts
    from ${table} where ${where} and ${rows}
    ${grouped.length > 0 ? sql`group by ${sql.join(grouped)}` : sql``}
  `.execute(db);
  for (const row of found.rows) {
    for (const tally of affectedBy(tallies, groups, key === null ? undefined : row.key)) {
      figures.forEach(([figure], at) => add(tally.counts, figure, row.counts[at] ?? 0));
      durations.forEach(([figure], at) => {
        const days = row.durations[at] ?? null;
        if (days === null) return;
        const histogram = tally.histograms.get(figure) ?? new Map<number, number>();
        tally.histograms.set(figure, histogram);
        add(histogram, days, row.rows);
      });
    }
  }
}

/** Days are few, however many the rows: what is looked up for each row is a place in an array. */
const calendar = sql`with calendar as materialized (
  select min(day) as first_day, array_agg(ordinal order by day) as ordinals from calendar_days
)`;

function workingDays(from: RawBuilder<unknown>, to: RawBuilder<unknown> | null): RawBuilder<unknown> {
  const ordinal = (day: RawBuilder<unknown> | null) =>
    sql`(select ordinals from calendar)[${day} - (select first_day from calendar) + 1]`;
  return sql`${ordinal(to)} - ${ordinal(from)}`;
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
