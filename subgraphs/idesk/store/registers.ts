import { sql, type Transaction } from 'kysely';
import type { DocumentKind } from '../domain/vocabulary.ts';
import type { IdeskSchema } from './schema.ts';

/** One numbering register: numbers run from 1 in it, and start again each year. */
export interface Register {
  readonly departmentId: string;
  readonly kind: DocumentKind;
  readonly year: number;
}

/**
 * Takes the register's next number. The register stays locked until the transaction ends, so others wait: a transaction
 * that fails gives its number back, and no gap and no duplicate can arise.
 */
export async function takeNumber(transaction: Transaction<IdeskSchema>, register: Register): Promise<number> {
  const { last_number: number } = await transaction
    .insertInto('registers')
    .values({ department_id: register.departmentId, kind: register.kind, year: register.year, last_number: 1 })
    .onConflict((conflict) =>
      conflict.columns(['department_id', 'kind', 'year']).doUpdateSet({ last_number: sql`registers.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return number;
}

/** The abbreviations that a document's symbol is made of. */
export async function findUnitCodes(
  transaction: Transaction<IdeskSchema>,
  divisionId: string,
): Promise<{ department: string; division: string }> {
  return transaction
    .selectFrom('divisions')
    .innerJoin('departments', 'departments.id', 'divisions.department_id')
    .select(['departments.code as department', 'divisions.code as division'])
    .where('divisions.id', '=', divisionId)
    .executeTakeFirstOrThrow();
}
