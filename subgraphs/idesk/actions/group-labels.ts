import type { Kysely } from 'kysely';
import type { Bilingual, Language } from '../../../platform/errors.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import type { DocumentGrouping } from '../domain/report.ts';
import { kindNames, stateNames } from '../domain/word-names.ts';
import { findDeskUsers } from '../store/desk-users.ts';
import type { IdeskSchema } from '../store/schema.ts';
import { unitNames } from '../store/unit-names.ts';
import type { ReportedGroup } from './report-documents.ts';

export interface LabelledGroup extends ReportedGroup {
  readonly label: string;
}

const collator = new Intl.Collator('vi');

/** The groups with what people call them, by name in Vietnamese order; those in time stay in order. */
export async function groupLabels(
  database: Kysely<IdeskSchema>,
  grouping: DocumentGrouping,
  groups: readonly ReportedGroup[],
  language: Language,
): Promise<readonly LabelledGroup[]> {
  const keys = groups.flatMap(({ key }) => key ?? []);
  const names = await namesOf(database, grouping, keys, language);
  const labelled = groups.map((group) => ({ ...group, label: names.get(group.key ?? '') ?? group.key ?? '' }));
  return isGrain(grouping) ? labelled : labelled.toSorted((one, other) => collator.compare(one.label, other.label));
}

async function namesOf(
  database: Kysely<IdeskSchema>,
  grouping: DocumentGrouping,
  keys: readonly string[],
  language: Language,
): Promise<ReadonlyMap<string, string>> {
  const worded = (names: Readonly<Record<string, Bilingual>>) =>
    new Map(keys.map((key) => [key, names[key]?.[language] ?? key] as const));
  switch (grouping) {
    case 'DEPARTMENT':
    case 'DIVISION':
      return unitNames(database, keys);
    case 'OFFICER': {
      const officers = await findDeskUsers(database, keys, 'ALL');
      return new Map(officers.map(({ ssoAccount, fullName }) => [ssoAccount, fullName]));
    }
    case 'KIND':
      return worded(kindNames);
    case 'STATE':
      return worded(stateNames);
    case 'DAY':
    case 'WEEK':
    case 'MONTH':
      return new Map();
  }
}
