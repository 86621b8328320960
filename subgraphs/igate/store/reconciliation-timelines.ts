import { sql, type Kysely } from 'kysely';
import type { IdeskEventKind } from '../domain/idesk-event.ts';
import type { IgateSchema } from './schema.ts';

export interface KnownStep {
  readonly version: number;
  readonly kind: IdeskEventKind;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The steps of their drafts that iGate has been told of, for each of the transfers that it has. */
export async function knownSteps(
  database: Kysely<IgateSchema>,
  transferIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownStep[]>> {
  const { rows } = await sql<{ id: string; steps: readonly KnownStep[] }>`
    select id, array(
      select jsonb_build_object('version', version, 'kind', kind, 'at', (extract(epoch from at) * 1000)::bigint)
      from idesk_events where transfer_id = transfers.id order by version
    ) as steps
    from transfers where id = any(${[...transferIds]}::uuid[])
  `.execute(database);
  return new Map(rows.map(({ id, steps }) => [id, steps]));
}
