import type { Bilingual } from '../../../platform/errors.ts';
import type { ReportedGroup } from '../actions/report-dossiers.ts';
import type { DossierStatus } from '../domain/dossier.ts';
import type { DossierGrouping } from '../domain/report.ts';
import { statusNames } from '../domain/status-names.ts';
import type { Context } from './context.ts';

const nobody: Readonly<Partial<Record<DossierGrouping, Bilingual>>> = {
  DIVISION: { vi: 'Chưa có phòng phụ trách', en: 'No division yet' },
  OFFICER: { vi: 'Chưa phân công', en: 'Not assigned yet' },
};

/** How people call the groups of a report. */
export async function groupLabels(
  grouping: DossierGrouping,
  groups: readonly ReportedGroup[],
  { loaders, language }: Pick<Context, 'loaders' | 'language'>,
): Promise<(group: ReportedGroup) => string> {
  const keys = groups.flatMap(({ key }) => key ?? []);
  const named = async (name: (key: string) => Promise<string | undefined>) =>
    new Map(await Promise.all(keys.map(async (key) => [key, (await name(key)) ?? key] as const)));
  const names = await named(async (key) => {
    switch (grouping) {
      case 'DEPARTMENT':
        return (await loaders.department.load(key))?.name;
      case 'DIVISION':
        return (await loaders.division.load(key))?.name;
      case 'PROCEDURE':
        return (await loaders.procedure.load(key))?.name;
      case 'OFFICER':
        return (await loaders.officer.load(key))?.fullName;
      case 'STATUS':
        return isStatus(key) ? statusNames[key][language] : key;
      case 'DAY':
      case 'WEEK':
      case 'MONTH':
        return key;
    }
  });
  return ({ key }) => (key === null ? (nobody[grouping]?.[language] ?? '') : (names.get(key) ?? key));
}

function isStatus(key: string): key is DossierStatus {
  return Object.hasOwn(statusNames, key);
}
