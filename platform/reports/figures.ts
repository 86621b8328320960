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

export interface ReportedFigures<Figure extends string> {
  readonly families: readonly FigureFamily<Figure>[];
  /**
   * Families that each have an index of their own, and whose rows are all among some that one more index holds with everything
   * that is counted of them: where several are counted and their days do not matter, one pass over it costs less than theirs.
   */
  readonly together?: { readonly rows: Condition; readonly families: readonly FigureFamily<Figure>[] };
}

/**
 * The families to count these figures by: each in a pass of its own.
 *
 * @param byDay whether rows are placed by their day
 */
export function passesOver<Figure extends string>(
  { families, together }: ReportedFigures<Figure>,
  wanted: ReadonlySet<Figure>,
  byDay: boolean,
): readonly FigureFamily<Figure>[] {
  const others = narrowed(families, wanted);
  if (!together) return others;
  const dated = narrowed(together.families, wanted);
  const counting = dated.filter(({ figures }) => figures.length > 0);
  if (byDay || counting.length < 2) return [...others, ...dated];
  const figures = counting.flatMap(({ rows, figures: counted }) =>
    counted.map(([figure, condition]) => [figure, sql<SqlBool>`(${rows} and ${condition})`] as const),
  );
  const measuring = dated.filter(({ durations }) => durations.length > 0).map((family) => ({ ...family, figures: [] }));
  return [...others, ...measuring, { rows: together.rows, day: null, figures, durations: [] }];
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
