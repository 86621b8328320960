import { sql, type RawBuilder, type SqlBool } from 'kysely';

type Condition = RawBuilder<SqlBool>;

/** Figures that are counted in one pass: they share the rows that they are chosen from, and the day that these belong to. */
export interface FigureFamily<Figure extends string> {
  /** The rows that any of the figures may count. */
  readonly rows: Condition;
  /** The day by which a report in time places a row; null for figures that belong to no day. */
  readonly day: RawBuilder<unknown> | null;
  /** Which of the rows each figure counts. */
  readonly figures: readonly (readonly [Figure, Condition])[];
  /** Figures that tell how long something took: working days from an earlier day to `day`, of the rows that have both. */
  readonly durations: readonly (readonly [Figure, RawBuilder<unknown>])[];
}

/** What is counted in one pass over rows. */
export interface Pass<Figure extends string> {
  readonly rows: Condition;
  readonly day: RawBuilder<unknown> | null;
  readonly figures: readonly (readonly [Figure, Condition])[];
  readonly durations: readonly Duration<Figure>[];
}

/** Working days from a day to a later one, of the rows that have both. */
export interface Duration<Figure extends string> {
  readonly figure: Figure;
  readonly since: RawBuilder<unknown>;
  readonly until: RawBuilder<unknown>;
}

/**
 * Families that each have an index of their own, and whose rows are all among some that one more index holds with everything
 * that is counted of them: where several are counted by what their own indexes do not tell, passes over it cost less.
 */
export interface CountedTogether<Figure extends string> {
  readonly families: readonly FigureFamily<Figure>[];
  /** All those rows, in parts that are counted at the same time, and what the families are within each. */
  readonly parts: readonly { readonly rows: Condition; readonly families: readonly FigureFamily<Figure>[] }[];
}

export interface ReportedFigures<Figure extends string> {
  readonly families: readonly FigureFamily<Figure>[];
  readonly together?: CountedTogether<Figure>;
}

/**
 * The passes to count these figures by.
 *
 * @param byOther whether rows are grouped by what the families' own indexes of days do not tell
 */
export function passesOver<Figure extends string>(
  { families, together }: ReportedFigures<Figure>,
  wanted: ReadonlySet<Figure>,
  byOther: boolean,
): readonly Pass<Figure>[] {
  const others = narrowed(families, wanted).map(passOver);
  if (!together) return others;
  const dated = narrowed(together.families, wanted);
  if (!byOther || dated.length < 2) return [...others, ...dated.map(passOver)];
  return [...others, ...together.parts.map((part) => passOverPart(part.rows, narrowed(part.families, wanted)))];
}

/** One pass for several families: what each demands of its rows becomes part of what its figures demand. */
function passOverPart<Figure extends string>(rows: Condition, families: readonly FigureFamily<Figure>[]): Pass<Figure> {
  const figures = families.flatMap((family) =>
    family.figures.map(
      ([figure, condition]) =>
        [figure, condition === every ? family.rows : sql<SqlBool>`(${family.rows} and ${condition})`] as const,
    ),
  );
  const durations = families.flatMap(({ rows: own, day, durations: measured }) =>
    measured.map(([figure, since]) => ({ figure, since, until: sql`(case when ${own} then ${day} end)` })),
  );
  return { rows, day: null, figures, durations };
}

function passOver<Figure extends string>({ durations, ...family }: FigureFamily<Figure>): Pass<Figure> {
  const { day } = family;
  return {
    ...family,
    durations: day === null ? [] : durations.map(([figure, since]) => ({ figure, since, until: day })),
  };
}

/** The families of these figures alone, and of each family these figures alone. */
function narrowed<Figure extends string>(
  families: readonly FigureFamily<Figure>[],
  wanted: ReadonlySet<Figure>,
): readonly FigureFamily<Figure>[] {
  return families
    .map((family) => ({
      ...family,
      figures: family.figures.filter(([figure]) => wanted.has(figure)),
      durations: family.durations.filter(([figure]) => wanted.has(figure)),
    }))
    .filter(({ figures, durations }) => figures.length + durations.length > 0);
}

/** The rows that a figure counts, as a condition: the same one that the report counts by. */
export function rowsOfFigure<Figure extends string>(
  { families, together }: ReportedFigures<Figure>,
  wanted: Figure,
): Condition {
  const conditions = narrowed([...families, ...(together?.families ?? [])], new Set([wanted])).flatMap(
    ({ rows, figures, durations }) => [
      ...figures.map(([, condition]) => sql<SqlBool>`(${rows} and ${condition})`),
      ...durations.map(([, since]) => sql<SqlBool>`(${rows} and ${since} is not null)`),
    ],
  );
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

export const every: Condition = sql<SqlBool>`true`;
