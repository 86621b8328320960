import { sql, type Kysely } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import { likePattern } from '../../../platform/database/vietnamese-search.ts';
import type { Procedure } from '../domain/dossier.ts';
import type { Department, Division } from '../domain/officer.ts';
import { soughtText } from '../domain/input.ts';
import type { OrganisationScope } from '../domain/row-scope.ts';
import { anyOf } from './any-of.ts';
import { inOrganisation } from './organisation-scope.ts';
import type { IgateSchema } from './schema.ts';

/** A department offers a few dozen procedures, the whole province about two thousand. */
const longestList = 2000;

export const departmentsByIds = readByKeys<IgateSchema, Department>((db, ids) =>
  db.selectFrom('departments').select(['id', 'code', 'agency_code as agencyCode', 'name']).where('id', '=', anyOf(ids)),
);

export const divisionsByIds = readByKeys<IgateSchema, Division>((db, ids) =>
  db.selectFrom('divisions').select(['id', 'name', 'department_id as departmentId']).where('id', '=', anyOf(ids)),
);

const procedureColumns = [
  'id',
  'code',
  'name',
  'field',
  'processing_days as processingDays',
  'department_id as departmentId',
] as const;

export const proceduresByIds = readByKeys<IgateSchema, Procedure>((db, ids) =>
  db.selectFrom('procedures').select(procedureColumns).where('id', '=', anyOf(ids)),
);

/** By name, in Vietnamese order. */
export async function listProcedures(
  db: Kysely<IgateSchema>,
  scope: OrganisationScope,
  search: string | null,
): Promise<Procedure[]> {
  let query = db.selectFrom('procedures').select(procedureColumns).where(inOrganisation(scope));
  if (search?.trim()) query = query.where('search_key', 'like', likePattern(soughtText(search)));
  return query
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy('code')
    .limit(longestList)
    .execute();
}
