import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import { reportedSteps } from './document-events.ts';
import type { IdeskSchema } from './schema.ts';

type StepAction = keyof typeof reportedSteps;

export interface ToldTimeline {
  readonly transferId: string;
  readonly documentId: string;
  readonly dossierCode: string;
  readonly steps: readonly {
    readonly version: number;
    readonly kind: (typeof reportedSteps)[StepAction];
    /** Milliseconds since 1970. */
    readonly at: number;
  }[];
}

/** Of each document that came from iGate and about which nothing is on its way there: the steps that iGate is told of. */
export async function* toldTimelines(database: Kysely<IdeskSchema>): AsyncGenerator<readonly ToldTimeline[]> {
  const live = await liveMessages(database);
  const actions = Object.keys(reportedSteps);
  const batches = inBatches(
    database,
    sql<Omit<ToldTimeline, 'steps'> & { steps: readonly { version: number; action: StepAction; at: number }[] }>`
      with live as materialized (${live})
      select transfer_id as "transferId", id as "documentId", dossier_code as "dossierCode", array(
        select jsonb_build_object('version', version, 'action', action, 'at', (extract(epoch from at) * 1000)::bigint)
        from document_events
        where document_id = documents.id and action = any(${actions}::text[]) order by document_events.version
      ) as steps
      from documents
      where transfer_id is not null and not exists (
        select from state_reports where document_id = documents.id and state_reports.id::text in (select live.id from live)
      )
    `,
  );
  for await (const batch of batches) {
    yield batch.map(({ steps, ...document }) => ({
      ...document,
      steps: steps.map(({ version, action, at }) => ({ version, kind: reportedSteps[action], at })),
    }));
  }
}
