import type { GraphQLResolveInfo } from 'graphql';
import { selectedFields } from './selected-fields.ts';

/** What an operation asks of a report: nothing else is counted. */
export interface AskedFigures<Figure extends string> {
  readonly figures: ReadonlySet<Figure>;
  /** Whether the groups are asked for, and not the total alone. */
  readonly groups: boolean;
}

/**
 * Reads which figures an operation selects of a report, in its total or in its groups.
 *
 * @param figuresOf by field of the report, what it is made of
 */
export function askedFigures<Figure extends string>(
  info: GraphQLResolveInfo,
  figuresOf: Readonly<Record<string, readonly Figure[]>>,
  all: readonly Figure[],
): AskedFigures<Figure> {
  const fields = new Set([...selectedFields(info, ['total']), ...selectedFields(info, ['groups', 'figures'])]);
  const figures = new Set(Object.entries(figuresOf).flatMap(([field, made]) => (fields.has(field) ? made : [])));
  const groups = selectedFields(info, []).has('groups');
  // Groups are those that have something to count: of which figure, is not said here.
  return { figures: groups && figures.size === 0 ? new Set(all) : figures, groups };
}
