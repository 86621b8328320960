import {
  attachedResults,
  knownTransfers,
  returnedTransfers,
  type AttachedResult,
  type KnownTransfer,
  type ReturnedTransfer,
} from '../subgraphs/igate/store/reconciliation.ts';
import {
  crossingsOfTransfers,
  knownPushes,
  pushes,
  rememberedCrossings,
  sourceFiles,
  type Push,
  type SourceFile,
} from '../subgraphs/idesk/store/reconciliation.ts';
import type { Finding, Findings, Systems } from './finding.ts';

/** Every crossing that brought results to iGate has attached them, or says why not, and iDesk knows of it. */
export async function* checkReturns({ igate, idesk }: Systems): Findings {
  for await (const batch of returnedTransfers(igate)) {
    const ids = batch.map(({ id }) => id);
    const [pushed, linked] = await Promise.all([
      knownPushes(idesk, ids),
      crossingsOfTransfers(idesk, 'ATTACH_RESULTS', ids),
    ]);
    for (const transfer of batch) {
      yield* attached(transfer);
      const { id, dossierCode } = transfer;
      if (transfer.kind === 'PUSH_RESULTS' && !pushed.has(id)) {
        yield {
          kind: 'arrival-without-push',
          subject: id,
          what: `iGate has taken push ${id} for dossier ${dossierCode}, but iDesk has no such push.`,
        };
      }
      if (transfer.kind === 'ATTACH_RESULTS' && transfer.state === 'DELIVERED' && !linked.has(id)) {
        yield {
          kind: 'crossing-missing',
          subject: id,
          what: `iDesk does not lead from transfer ${id} of dossier ${dossierCode} to the documents whose files it took.`,
        };
      }
    }
  }
}

function* attached(transfer: ReturnedTransfer): Generator<Finding> {
  const { id, dossierCode, state, unattached } = transfer;
  if (state === 'DELIVERED' && unattached.length > 0) {
    yield {
      kind: 'results-not-attached',
      subject: id,
      what: `Transfer ${id} is DELIVERED, but dossier ${dossierCode} lacks ${unattached.length} of its files (${unattached.join(', ')}).`,
    };
  }
  if (state === 'PENDING' && !transfer.isLive && transfer.kind === 'ATTACH_RESULTS') {
    yield {
      kind: 'pending-without-job',
      subject: id,
      what: `Transfer ${id} of dossier ${dossierCode} is PENDING, but nothing is left in the queue to deliver it.`,
      repair: { do: 'ENQUEUE_TRANSFER', transferId: id, kind: 'ATTACH_RESULTS' },
    };
  }
  if (state === 'FAILED' && !transfer.hasReason) {
    yield {
      kind: 'failed-without-reason',
      subject: id,
      what: `Transfer ${id} of dossier ${dossierCode} is FAILED, and does not say why.`,
    };
  }
}

/** Every push has arrived in iGate, or says why not. */
export async function* checkPushes({ igate, idesk }: Systems): Findings {
  for await (const batch of pushes(idesk)) {
    const ids = batch.map(({ id }) => id);
    const arrived = new Map((await knownTransfers(igate, ids)).map((transfer) => [transfer.id, transfer]));
    for (const push of batch) yield* arrivalOfPush(push, arrived.get(push.id));
  }
}

