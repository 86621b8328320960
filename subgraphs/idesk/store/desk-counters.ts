import { sql, type Kysely } from 'kysely';
import type { DeskCounters, CountedScopes } from '../domain/desk-counters.ts';
import type { Scope } from '../domain/row-scope.ts';
import { inScope } from './document-scope.ts';
import type { IdeskSchema } from './schema.ts';

/**
 * Counts what lies on an officer's desk, as far as the viewer sees it, in one statement.
 *
 * @param moments `endOfDay` is the first moment of tomorrow in Vietnam
 */
export async function countDesk(
  database: Kysely<IdeskSchema>,
  { counted, scope }: { counted: CountedScopes; scope: Scope },
  moments: { now: Date; endOfDay: Date },
): Promise<DeskCounters> {
  const { approval, signature, issue, own } = counted;
  const { now, endOfDay } = moments;
  const awaiting = sql`(${inScope(approval)} or ${inScope(signature)} or ${inScope(issue)})`;
  const { rows } = await sql<DeskCounters>`
    select count(*) filter (where ${inScope(approval)})::integer as "awaitingApproval",
      count(*) filter (where ${inScope(signature)})::integer as "awaitingSignature",
      count(*) filter (where ${inScope(issue)})::integer as "awaitingIssue",
      count(*) filter (where ${awaiting} and due_at < coalesce(held_since, ${now}))::integer as overdue,
      count(*) filter (where ${awaiting} and pressing_at >= ${now} and pressing_at < ${endOfDay})::integer as "dueToday",
      count(*) filter (where ${awaiting} and urgency_rank > 0)::integer as urgent,
      count(*) filter (where ${inScope(own)})::integer as drafting,
      count(*) filter (where ${inScope(own)} and return_reason is not null)::integer as returned
    from documents
    where (${awaiting} or ${inScope(own)}) and ${inScope(scope)}
  `.execute(database);
  const [counters] = rows;
  if (!counters) throw new Error('a count answered with no row');
  return counters;
}
