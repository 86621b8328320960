import type { Bilingual } from '../../../platform/errors.ts';
import type { Dossier } from './dossier.ts';
import { judge } from './judgement.ts';
import type { Officer } from './officer.ts';
import { dossierActions, type DossierAction } from './permissions.ts';
import { forbidden, noFailedTransfer } from './refusals.ts';
import { mayRetry } from './retry.ts';
import type { Transfer } from './transfer.ts';

export interface AvailableAction {
  readonly action: DossierAction;
  readonly allowed: boolean;
  /** Why not; where a retry is allowed, why the transfer failed; else null. */
  readonly reason: Bilingual | null;
}

/**
 * Every action, with whether this officer may do it to this dossier now: what trying it would answer.
 *
 * @param transfers the dossier's, newest first
 */
export function availableActions(
  officer: Officer,
  dossier: Dossier,
  transfers: readonly Transfer[],
): readonly AvailableAction[] {
  return dossierActions.map((action) => {
    if (action === 'RETRY_TRANSFER') return retrying(officer, transfers);
    const judgement = judge(officer, action, dossier);
    return { action, allowed: judgement.allowed, reason: judgement.allowed ? null : judgement.reason };
  });
}

function retrying(officer: Officer, transfers: readonly Transfer[]): AvailableAction {
  const action = 'RETRY_TRANSFER';
  const failed = transfers.filter(({ state }) => state === 'FAILED');
  if (failed.length === 0) return { action, allowed: false, reason: noFailedTransfer };
  const own = failed.find((transfer) => mayRetry(officer, transfer, true));
  if (!own) return { action, allowed: false, reason: forbidden.RETRY_TRANSFER };
  return { action, allowed: true, reason: own.lastError };
}
