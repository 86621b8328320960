import type { Transaction } from 'kysely';
import type { IdeskEvent } from '../domain/idesk-event.ts';
import type { IgateSchema } from './schema.ts';

/** Keeps what iDesk tells of a draft's steps. What is known already stays as it is, so each message may repeat them all. */
export async function keepIdeskEvents(
  trx: Transaction<IgateSchema>,
  draft: { readonly transferId: string; readonly dossierCode: string },
  events: readonly IdeskEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('idesk_events')
    .values(
      events.map(({ version, kind, at, officerName }) => ({
        transfer_id: draft.transferId,
        dossier_code: draft.dossierCode,
        version,
        kind,
        at,
        officer_name: officerName,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
