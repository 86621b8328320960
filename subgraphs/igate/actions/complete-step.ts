import { optionalText } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { completionOf } from '../domain/step-completion.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier } from '../store/dossiers.ts';
import { completeCurrentStep, startStep } from '../store/processing-steps.ts';
import { lockForAction, recordingRefusal } from './demand-action.ts';
import type { IgateServices } from './services.ts';

/**
 * Ends the dossier's current step and starts the next one.
 *
 * @throws RequestError `NOT_FOUND`; `FORBIDDEN` for anybody but the one in charge of the step; `WRONG_STEP` where the step
 *   ends another way (assignment) or is the last.
 */
export async function completeStep(
  services: IgateServices,
  officer: Officer,
  input: { readonly dossierCode: string; readonly note?: string | null | undefined },
): Promise<void> {
  const attempt = { officer, action: 'COMPLETE_STEP', dossierCode: input.dossierCode } as const;
  await recordingRefusal(services, attempt, () =>
    services.db.transaction().execute(async (trx) => {
      const { code, step, status } = await lockForAction(trx, attempt);
      const note = optionalText(input.note, { vi: 'Ghi chú', en: 'The note' }, 2000);
      const at = services.now();
      const completion = completionOf(step);
      await completeCurrentStep(trx, code, { officerId: officer.id, at, note });
      const last = completion.next === 'RETURNED';
      await startStep(trx, {
        dossierCode: code,
        kind: completion.next,
        officerId: last ? officer.id : null,
        at,
        ...(last && { completedAt: at }),
      });
      await changeDossier(trx, code, at, {
        step: completion.next,
        status: completion.status ?? status,
        ...(completion.marks === 'completedAt' && { completed_at: at }),
        ...(completion.marks === 'returnedAt' && { returned_at: at }),
      });
      await writeAuditEntry(trx, {
        at,
        officerId: officer.id,
        action: 'COMPLETE_STEP',
        dossierCode: code,
        details: note === null ? {} : { note },
      });
    }),
  );
}
