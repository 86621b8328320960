import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Language } from '../../../platform/errors.ts';
import type { ExportedTable } from '../../../platform/reports/exported-table.ts';
import { namedValue } from '../../../platform/reports/named-values.ts';
import { rowsFromDatabase, type QueryColumn } from '../../../platform/reports/rows-from-database.ts';
import { dossierColumns, stateNames, yes } from '../domain/export-words.ts';
import { stepNames } from '../domain/refusals.ts';
import type { VisibleRows } from '../domain/row-scope.ts';
import { statusNames } from '../domain/status-names.ts';
import { dossierCondition, isLate, type DossierFilter } from './dossier-list.ts';
import type { IgateSchema } from './schema.ts';

interface Wanted {
  readonly rows: readonly VisibleRows[];
  readonly filter: DossierFilter;
  readonly language: Language;
  readonly now: Date;
}

/** The visible dossiers that pass the filter, by code and from one snapshot: nothing of their applicants. */
export function exportedDossiers(
  { db, pool }: { readonly db: Kysely<IgateSchema>; readonly pool: pg.Pool },
  { rows, filter, language, now }: Wanted,
): ExportedTable['rows'] {
  const values = valuesIn(language, now);
  return rowsFromDatabase({
    db,
    pool,
    columns: dossierColumns.map(({ key }) => values[key]),
    rest: sql`
      from dossiers
      join procedures on procedures.id = dossiers.procedure_id
      join departments on departments.id = dossiers.department_id
      left join divisions on divisions.id = dossiers.division_id
      left join officers on officers.id = dossiers.assignee_id
      where ${dossierCondition(rows, filter, now)}
      order by dossiers.code
    `,
  });
}

function valuesIn(
  language: Language,
  now: Date,
): Readonly<Record<(typeof dossierColumns)[number]['key'], QueryColumn>> {
  const text = (name: string): QueryColumn => ({ text: sql.ref(name) });
  const moment = (name: string): QueryColumn => ({ moment: sql.ref(`dossiers.${name}`) });
  return {
    code: text('dossiers.code'),
    procedure: text('dossiers.procedure_name'),
    field: text('procedures.field'),
    department: text('departments.name'),
    division: text('divisions.name'),
    assignee: text('officers.full_name'),
    status: { text: namedValue('dossiers.status', statusNames, language) },
    step: { text: namedValue('dossiers.step', stepNames, language) },
    received: moment('received_at'),
    due: moment('due_at'),
    overdue: { text: sql`case when ${isLate(now)} then ${sql.lit(yes[language])} end` },
    held: moment('held_since'),
    ideskState: { text: namedValue('dossiers.idesk_state', stateNames, language) },
    sent: moment('sent_at'),
    issued: moment('issued_at'),
    attached: moment('attached_at'),
    completed: moment('completed_at'),
    returned: moment('returned_at'),
  };
}
