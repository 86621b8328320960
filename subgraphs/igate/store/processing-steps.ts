import { sql, type Kysely, type Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { ProcessingStep, StepKind } from '../domain/steps.ts';
import { anyOf } from './any-of.ts';
import type { IgateSchema } from './schema.ts';

const columns = [
  'id',
  'dossier_code as dossierCode',
  'kind',
  'officer_id as officerId',
  'started_at as startedAt',
  'completed_at as completedAt',
  'note',
] as const;

/** The steps of these dossiers, each dossier's in order; the last one is the current one. */
export const stepsOfDossiers = readByKeys<IgateSchema, ProcessingStep>((db, codes) =>
  db
    .selectFrom('processing_steps')
    .select(columns)
    .where('dossier_code', '=', anyOf(codes))
    .orderBy('dossier_code')
    .orderBy('position'),
);

export const stepsByIds = readByKeys<IgateSchema, ProcessingStep>((db, ids) =>
  db.selectFrom('processing_steps').select(columns).where('id', '=', anyOf(ids)),
);

/** The id of the step that a dossier is in. */
export async function currentStepId(db: Kysely<IgateSchema>, code: string): Promise<string> {
  const step = await db
    .selectFrom('processing_steps')
    .select('id')
    .where('dossier_code', '=', code)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return step.id;
}

/** Starts the next step of a dossier. A step that is over as soon as it starts is completed at once. */
export async function startStep(
  trx: Transaction<IgateSchema>,
  step: {
    readonly dossierCode: string;
    readonly kind: StepKind;
    readonly officerId: string | null;
    readonly at: Date;
    readonly completedAt?: Date;
    readonly note?: string | null;
  },
): Promise<string> {
  const { id } = await trx
    .insertInto('processing_steps')
    .values({
      dossier_code: step.dossierCode,
      position: sql<number>`(select count(*) from processing_steps where dossier_code = ${step.dossierCode})`,
      kind: step.kind,
      officer_id: step.officerId,
      started_at: step.at,
      completed_at: step.completedAt ?? null,
      note: step.note ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends the step that a dossier is in, with a note if any. A step that was nobody's in particular becomes the ending officer's. */
export async function completeCurrentStep(
  trx: Transaction<IgateSchema>,
  code: string,
  end: { readonly officerId: string; readonly at: Date; readonly note: string | null },
): Promise<void> {
  await trx
    .updateTable('processing_steps')
    .set({
      completed_at: end.at,
      officer_id: sql<string>`coalesce(officer_id, ${end.officerId})`,
      ...(end.note !== null && { note: end.note }),
    })
    .where('dossier_code', '=', code)
    .where('completed_at', 'is', null)
    .execute();
}
