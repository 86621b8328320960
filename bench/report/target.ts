import { ratio, table } from './table.ts';

/** What the project has promised of a figure. */
export interface Target {
  readonly what: string;
  /** NaN where it was not measured. */
  readonly figure: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function isMet({ figure, atLeast = -Infinity, atMost = Infinity }: Target): boolean {
  return figure >= atLeast && figure <= atMost;
}

export function targetTable(targets: readonly Target[]): string {
  return table(
    ['target', 'demanded', 'measured', ''],
    targets.map((target) => [
      target.what,
      demanded(target),
      ratio(target.figure),
      isMet(target) ? 'met' : '**not met**',
    ]),
  );
}

function demanded({ atLeast, atMost }: Target): string {
  return atLeast === undefined ? `at most ${ratio(atMost ?? NaN)}` : `at least ${ratio(atLeast)}`;
}
