import {
  forgottenMessages as forgottenByIgate,
  lostRecords as lostByIgate,
} from '../subgraphs/igate/store/reconciliation-records.ts';
import {
  forgottenMessages as forgottenByIdesk,
  lostRecords as lostByIdesk,
} from '../subgraphs/idesk/store/reconciliation-records.ts';
import type { Findings, Systems } from './finding.ts';

/** Every file that the audit log says was added is still one of its dossier's or document's. */
export async function* checkRecords({ igate, idesk }: Systems): Findings {
  for await (const batch of lostByIgate(igate)) {
    for (const { dossierCode, name, sha256 } of batch) {
      yield {
        kind: 'file-record-missing',
        subject: `iGate ${dossierCode} ${sha256}`,
        what: `Dossier ${dossierCode} has no file “${name}” (SHA-256 ${sha256}), which the audit log says was added to it or sent with it.`,
      };
    }
  }
  for await (const batch of lostByIdesk(idesk)) {
    for (const { documentId, name, sha256 } of batch) {
      yield {
        kind: 'file-record-missing',
        subject: `iDesk ${documentId} ${sha256}`,
        what: `Document ${documentId} has no file “${name}” (SHA-256 ${sha256}), which the audit log says was added to it.`,
      };
    }
  }
}

/** Every message that has taken effect is remembered, so that it never takes effect again. */
export async function* checkInboxes({ igate, idesk }: Systems): Findings {
  for await (const batch of forgottenByIgate(igate)) {
    for (const { id } of batch) {
      yield {
        kind: 'message-forgotten',
        subject: id,
        what: `iGate has taken push ${id}, but does not remember its message.`,
        repair: { do: 'REMEMBER_MESSAGE', system: 'iGate', messageId: id },
      };
    }
  }
  for await (const batch of forgottenByIdesk(idesk)) {
    for (const { id } of batch) {
      yield {
        kind: 'message-forgotten',
        subject: id,
        what: `iDesk has made transfer ${id} a draft, but does not remember its message.`,
        repair: { do: 'REMEMBER_MESSAGE', system: 'iDesk', messageId: id },
      };
    }
  }
}

/** Contents whose records were lost: nothing names them any more, and somebody will look for them. */
export async function lostContents({ igate, idesk }: Systems): Promise<Record<'igate' | 'idesk', ReadonlySet<string>>> {
  return { igate: await digestsOf(lostByIgate(igate)), idesk: await digestsOf(lostByIdesk(idesk)) };
}

async function digestsOf(batches: AsyncIterable<readonly { readonly sha256: string }[]>): Promise<ReadonlySet<string>> {
  const digests = new Set<string>();
  for await (const batch of batches) for (const { sha256 } of batch) digests.add(sha256);
  return digests;
}
