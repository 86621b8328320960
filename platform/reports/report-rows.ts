import type { Tally } from './count-figures.ts';
import { percentile } from './durations.ts';
import type { Cell } from './exported-table.ts';

interface Labelled<Figure extends string> {
  readonly label: string;
  readonly tally: Tally<Figure>;
}

/** A report as rows of a table, one for each group and then the total; durations by their median. */
export function reportRows<Figure extends string>(
  rows: readonly Labelled<Figure>[],
  figures: readonly Figure[],
  isDuration: (figure: Figure) => boolean,
): readonly (readonly Cell[])[] {
  return rows.map(({ label, tally: { counts, histograms } }) => [
    label,
    ...figures.map((figure) =>
      isDuration(figure) ? percentile(histograms.get(figure) ?? new Map(), 0.5) : (counts.get(figure) ?? 0),
    ),
  ]);
}
