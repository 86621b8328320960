import type { Transaction } from 'kysely';
import type { Dossier } from '../domain/dossier.ts';
import { badInput, optionalText } from '../domain/input.ts';
import { mayBeAssigned, type Officer } from '../domain/officer.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier } from '../store/dossiers.ts';
import { officerByAccount } from '../store/officers.ts';
import { completeCurrentStep, startStep } from '../store/processing-steps.ts';
import type { IgateSchema } from '../store/schema.ts';
import { lockForAction, recordingRefusal } from './demand-action.ts';
import type { IgateServices } from './services.ts';

export interface AssignDossierInput {
  readonly dossierCode: string;
  /** iGate account of a specialist of the officer's own division. */
  readonly assignee: string;
  readonly note?: string | null | undefined;
}

/**
 * Phân công: gives a dossier to a specialist of the own division, which from then on is in charge of it; also to another
 * one while it is being processed.
 * Giving it to the one who has it already changes nothing.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`; `BAD_USER_INPUT` for one who is no specialist of the division.
 */
export async function assignDossier(
  services: IgateServices,
  officer: Officer,
  input: AssignDossierInput,
): Promise<void> {
  const attempt = { officer, action: 'ASSIGN', dossierCode: input.dossierCode } as const;
  await recordingRefusal(services, attempt, () =>
    services.db.transaction().execute(async (trx) => {
      const dossier = await lockForAction(trx, attempt);
      const note = optionalText(input.note, { vi: 'Ghi chú', en: 'The note' }, 2000);
      const assignee = await assigneeOf(trx, officer, input.assignee);
      if (dossier.step === 'PROCESSING' && dossier.assigneeId === assignee.id) return;
      await hand(trx, { dossier, officer, assignee, note, at: services.now() });
    }),
  );
}

async function assigneeOf(trx: Transaction<IgateSchema>, officer: Officer, account: string): Promise<Officer> {
  const assignee = await officerByAccount(trx, account.trim());
  if (!assignee || !mayBeAssigned(assignee, officer)) {
    throw badInput(
      'Người được phân công phải là chuyên viên của phòng bạn phụ trách. Hãy chọn lại.',
      'The assignee must be a specialist of your own division. Choose another.',
    );
  }
  return assignee;
}

interface Assignment {
  readonly dossier: Dossier;
  readonly officer: Officer;
  readonly assignee: Officer;
  readonly note: string | null;
  readonly at: Date;
}

async function hand(
  trx: Transaction<IgateSchema>,
  { dossier, officer, assignee, note, at }: Assignment,
): Promise<void> {
  const { code } = dossier;
  const inAssignment = dossier.step === 'ASSIGNMENT';
  await completeCurrentStep(trx, code, { officerId: officer.id, at, note: inAssignment ? note : null });
  if (!inAssignment) {
    await startStep(trx, { dossierCode: code, kind: 'ASSIGNMENT', officerId: officer.id, at, completedAt: at, note });
  }
  await startStep(trx, { dossierCode: code, kind: 'PROCESSING', officerId: assignee.id, at });
  await changeDossier(trx, code, at, {
    step: 'PROCESSING',
    status: 'PROCESSING',
    division_id: assignee.divisionId,
    assignee_id: assignee.id,
  });
  await writeAuditEntry(trx, {
    at,
    officerId: officer.id,
    action: 'ASSIGN',
    dossierCode: code,
    details: { account: assignee.account, ...(note !== null && { note }) },
  });
}
