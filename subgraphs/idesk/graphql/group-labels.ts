import type { Bilingual } from '../../../platform/errors.ts';
import type { ReportedGroup } from '../actions/report-documents.ts';
import type { DocumentGrouping } from '../domain/report.ts';
import { kindNames, stateNames } from '../domain/word-names.ts';
import { unitNames } from '../store/unit-names.ts';
import type { Context } from './context.ts';

/** How people call the groups of a report. */
export async function groupLabels(
  grouping: DocumentGrouping,
  groups: readonly ReportedGroup[],
  { desk, loaders, language }: Pick<Context, 'desk' | 'loaders' | 'language'>,
): Promise<ReadonlyMap<string, string>> {
  const keys = groups.flatMap(({ key }) => key ?? []);
  const worded = (names: Readonly<Record<string, Bilingual>>) =>
    keys.map((key) => [key, names[key]?.[language] ?? key] as const);
  switch (grouping) {
    case 'DEPARTMENT':
    case 'DIVISION':
      return unitNames(desk.database, keys);
    case 'OFFICER': {
      const officers = await Promise.all(keys.map(async (key) => [key, await loaders.deskUser.load(key)] as const));
      return new Map(officers.map(([key, officer]) => [key, officer?.fullName ?? key]));
    }
    case 'KIND':
      return new Map(worded(kindNames));
    case 'STATE':
      return new Map(worded(stateNames));
    case 'DAY':
    case 'WEEK':
    case 'MONTH':
      return new Map(keys.map((key) => [key, key]));
  }
}
