import { sql, type Kysely, type SqlBool } from 'kysely';
import { countFigures, type Groups, type Tallies } from '../../../platform/reports/count-figures.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import type { DocumentDimensions, DocumentFigure, DocumentGrouping, FigureFacts } from '../domain/report.ts';
import type { ReportRows } from '../domain/report-rows.ts';
import { documentConditions, documentFigures } from './document-figures.ts';
import { inScope } from './document-scope.ts';
import type { IdeskSchema } from './schema.ts';

interface Wanted {
  readonly rows: ReportRows;
  readonly filter: DocumentDimensions;
  readonly figures: ReadonlySet<DocumentFigure>;
  readonly groupBy: DocumentGrouping | null;
  readonly facts: FigureFacts;
}

/** Counts figures of the documents in these rows that pass the filter. */
export async function countDocumentFigures(
  database: Kysely<IdeskSchema>,
  { rows, filter, figures, groupBy, facts }: Wanted,
): Promise<Tallies<DocumentFigure>> {
  const scope = rows === 'ALL' ? sql<SqlBool>`true` : inScope(rows);
  return countFigures(database, documentFigures(facts), {
    figures,
    table: sql.table('documents'),
    where: sql<SqlBool>`${sql.join([scope, ...documentConditions(filter)], sql` and `)}`,
    groups: groupsOf(groupBy),
  });
}

const groupColumns = {
  DEPARTMENT: 'department_id',
  DIVISION: 'division_id',
  OFFICER: 'created_by',
  KIND: 'kind',
  STATE: 'state',
} as const;

function groupsOf(grouping: DocumentGrouping | null): Groups {
  if (grouping === null) return { by: 'NOTHING' };
  if (isGrain(grouping)) return { by: 'TIME', grain: grouping };
  return {
    by: 'COLUMN',
    column: sql.ref(`documents.${groupColumns[grouping]}`),
    besideDays: grouping === 'DEPARTMENT',
  };
}
