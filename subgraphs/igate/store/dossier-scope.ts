import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { RowScope, VisibleRows } from '../domain/row-scope.ts';

/**
 * The dossiers that an officer sees, as a condition on the row of `dossiers`; with `searched` (a `like` pattern), those
 * of them that match it. Where the applicant is withheld, the applicant's name is not searched either.
 */
export function visibleDossiers(rows: readonly VisibleRows[], searched?: string): RawBuilder<SqlBool> {
  if (rows.length === 0) return sql<SqlBool>`false`;
  const alternatives = rows.map(({ scope, applicant }) => {
    if (searched === undefined) return inScope(scope);
    const key = applicant === 'WITHHELD' ? 'search_key_without_applicant' : 'search_key';
    return sql<SqlBool>`(${inScope(scope)} and ${sql.ref(`dossiers.${key}`)} like ${searched})`;
  });
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`;
}

function inScope(scope: RowScope): RawBuilder<SqlBool> {
  switch (scope.kind) {
    case 'assigned':
      return sql<SqlBool>`dossiers.assignee_id = ${scope.officerId}`;
    case 'division':
      return sql<SqlBool>`(dossiers.division_id = ${scope.divisionId}
        or (dossiers.division_id is null and dossiers.department_id = ${scope.departmentId}))`;
    case 'department':
      return sql<SqlBool>`dossiers.department_id = ${scope.departmentId}`;
  }
}
