import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { plannedForItsValues } from '../database/statement-names.ts';
import type { Pass } from './figures.ts';

/** What PostgreSQL has counted of the rows of one group. */
export interface CountedGroup {
  /** Of the group; the day where groups are in time. */
  readonly key: string | null;
  /** By figure of the family, in their order. */
  readonly [count: `count_${number}`]: number;
  /**
   * How many rows took how long: their number, then working days by duration of the family, in their order; null where the
   * earlier day is not known. One value instead of rows, of which there would be thousands where groups are days.
   */
  readonly lasted?: readonly (readonly [rows: number, ...days: (number | null)[]])[] | null;
}

/** A pass over some of the rows of a table. */
export interface GroupedPass {
  readonly pass: Pass<string>;
  readonly table: RawBuilder<unknown>;
  readonly where: RawBuilder<SqlBool>;
  /** What rows are grouped by; null where they are not. */
  readonly key: RawBuilder<unknown> | null;
  /** Whether there are few pairs of a day and an earlier one for each value of the key. */
  readonly fewPairs: boolean;
}

/** Counts the rows of a pass. */
export function countedGroups(grouped: GroupedPass): RawBuilder<CountedGroup> {
  const begin = sql.raw(plannedForItsValues);
  if (grouped.pass.durations.length === 0) return sql`${begin} ${counted(grouped)}`;
  const lasted = grouped.fewPairs ? lastedByDays(grouped) : lastedByRow(grouped);
  return sql`${begin} with ${calendar}, ${lasted} ${gathered(grouped)}`;
}

function counted({ pass: { rows, figures }, table, where, key }: GroupedPass): RawBuilder<unknown> {
  return sql`
    select ${sql.join([keyOf(key), ...countsOf(figures)])}
    from ${table} where ${where} and ${rows} ${key === null ? sql`` : sql`group by ${key}`}`;
}

/** Days are few, however many the rows: what is looked up is a place in an array. */
const calendar = sql`calendar as materialized (
  select min(day) - 1 as day_0, array_agg(ordinal order by day) as ordinals from calendar_days
)`;

/** Rows by their group and how long they took. */
function lastedByRow({ pass: { rows, figures, durations }, table, where, key }: GroupedPass): RawBuilder<unknown> {
  const group = named('group', key === null ? [] : [key]);
  const days = named(
    'days',
    durations.map(({ since, until }) => workingDays(since, until)),
  );
  // By name: an expression that holds parameters is never the same one twice.
  const names = [...namesOf('group', group), ...namesOf('days', days)];
  return sql`lasted as (
    select ${sql.join([...group, sql`count(*) as rows`, ...days, ...countsOf(figures)])}
    from ${table} where ${where} and ${rows} group by ${sql.join(names)}
  )`;
}

/** The same where working days are better counted between the pairs of days that there are than for each row. */
function lastedByDays({
  pass: { rows, day, figures, durations },
  table,
  where,
  key,
}: GroupedPass): RawBuilder<unknown> {
  const days = [day ?? sql`null`, ...durations.map(({ since }) => since)];
  const [last = sql`null`, ...since] = namesOf('day', days);
  const lasted = named(
    'days',
    since.map((earlier) => workingDays(earlier, last)),
  );
  const beside = key === null || key === day ? [] : [key];
  const group = key === day ? [last] : namesOf('group', beside);
  return sql`pairs as materialized (
    select ${sql.join([...named('group', beside), ...named('day', days), sql`count(*) as rows`, ...countsOf(figures)])}
    from ${table} where ${where} and ${rows} group by ${sql.join([...beside, ...days])}
  ), lasted as (
    select ${sql.join([...named('group', group), sql`sum(rows) as rows`, ...lasted, ...sumsOf(figures)])}
    from pairs group by ${sql.join([...group, ...namesOf('days', lasted)])}
  )`;
}

/** A row for each group. */
function gathered({ pass: { figures, durations }, key }: GroupedPass): RawBuilder<unknown> {
  const days = namesOf('days', durations);
  const lasted = sql`json_agg(json_build_array(${sql.join([sql`rows`, ...days])})) as lasted`;
  return sql`
    select ${sql.join([keyOf(key === null ? null : sql`group_0`), ...sumsOf(figures), lasted])}
    from lasted ${key === null ? sql`` : sql`group by group_0`}`;
}

function keyOf(key: RawBuilder<unknown> | null): RawBuilder<unknown> {
  return sql`${key ?? sql`null`}::text as key`;
}

type Figures = Pass<string>['figures'];

function countsOf(figures: Figures): readonly RawBuilder<unknown>[] {
  return named(
    'count',
    figures.map(([, condition]) => sql`(count(*) filter (where ${condition}))::integer`),
  );
}

function sumsOf(figures: Figures): readonly RawBuilder<unknown>[] {
  return named(
    'count',
    figures.map((_, at) => sql`sum(${sql.ref(`count_${at}`)})::integer`),
  );
}

function named(name: string, values: readonly RawBuilder<unknown>[]): readonly RawBuilder<unknown>[] {
  return values.map((value, at) => sql`${value} as ${sql.ref(`${name}_${at}`)}`);
}

function namesOf(name: string, values: readonly unknown[]): readonly RawBuilder<unknown>[] {
  return values.map((_, at) => sql.ref(`${name}_${at}`));
}

function workingDays(from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> {
  const ordinal = (day: RawBuilder<unknown>) =>
    sql`(select ordinals from calendar)[${day} - (select day_0 from calendar)]`;
  return sql`${ordinal(to)} - ${ordinal(from)}`;
}
