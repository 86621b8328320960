import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DossierStatus } from '../domain/dossier.ts';
import { soughtText } from '../domain/input.ts';
import { anyOf } from './any-of.ts';

/** What dossiers are divided by, in lists and in reports alike. All conditions hold together. */
export interface DossierDimensions {
  readonly department?: string | null;
  readonly division?: string | null;
  readonly withoutDivision?: boolean | null;
  readonly procedure?: string | null;
  /** iGate account. */
  readonly assignee?: string | null;
  readonly withoutAssignee?: boolean | null;
  readonly statuses?: readonly DossierStatus[] | null;
}

export function dossierConditions(filter: DossierDimensions): RawBuilder<SqlBool>[] {
  const found: RawBuilder<SqlBool>[] = [];
  const add = (condition: RawBuilder<SqlBool>) => found.push(condition);
  if (filter.department != null) add(sql`dossiers.department_id = ${filter.department}`);
  if (filter.division != null) add(sql`dossiers.division_id = ${filter.division}`);
  if (filter.withoutDivision != null) add(missing('division_id', filter.withoutDivision));
  if (filter.procedure != null) add(sql`dossiers.procedure_id = ${filter.procedure}`);
  if (filter.assignee != null) {
    const account = soughtText(filter.assignee).trim().toLowerCase();
    add(sql`dossiers.assignee_id = (select id from officers where account = ${account})`);
  }
  if (filter.withoutAssignee != null) add(missing('assignee_id', filter.withoutAssignee));
  if (filter.statuses) add(sql`dossiers.status = ${anyOf(filter.statuses)}`);
  return found;
}

function missing(column: 'division_id' | 'assignee_id', wanted: boolean): RawBuilder<SqlBool> {
  return wanted ? sql`${sql.ref(`dossiers.${column}`)} is null` : sql`${sql.ref(`dossiers.${column}`)} is not null`;
}
