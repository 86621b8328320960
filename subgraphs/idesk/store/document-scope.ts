import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { anyState } from '../domain/permissions.ts';
import type { RowScope, Scope } from '../domain/row-scope.ts';

/** The rows of `documents` that a scope reaches, as a condition: the SQL twin of `reaches` in the domain. */
export function inScope(scope: Scope): RawBuilder<SqlBool> {
  if (scope.length === 0) return sql`false`;
  return sql`(${sql.join(scope.map(rowsOf), sql` or `)})`;
}

function rowsOf(scope: RowScope): RawBuilder<SqlBool> {
  const states =
    scope.states.length === anyState.length ? sql`` : sql` and documents.state = any(${[...scope.states]}::text[])`;
  switch (scope.kind) {
    case 'OWN':
      return sql`(documents.created_by = ${scope.account}${states})`;
    case 'DIVISION':
      return sql`(documents.division_id = ${scope.divisionId}::uuid${states})`;
    case 'DEPARTMENT': {
      const dossier = scope.withDossierOnly ? sql` and documents.dossier_code is not null` : sql``;
      return sql`(documents.department_id = ${scope.departmentId}::uuid${states}${dossier})`;
    }
  }
}
