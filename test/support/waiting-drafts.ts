import { setTimeout as delay } from 'node:timers/promises';
import { dataOf } from './graph-client.ts';
import { pdf, receiveAndAssign } from './journey.ts';
import type { System } from './system.ts';

/** So many at once that the system is kept busy, and not busier than an office keeps it. */
const atOnce = 5;

interface Draft {
  readonly id: string;
  readonly version: number;
}

/** Drafts of new dossiers, each with a file, that wait for the leader's signature. */
export async function draftsToSign(system: System, count: number): Promise<readonly string[]> {
  const submitted: Draft[] = [];
  while (submitted.length < count) {
    const some = Math.min(atOnce, count - submitted.length);
    submitted.push(...(await Promise.all(Array.from({ length: some }, () => submittedDraft(system)))));
  }
  for (let first = 0; first < count; first += 50) {
    const items = submitted.slice(first, first + 50).map(({ id: draftId, version }) => ({ draftId, version }));
    const mutation = 'mutation ($input: DraftsStepInput!) { approveDrafts(input: $input) { succeeded } }';
    const { approveDrafts } = dataOf(
      await system.ask<{ approveDrafts: { succeeded: number } }>('truongphong', mutation, { input: { items } }),
    );
    if (approveDrafts.succeeded !== items.length) throw new Error('some drafts were not approved');
  }
  return submitted.map(({ id }) => id);
}

async function submittedDraft(system: System): Promise<Draft> {
  const { code, components } = await receiveAndAssign(system, [pdf('Đơn đề nghị.pdf', 'component')]);
  const input = { dossierCode: code, attachmentIds: components.map(({ id }) => id) };
  dataOf(
    await system.ask(
      'hoant',
      'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }',
      { input },
    ),
  );
  const { id: draftId, version } = await arrived(system, code);
  const mutation = 'mutation ($input: DraftStepInput!) { submitDraft(input: $input) { draft { id version } } }';
  const { submitDraft } = dataOf(
    await system.ask<{ submitDraft: { draft: Draft } }>('hoant', mutation, { input: { draftId, version } }),
  );
  return submitDraft.draft;
}

/** The draft that a dossier became, however long it takes on a busy machine. */
async function arrived(system: System, code: string): Promise<Draft> {
  const query = 'query ($code: DossierCode!) { dossier(code: $code) { drafts { id version } } }';
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { dossier } = dataOf(await system.ask<{ dossier: { drafts: Draft[] } }>('hoant', query, { code }));
    const [draft] = dossier.drafts;
    if (draft) return draft;
    await delay(100);
  }
  throw new Error(`the dossier ${code} never arrived in iDesk`);
}
