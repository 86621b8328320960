import type { Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { DossierHold, HoldKind } from '../domain/hold.ts';
import { anyOf } from './any-of.ts';
import type { IgateSchema } from './schema.ts';

const columns = [
  'id',
  'dossier_code as dossierCode',
  'kind',
  'reason',
  'started_at as startedAt',
  'started_by as startedById',
  'ended_at as endedAt',
  'ended_by as endedById',
  'note',
] as const;

/** The times these dossiers were on hold, each dossier's oldest first. */
export const holdsOfDossiers = readByKeys<IgateSchema, DossierHold>((db, codes) =>
  db
    .selectFrom('dossier_holds')
    .select(columns)
    .where('dossier_code', '=', anyOf(codes))
    .orderBy('dossier_code')
    .orderBy('started_at'),
);

export async function insertHold(
  trx: Transaction<IgateSchema>,
  hold: {
    readonly dossierCode: string;
    readonly kind: HoldKind;
    readonly reason: string;
    readonly startedAt: Date;
    readonly startedById: string;
  },
): Promise<void> {
  await trx
    .insertInto('dossier_holds')
    .values({
      dossier_code: hold.dossierCode,
      kind: hold.kind,
      reason: hold.reason,
      started_at: hold.startedAt,
      started_by: hold.startedById,
    })
    .execute();
}

/** Ends the hold that lasts. */
export async function endHold(
  trx: Transaction<IgateSchema>,
  dossierCode: string,
  end: { readonly at: Date; readonly officerId: string; readonly note: string | null },
): Promise<void> {
  await trx
    .updateTable('dossier_holds')
    .set({ ended_at: end.at, ended_by: end.officerId, note: end.note })
    .where('dossier_code', '=', dossierCode)
    .where('ended_at', 'is', null)
    .execute();
}
