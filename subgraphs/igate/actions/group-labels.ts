import type { Kysely } from 'kysely';
import type { Bilingual, Language } from '../../../platform/errors.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import type { DossierStatus } from '../domain/dossier.ts';
import type { DossierGrouping } from '../domain/report.ts';
import { statusNames } from '../domain/status-names.ts';
import { officersByIds } from '../store/officers.ts';
import { departmentsByIds, divisionsByIds, proceduresByIds } from '../store/organisation.ts';
import type { IgateSchema } from '../store/schema.ts';
import type { ReportedGroup } from './report-dossiers.ts';

export interface LabelledGroup extends ReportedGroup {
  readonly label: string;
}

const nobody: Readonly<Partial<Record<DossierGrouping, Bilingual>>> = {
  DIVISION: { vi: 'Chưa có phòng phụ trách', en: 'No division yet' },
  OFFICER: { vi: 'Chưa phân công', en: 'Not assigned yet' },
};

const collator = new Intl.Collator('vi');

/** The groups with what people call them, by name in Vietnamese order, what belongs to none last; those in time stay in order. */
export async function groupLabels(
  db: Kysely<IgateSchema>,
  grouping: DossierGrouping,
  groups: readonly ReportedGroup[],
  language: Language,
): Promise<readonly LabelledGroup[]> {
  const names = await namesOf(
    db,
    grouping,
    groups.flatMap(({ key }) => key ?? []),
    language,
  );
  const labelled = groups.map((group) => {
    const label = group.key === null ? nobody[grouping]?.[language] : names.get(group.key);
    return { ...group, label: label ?? group.key ?? '' };
  });
  return isGrain(grouping) ? labelled : labelled.toSorted(byLabel);
}

async function namesOf(
  db: Kysely<IgateSchema>,
  grouping: DossierGrouping,
  keys: readonly string[],
  language: Language,
): Promise<ReadonlyMap<string, string>> {
  const named = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  switch (grouping) {
    case 'DEPARTMENT':
      return named(await departmentsByIds(db, keys));
    case 'DIVISION':
      return named(await divisionsByIds(db, keys));
    case 'PROCEDURE':
      return named(await proceduresByIds(db, keys));
    case 'OFFICER':
      return named((await officersByIds(db, keys)).map(({ id, fullName }) => ({ id, name: fullName })));
    case 'STATUS':
      return new Map(keys.filter(isStatus).map((key) => [key, statusNames[key][language]]));
    case 'DAY':
    case 'WEEK':
    case 'MONTH':
      return new Map();
  }
}

function isStatus(key: string): key is DossierStatus {
  return Object.hasOwn(statusNames, key);
}

function byLabel(one: LabelledGroup, other: LabelledGroup): number {
  if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null);
  return collator.compare(one.label, other.label);
}
