import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Figures that are counted in one pass: they share the rows that they are chosen from, and the day that these belong to. */
export interface FigureFamily<Figure extends string> {
  /** The rows that any of the figures may count. */
  readonly rows: RawBuilder<SqlBool>;
  /** The day by which a report in time places a row; null for figures of the present, which belong to no day. */
  readonly day: RawBuilder<unknown> | null;
  /** Which of the rows each figure counts. */
  readonly figures: readonly (readonly [Figure, RawBuilder<SqlBool>])[];
}

/** Working days from one day to another, of the rows where both are known. */
export interface DurationFamily<Figure extends string> {
  readonly figure: Figure;
  readonly rows: RawBuilder<SqlBool>;
  readonly day: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  readonly to: RawBuilder<unknown>;
}

export interface ReportedFigures<Figure extends string> {
  readonly families: readonly FigureFamily<Figure>[];
  readonly durations: readonly DurationFamily<Figure>[];
}

/** The rows that a figure counts, as a condition: the same one that the report counts by. */
export function rowsOfFigure<Figure extends string>(
  { families, durations }: ReportedFigures<Figure>,
  wanted: Figure,
): RawBuilder<SqlBool> {
  const counted = families.flatMap(({ rows, figures }) =>
    figures.filter(([figure]) => figure === wanted).map(([, condition]) => sql<SqlBool>`(${rows} and ${condition})`),
  );
  const measured = durations.filter(({ figure }) => figure === wanted).map(rowsOfDuration);
  return sql<SqlBool>`(${sql.join([...counted, ...measured], sql` or `)})`;
}

export function rowsOfDuration<Figure extends string>(duration: DurationFamily<Figure>): RawBuilder<SqlBool> {
  const { rows, from, to } = duration;
  return sql<SqlBool>`(${rows} and ${from} is not null and ${to} is not null)`;
}

export const every: RawBuilder<SqlBool> = sql<SqlBool>`true`;
