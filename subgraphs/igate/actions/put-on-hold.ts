import type { HoldKind } from '../domain/hold.ts';
import { requiredText } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { insertHold } from '../store/dossier-holds.ts';
import { changeDossier } from '../store/dossiers.ts';
import { lockForAction, recordingRefusal } from './demand-action.ts';
import type { IgateServices } from './services.ts';

export interface PutOnHoldInput {
  readonly dossierCode: string;
  readonly reason: string;
}

const actionOf = { SUPPLEMENT_REQUESTED: 'REQUEST_SUPPLEMENT', SUSPENDED: 'SUSPEND' } as const;

/** Puts a dossier on hold: its clock stands still until `resumeDossier`. The step stays the one that it is. */
export async function putOnHold(
  services: IgateServices,
  officer: Officer,
  kind: HoldKind,
  input: PutOnHoldInput,
): Promise<void> {
  const attempt = { officer, action: actionOf[kind], dossierCode: input.dossierCode };
  await recordingRefusal(services, attempt, () =>
    services.db.transaction().execute(async (trx) => {
      const { code } = await lockForAction(trx, attempt);
      const reason = requiredText(input.reason, { vi: 'Lý do', en: 'The reason' }, 2000);
      const at = services.now();
      await insertHold(trx, { dossierCode: code, kind, reason, startedAt: at, startedById: officer.id });
      await changeDossier(trx, code, at, { status: kind, held_since: at });
      await writeAuditEntry(trx, {
        at,
        officerId: officer.id,
        action: attempt.action,
        dossierCode: code,
        details: { note: reason },
      });
    }),
  );
}
