import type { Bilingual } from '../../../platform/errors.ts';
import type { Dossier } from './dossier.ts';
import { judge } from './judgement.ts';
import type { Officer } from './officer.ts';
import { dossierActions, type DossierAction } from './permissions.ts';
import { noFailedTransfer, noLinkedSsoAccount } from './refusals.ts';

export interface AvailableAction {
  readonly action: DossierAction;
  readonly allowed: boolean;
  /** Null where the action is allowed. */
  readonly reason: Bilingual | null;
}

/** Every action, with whether this officer may do it to this dossier now: what trying it would answer. */
export function availableActions(
  officer: Officer,
  dossier: Dossier,
  facts: { readonly hasFailedTransfer: boolean },
): readonly AvailableAction[] {
  return dossierActions.map((action) => {
    const reason = refusal(officer, dossier, action, facts);
    return { action, allowed: reason === null, reason };
  });
}

function refusal(
  officer: Officer,
  dossier: Dossier,
  action: DossierAction,
  facts: { readonly hasFailedTransfer: boolean },
): Bilingual | null {
  const judgement = judge(officer, action, dossier);
  if (!judgement.allowed) return judgement.reason;
  if (action === 'SEND_TO_IDESK' && officer.linkedSsoAccount === null) return noLinkedSsoAccount;
  if (action === 'RETRY_TRANSFER' && !facts.hasFailedTransfer) return noFailedTransfer;
  return null;
}
