import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { OrganisationScope } from '../domain/row-scope.ts';

/** The departments in the scope, as a condition on any table with a `department_id`. */
export function inOrganisation(scope: OrganisationScope): RawBuilder<SqlBool> {
  if (scope === 'ALL') return sql<SqlBool>`true`;
  if (scope === 'NONE') return sql<SqlBool>`false`;
  return sql<SqlBool>`department_id = ${scope.departmentId}`;
}
