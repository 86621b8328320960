import { toldDueDates } from '../subgraphs/igate/store/reconciliation-due-dates.ts';
import { knownDueDates } from '../subgraphs/idesk/store/reconciliation-due-dates.ts';
import type { Findings, Systems } from './finding.ts';

/** iDesk orders the drafts of dossiers by when iGate says that they are due. */
export async function* checkDueDates({ igate, idesk }: Systems): Findings {
  for await (const batch of toldDueDates(igate)) {
    const known = await knownDueDates(
      idesk,
      batch.map(({ transferId }) => transferId),
    );
    for (const { transferId, dossierCode, dueAt, heldSince, revision, isOpen } of batch) {
      const told = known.get(transferId);
      // One that had ended before iDesk was told any due dates has none there.
      if (!told || (told.revision < 0 && !isOpen)) continue;
      const isSame = told.at?.getTime() === dueAt?.getTime() && told.heldSince?.getTime() === heldSince?.getTime();
      if (told.revision === revision && isSame) continue;
      yield {
        kind: 'due-date-disagrees',
        subject: told.documentId,
        what: `Dossier ${dossierCode} is due ${inWords(dueAt, heldSince)} in iGate, but its document ${told.documentId} ${inWords(told.at, told.heldSince)} in iDesk.`,
        repair: { do: 'TELL_DUE_DATE', transferId, dossierCode },
      };
    }
  }
}

function inWords(at: Date | null, heldSince: Date | null): string {
  const hold = heldSince === null ? '' : ` (on hold since ${heldSince.toISOString()})`;
  return `${at?.toISOString() ?? 'at no time'}${hold}`;
}
