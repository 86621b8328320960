import { ideskStateOf } from '../subgraphs/igate/domain/idesk-state.ts';
import { knownTransfers, sentTransfers, type SentTransfer } from '../subgraphs/igate/store/reconciliation.ts';
import { draftsFromIgate, draftsOfTransfers, type TakenDraft } from '../subgraphs/idesk/store/reconciliation.ts';
import type { Finding, Findings, Systems } from './finding.ts';

/** Every dossier that was sent has become exactly one draft, or says why not, and shows where that draft stands. */
export async function* checkSends({ igate, idesk }: Systems): Findings {
  for await (const batch of sentTransfers(igate)) {
    const ids = batch.map(({ id }) => id);
    const drafts = new Map((await draftsOfTransfers(idesk, ids)).map((draft) => [draft.transferId, draft]));
    for (const transfer of batch) {
      const draft = drafts.get(transfer.id);
      yield* arrival(transfer, draft);
      yield* shownState(transfer, draft);
      if (draft) yield* likeness(transfer, draft);
    }
  }
}

/** Every draft that says that it came from iGate was sent by it. */
export async function* checkDraftsFromIgate({ igate, idesk }: Systems): Findings {
  for await (const batch of draftsFromIgate(idesk)) {
    const ids = batch.map(({ transferId }) => transferId);
    const known = new Map((await knownTransfers(igate, ids)).map((transfer) => [transfer.id, transfer]));
    for (const { transferId, documentId, dossierCode } of batch) {
      if (known.get(transferId)?.kind === 'SEND_TO_IDESK') continue;
      yield {
        kind: 'draft-without-send',
        subject: documentId,
        what: `iDesk's document ${documentId} came with transfer ${transferId} of dossier ${dossierCode}, but iGate has no such transfer.`,
      };
    }
  }
}

function* arrival(transfer: SentTransfer, draft: TakenDraft | undefined): Generator<Finding> {
  const { id, dossierCode } = transfer;
  switch (transfer.state) {
    case 'DELIVERED':
      if (draft) return;
      yield {
        kind: 'send-without-draft',
        subject: id,
        what: `Transfer ${id} of dossier ${dossierCode} is DELIVERED, but iDesk has no draft of it.`,
      };
      return;
    case 'PENDING':
      if (transfer.isLive) return;
      yield {
        kind: 'pending-without-job',
        subject: id,
        what: `Transfer ${id} of dossier ${dossierCode} is PENDING, but nothing is left in the queue to deliver it.`,
        repair: { do: 'ENQUEUE_TRANSFER', transferId: id, kind: 'SEND_TO_IDESK' },
      };
      return;
    case 'FAILED':
      if (draft) {
        yield {
          kind: 'failed-but-arrived',
          subject: id,
          what: `Transfer ${id} of dossier ${dossierCode} is FAILED, but iDesk has its draft ${draft.documentId}.`,
        };
      }
      if (!transfer.hasReason) {
        yield {
          kind: 'failed-without-reason',
          subject: id,
          what: `Transfer ${id} of dossier ${dossierCode} is FAILED, and does not say why.`,
        };
      }
  }
}

function* shownState(transfer: SentTransfer, draft: TakenDraft | undefined): Generator<Finding> {
  // Only the most recent send of a dossier is shown; of one without a draft the reason was told above.
  if (!transfer.isCurrent || (transfer.state === 'DELIVERED' && !draft)) return;
  const shown = transfer.ideskState;
  const waiting = transfer.state === 'PENDING' ? 'SENDING' : 'SEND_FAILED';
  const expected = draft ? ideskStateOf(draft.state) : waiting;
  if (shown === expected) return;
  // What is still on its way explains any difference.
  if (draft?.isReportLive || (transfer.state === 'PENDING' && transfer.isLive && shown === 'SENDING')) return;
  // A failed transfer with a draft is another finding, which mends this too.
  if (transfer.state === 'FAILED' && shown === 'SEND_FAILED') return;
  const { id, dossierCode } = transfer;
  yield {
    kind: 'state-disagrees',
    subject: dossierCode,
    what: draft
      ? `Dossier ${dossierCode} shows ${shown} in iGate, but its document ${draft.documentId} is ${draft.state} in iDesk.`
      : `Dossier ${dossierCode} shows ${shown} in iGate, but its transfer ${id} is ${transfer.state} and has no document in iDesk.`,
    ...(draft && { repair: { do: 'REPORT_STATE' as const, transferId: id, documentId: draft.documentId } }),
  };
}

function* likeness(transfer: SentTransfer, draft: TakenDraft): Generator<Finding> {
  const { id, dossierCode } = transfer;
  const { documentId } = draft;
  const lost = transfer.digests.filter((digest) => !draft.digests.includes(digest));
  const differences = [
    draft.dossierCode !== dossierCode && `bears dossier code ${draft.dossierCode}`,
    lost.length > 0 && `lacks ${lost.length} of the files that were sent (SHA-256 ${lost.join(', ')})`,
    transfer.documentId !== null &&
      transfer.documentId !== documentId &&
      `is not ${transfer.documentId}, as iGate has it`,
  ].filter((difference) => difference !== false);
  if (differences.length > 0) {
    yield {
      kind: 'draft-differs',
      subject: documentId,
      what: `iDesk's document ${documentId} of transfer ${id}, dossier ${dossierCode}, ${differences.join(', ')}.`,
    };
  }
  if (!draft.hasCrossing) {
    yield {
      kind: 'crossing-missing',
      subject: id,
      what: `iDesk does not lead from transfer ${id} of dossier ${dossierCode} to its document ${documentId}.`,
      repair: { do: 'REMEMBER_CROSSING', kind: 'SEND_TO_IDESK', transferId: id, documentId },
    };
  }
}