function* arrivalOfPush(push: Push, arrived: KnownTransfer | undefined): Generator<Finding> {
  const { id, documentId, state } = push;
  const what = `Push ${id} of document ${documentId} to dossier ${push.dossierCode}`;
  if (state === 'DELIVERED' && arrived?.kind !== 'PUSH_RESULTS') {
    yield { kind: 'push-without-arrival', subject: id, what: `${what} is DELIVERED, but iGate has no such transfer.` };
  }
  if (state === 'PENDING' && !push.isLive) {
    yield {
      kind: 'pending-without-job',
      subject: id,
      what: `${what} is PENDING, but nothing is left in the queue to deliver it.`,
      repair: { do: 'ENQUEUE_PUSH', pushId: id },
    };
  }
  if (state === 'FAILED' && arrived?.state === 'DELIVERED') {
    yield { kind: 'failed-but-arrived', subject: id, what: `${what} is FAILED, but iGate has taken it.` };
  }
  if (state === 'FAILED' && !push.hasReason) {
    yield { kind: 'failed-without-reason', subject: id, what: `${what} is FAILED, and does not say why.` };
  }
  if (!push.hasCrossing) {
    yield {
      kind: 'crossing-missing',
      subject: id,
      what: `iDesk does not lead from push ${id} to its document ${documentId}.`,
      repair: { do: 'REMEMBER_CROSSING', kind: 'PUSH_RESULTS', transferId: id, documentId },
    };
  }
}

/** Every link that iDesk keeps leads to a crossing. */
export async function* checkCrossings({ igate, idesk }: Systems): Findings {
  for await (const batch of rememberedCrossings(idesk)) {
    const pushIds = batch.filter(({ kind }) => kind === 'PUSH_RESULTS').map(({ transferId }) => transferId);
    const others = batch.filter(({ kind }) => kind !== 'PUSH_RESULTS').map(({ transferId }) => transferId);
    const known = new Map((await knownTransfers(igate, others)).map(({ id, kind }) => [id, kind]));
    const pushesKnown = await knownPushes(idesk, pushIds);
    for (const { transferId, documentId, kind } of batch) {
      // A push may wait for iGate; its own row in iDesk is what its link leads to.
      if (kind === 'PUSH_RESULTS' ? pushesKnown.has(transferId) : known.get(transferId) === kind) continue;
      yield {
        kind: 'crossing-without-transfer',
        subject: `${transferId} ${documentId}`,
        what: `iDesk leads from transfer ${transferId} (${kind}) to document ${documentId}, but there is no such transfer.`,
      };
    }
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Every result of a dossier is a file of a document that iDesk issued for that dossier. */
export async function* checkSources({ igate, idesk }: Systems): Findings {
  for await (const batch of attachedResults(igate)) {
    const ids = batch.flatMap(({ sourceFileId: id }) => (id !== null && uuid.test(id) ? [id] : []));
    const sources = new Map((await sourceFiles(idesk, ids)).map((file) => [file.id, file]));
    for (const result of batch) yield* sourced(result, sources.get(result.sourceFileId ?? ''));
  }
}

function* sourced(result: AttachedResult, source: SourceFile | undefined): Generator<Finding> {
  const what = `Result “${result.name}” (${result.id}) of dossier ${result.dossierCode}`;
  if (!source || source.state !== 'ISSUED') {
    const why = source
      ? `comes from a document that is ${source.state} in iDesk`
      : `comes from file ${result.sourceFileId}, which iDesk does not have`;
    yield { kind: 'result-without-source', subject: result.id, what: `${what} ${why}.` };
    return;
  }
  if (source.isRecalled !== result.isRecalled && !source.isReportLive) {
    const { transferId, documentId } = source;
    yield {
      kind: 'recall-disagrees',
      subject: result.id,
      what: source.isRecalled
        ? `${what} comes from document ${documentId}, which iDesk has recalled, but is not marked so.`
        : `${what} is marked as recalled, but its document ${documentId} stands.`,
      ...(source.isRecalled && transferId !== null && { repair: { do: 'REPORT_STATE', transferId, documentId } }),
    };
  }
  const differences = [
    source.sha256 !== result.sha256 && `has SHA-256 ${result.sha256}, but its source in iDesk ${source.sha256}`,
    source.dossierCode !== result.dossierCode && `comes from a document of dossier ${source.dossierCode}`,
    result.transferId === null && 'came with no transfer',
  ].filter((difference) => difference !== false);
  if (differences.length === 0) return;
  yield { kind: 'result-differs', subject: result.id, what: `${what} ${differences.join(', and ')}.` };
}
