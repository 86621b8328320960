import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { countFigures, type Groups, type Tallies } from '../../../platform/reports/count-figures.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import type { DossierFigure, DossierGrouping, FigureFacts } from '../domain/report.ts';
import type { ReportRows } from '../domain/report-rows.ts';
import { dossierFigures } from './dossier-figures.ts';
import { dossierConditions, type DossierDimensions } from './dossier-conditions.ts';
import { visibleDossiers } from './dossier-scope.ts';
import type { IgateSchema } from './schema.ts';

interface Wanted {
  readonly rows: ReportRows;
  readonly filter: DossierDimensions;
  readonly figures: ReadonlySet<DossierFigure>;
  readonly groupBy: DossierGrouping | null;
  readonly facts: FigureFacts;
}

/** Counts figures of the dossiers in these rows that pass the filter. */
export async function countDossierFigures(
  db: Kysely<IgateSchema>,
  { rows, filter, figures, groupBy, facts }: Wanted,
): Promise<Tallies<DossierFigure>> {
  const scope = rows === 'ALL' ? [] : [visibleDossiers(rows)];
  const conditions: readonly RawBuilder<SqlBool>[] = [sql<SqlBool>`true`, ...scope, ...dossierConditions(filter)];
  return countFigures(db, dossierFigures(facts), {
    figures,
    table: sql.table('dossiers'),
    where: sql<SqlBool>`${sql.join(conditions, sql` and `)}`,
    groups: groupsOf(groupBy),
  });
}

const groupColumns = {
  DEPARTMENT: 'department_id',
  DIVISION: 'division_id',
  PROCEDURE: 'procedure_id',
  OFFICER: 'assignee_id',
  STATUS: 'status',
} as const;

function groupsOf(grouping: DossierGrouping | null): Groups {
  if (grouping === null) return { by: 'NOTHING' };
  if (isGrain(grouping)) return { by: 'TIME', grain: grouping };
  return {
    by: 'COLUMN',
    column: sql.ref(`dossiers.${groupColumns[grouping]}`),
    besideDays: grouping === 'DEPARTMENT',
  };
}
