import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { register } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import {
  assignment,
  auditOf,
  eventually,
  igateAccount,
  openCounter,
  receiveAndAssign,
  ssoAccount,
  type Counter,
} from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());
afterEach(async () => {
  counter.idesk.mood = 'willing';
  // The next test finds an iDesk that is known to be back.
  const dossierCode = await receiveAndAssign(counter);
  const { id } = dataOf(await send({ dossierCode })).sendToIdesk.transfer;
  await inState(id, 'DELIVERED');
});

interface TransferState {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly dossier: { readonly ideskState: string };
}

const send = (input: Record<string, unknown>, who = 'hoa') =>
  counter.ask<{ sendToIdesk: { transfer: TransferState } }>(
    who,
    `mutation ($input: SendToIdeskInput!) {
      sendToIdesk(input: $input) { transfer { id state attempts lastError dossier { ideskState } } }
    }`,
    { input },
  );

const attach = (input: Record<string, unknown>) =>
  counter.ask<{ attachResults: { transfer: TransferState } }>(
    'hoa',
    `mutation ($input: AttachResultsInput!) {
      attachResults(input: $input) { transfer { id state attempts lastError dossier { ideskState } } }
    }`,
    { input },
  );

const retry = (who: string, transferId: string) =>
  counter.ask<{ retryTransfer: { transfer: TransferState } }>(
    who,
    'mutation ($input: RetryTransferInput!) { retryTransfer(input: $input) { transfer { id state attempts } } }',
    { input: { transferId } },
  );

async function transferOf(id: string): Promise<TransferState | undefined> {
  const query = '{ transfers(first: 500) { edges { node { id state attempts lastError dossier { code } } } } }';
  const { transfers } = await counter.get<{
    transfers: { edges: { node: Omit<TransferState, 'dossier'> & { dossier: { code: string } } }[] };
  }>('quantri', query);
  const found = transfers.edges.map(({ node }) => node).find((node) => node.id === id);
  if (!found) return undefined;
  // An administrator sees no more of a dossier than its code.
  const dossier = await counter.database
    .selectFrom('dossiers')
    .select('idesk_state as ideskState')
    .where('code', '=', found.dossier.code)
    .executeTakeFirstOrThrow();
  return { ...found, dossier };
}

const inState = (id: string, state: string) =>
  eventually(
    () => transferOf(id),
    (transfer) => transfer?.state === state,
  );

const entriesOf = async (code: string, action: string) =>
  (await auditOf(counter, code)).filter((entry) => entry.action === action);

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const startedAt = performance.now();
  return { answer: await work(), ms: performance.now() - startedAt };
}

/** A send that iDesk has answered with an error as often as it is tried. */
async function failedSend(): Promise<{ dossierCode: string; id: string }> {
  counter.idesk.mood = 'failing';
  const dossierCode = await receiveAndAssign(counter);
  const { id } = dataOf(await send({ dossierCode })).sendToIdesk.transfer;
  await inState(id, 'FAILED');
  return { dossierCode, id };
}

describe('while iDesk is down', () => {
  it('sends are accepted at once and wait without attempts; all arrive within seconds of its return', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => receiveAndAssign(counter)));
    counter.idesk.mood = 'down';
    const ids: string[] = [];
    for (const dossierCode of codes) {
      const { answer, ms } = await timed(() => send({ dossierCode }));
      const { transfer } = dataOf(answer).sendToIdesk;
      expect(ms).toBeLessThan(1000);
      expect(transfer).toMatchObject({
        state: 'PENDING',
        lastError: expect.stringContaining('does not answer'),
        dossier: { ideskState: 'SENDING' },
      });
      ids.push(transfer.id);
    }
    // More than what the attempts would have allowed, had they been made.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    counter.idesk.mood = 'willing';
    const { ms } = await timed(() => Promise.all(ids.map((id) => inState(id, 'DELIVERED'))));
    expect(ms).toBeLessThan(10_000);
    for (const id of ids) {
      const transfer = await transferOf(id);
      expect(transfer).toMatchObject({ lastError: null, dossier: { ideskState: 'DRAFTING' } });
      expect(transfer?.attempts).toBeLessThanOrEqual(2);
      expect(counter.idesk.drafts.has(id)).toBe(true);
    }
  });

  it('nobody waits for one that hangs: not to send, not to attach', async () => {
    const offered = await counter.idesk.offer(pdf('a.pdf', 'treo'));
    const codes = await Promise.all(Array.from({ length: 4 }, () => receiveAndAssign(counter)));
    counter.idesk.mood = 'hanging';
    const pending: string[] = [];
    for (const dossierCode of codes) {
      const sent = await timed(() => send({ dossierCode }));
      const attached = await timed(() => attach({ dossierCode, fileIds: [offered.id] }));
      expect(Math.max(sent.ms, attached.ms)).toBeLessThan(1000);
      pending.push(dataOf(sent.answer).sendToIdesk.transfer.id, dataOf(attached.answer).attachResults.transfer.id);
    }
    // By now it is known to hang, so nobody waits at all.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const dossierCode = await receiveAndAssign(counter);
    const known = await timed(() => attach({ dossierCode, fileIds: [offered.id] }));
    expect(known.ms).toBeLessThan(400);
    pending.push(dataOf(known.answer).attachResults.transfer.id);
    counter.idesk.mood = 'willing';
    const { ms } = await timed(() => Promise.all(pending.map((id) => inState(id, 'DELIVERED'))));
    expect(ms).toBeLessThan(10_000);
  }, 40_000);
});

describe('a crossing that has failed', () => {
  it('is listed with its last error, in the caller’s language', async () => {
    const { id } = await failedSend();
    const query = '{ transfers(filter: { states: [FAILED] }) { edges { node { id lastError } } } }';
    for (const [language, sentence] of [
      ['vi', 'Đã thử chuyển 2 lần'],
      ['en', 'tried 2 times'],
    ] as const) {
      for (const who of ['hoa', 'quantri']) {
        const answer = await counter.ask<{ transfers: { edges: { node: TransferState }[] } }>(who, query, {}, language);
        const found = dataOf(answer).transfers.edges.find(({ node }) => node.id === id);
        expect(found?.node.lastError).toContain(sentence);
      }
    }
  });

  it('is an available action of the officer who sent it, with its error; others read who may', async () => {
    const query = `query ($code: DossierCode!) {
      dossier(code: $code) { availableActions { action allowed reason } }
    }`;
    const retrying = async (who: string, code: string) => {
      const { dossier } = await counter.get<{
        dossier: { availableActions: { action: string; allowed: boolean; reason: string | null }[] };
      }>(who, query, { code });
      return dossier.availableActions.find(({ action }) => action === 'RETRY_TRANSFER');
    };
    const { dossierCode } = await failedSend();
    expect(await retrying('hoa', dossierCode)).toMatchObject({
      allowed: true,
      reason: expect.stringContaining('tried 2 times'),
    });
    expect(await retrying('motcua', dossierCode)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('Only the officer who asked for the transfer'),
    });
    expect(await retrying('hoa', await receiveAndAssign(counter))).toMatchObject({
      allowed: false,
      reason: 'No transfer of this dossier has failed.',
    });
  });

  it('counts in the metrics, as does how long the oldest has waited', async () => {
    const figure = async (name: string, labels: string) => {
      const line = (await register.metrics()).split('\n').find((one) => one.startsWith(`${name}{${labels}}`));
      return Number(line?.split(' ').at(-1));
    };
    const failed = () =>
      figure('lienthong_transfers_undelivered', 'subgraph="igate",kind="SEND_TO_IDESK",state="FAILED"');
    const waiting = () =>
      figure('lienthong_transfers_undelivered', 'subgraph="igate",kind="SEND_TO_IDESK",state="PENDING"');
    const oldest = () => figure('lienthong_transfer_oldest_pending_seconds', 'subgraph="igate",kind="SEND_TO_IDESK"');
    const before = await failed();
    await failedSend();
    expect(await failed()).toBe(before + 1);
    expect([await waiting(), await oldest()]).toEqual([0, 0]);
    const dossierCode = await receiveAndAssign(counter);
    counter.idesk.mood = 'down';
    dataOf(await send({ dossierCode }));
    const { now } = counter.clock;
    counter.clock.now = new Date(now.getTime() + 90_000);
    expect([await waiting(), await oldest()]).toEqual([1, 90]);
    counter.clock.now = now;
  });

  it('is put back in line by the officer who sent it, tried at once and recorded once', async () => {
    const { dossierCode, id } = await failedSend();
    counter.idesk.mood = 'willing';
    const answers = await Promise.all(Array.from({ length: 5 }, () => retry('hoa', id)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors).map(({ extensions }) => extensions?.code)).toEqual(
      Array.from({ length: 4 }, () => 'WRONG_STEP'),
    );
    expect(await inState(id, 'DELIVERED')).toMatchObject({
      attempts: 1,
      lastError: null,
      dossier: { ideskState: 'DRAFTING' },
    });
    expect(refusalOf(await retry('hoa', id)).code).toBe('WRONG_STEP');
    expect((await entriesOf(dossierCode, 'RETRY_TRANSFER')).map(({ outcome }) => outcome)).toEqual(['DONE']);
  });

  it('by nobody else, not even by its sender once the dossier is another’s; by an administrator always', async () => {
    const { dossierCode, id } = await failedSend();
    counter.idesk.mood = 'willing';
    expect(refusalOf(await retry('motcua', id)).code).toBe('FORBIDDEN');
    expect(refusalOf(await retry('chuyenvien2', id)).code).toBe('NOT_FOUND');
    expect(refusalOf(await retry('quantri', crypto.randomUUID())).code).toBe('NOT_FOUND');
    await counter.get('truongphong', assignment, { input: { dossierCode, assignee: igateAccount('dongnghiep') } });
    expect(refusalOf(await retry('hoa', id)).code).toBe('FORBIDDEN');
    expect(dataOf(await retry('quantri', id)).retryTransfer.transfer.state).toBe('DELIVERED');
  });

  it('goes to the account that its officer has linked by then', async () => {
    counter.idesk.mood = {
      code: 'NOT_FOUND',
      message: { vi: 'iDesk không có tài khoản này.', en: 'iDesk knows no such account.' },
    };
    const dossierCode = await receiveAndAssign(counter);
    const { transfer } = dataOf(await send({ dossierCode })).sendToIdesk;
    expect(transfer).toMatchObject({ state: 'FAILED', attempts: 1, lastError: 'iDesk knows no such account.' });
    counter.idesk.mood = 'willing';
    const change = (linked: string) =>
      counter.database
        .updateTable('officers')
        .set({ linked_sso_account: linked })
        .where('account', '=', igateAccount('hoa'))
        .execute();
    await change('dung@binhdinh.gov.vn');
    dataOf(await retry('quantri', transfer.id));
    expect(counter.idesk.drafts.get(transfer.id)?.body['ssoAccount']).toBe('dung@binhdinh.gov.vn');
    await change(ssoAccount('hoa'));
  });
});

describe('what can never arrive fails at once, with its reason', () => {
  const becomes = (code: string, status: 'WITHDRAWN' | 'RETURNED') =>
    counter.database.updateTable('dossiers').set({ status }).where('code', '=', code).execute();

  it.each(['WITHDRAWN', 'RETURNED'] as const)('a dossier that is %s meanwhile', async (status) => {
    const offered = await counter.idesk.offer(pdf('a.pdf', `ket qua ${status}`));
    const codes = [await receiveAndAssign(counter), await receiveAndAssign(counter)] as const;
    counter.idesk.mood = 'down';
    const sent = dataOf(await send({ dossierCode: codes[0] })).sendToIdesk.transfer;
    const attached = dataOf(await attach({ dossierCode: codes[1], fileIds: [offered.id] })).attachResults.transfer;
    for (const code of codes) await becomes(code, status);
    counter.idesk.mood = 'willing';
    for (const { id } of [sent, attached]) {
      expect(await inState(id, 'FAILED')).toMatchObject({
        lastError: expect.stringContaining('was withdrawn, rejected'),
      });
    }
    expect((await transferOf(sent.id))?.dossier.ideskState).toBe('SEND_FAILED');
    expect(counter.idesk.drafts.has(sent.id)).toBe(false);
  });

  it('but not what had arrived before the dossier ended, though the answer was lost', async () => {
    counter.idesk.mood = 'mute';
    const dossierCode = await receiveAndAssign(counter);
    const { transfer } = dataOf(await send({ dossierCode })).sendToIdesk;
    expect(transfer).toMatchObject({ state: 'PENDING', attempts: 1 });
    await becomes(dossierCode, 'WITHDRAWN');
    counter.idesk.mood = 'willing';
    expect(await inState(transfer.id, 'DELIVERED')).toMatchObject({ dossier: { ideskState: 'DRAFTING' } });
  });

  it('a document that is recalled meanwhile, in iDesk’s words', async () => {
    const offered = await counter.idesk.offer(pdf('a.pdf', 'thu hoi'));
    const dossierCode = await receiveAndAssign(counter);
    counter.idesk.mood = 'down';
    const { id } = dataOf(await attach({ dossierCode, fileIds: [offered.id] })).attachResults.transfer;
    counter.idesk.mood = { code: 'DOCUMENT_NOT_ISSUED', message: { vi: 'Đã thu hồi.', en: 'It was recalled.' } };
    expect(await inState(id, 'FAILED')).toMatchObject({ lastError: 'It was recalled.' });
  });

  it('a file that iDesk has lost', async () => {
    const offered = await counter.idesk.offer(pdf('a.pdf', 'mat tep'));
    counter.idesk.lose(offered.id);
    const dossierCode = await receiveAndAssign(counter);
    const { transfer } = dataOf(await attach({ dossierCode, fileIds: [offered.id] })).attachResults;
    expect(transfer).toMatchObject({ state: 'FAILED', attempts: 1, lastError: expect.stringContaining('not there') });
  });

  it('a file that iGate has lost: whoever pulls it is told so for good, by its name', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const { id } = dataOf(await send({ dossierCode, uploads: [pdf('đơn.pdf', 'se mat')] })).sendToIdesk.transfer;
    const [file] = await counter.database
      .selectFrom('transfer_files')
      .select('sha256')
      .where('transfer_id', '=', id)
      .execute();
    const digest = file?.sha256 ?? '';
    await rm(join(counter.folder, 'kept', digest.slice(0, 2), digest));
    const answer = await fetch(`${counter.url}/peer/transfers/${id}/files/${digest}`, {
      headers: { authorization: 'Bearer service:idesk' },
    });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 422,
      body: { code: 'NOT_FOUND', message: { vi: expect.stringContaining('“đơn.pdf”') } },
    });
  });
});

describe('the same send again, without an idempotency key', () => {
  const idOf = async (input: Record<string, unknown>) => dataOf(await send(input)).sendToIdesk.transfer.id;

  it('within ten seconds is a second click: the same transfer, one entry, though fifty come at once', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const input = () => ({ dossierCode, subject: 'Gửi', uploads: [pdf('a.pdf', 'mot'), pdf('b.pdf', 'hai')] });
    const ids = new Set(await Promise.all(Array.from({ length: 50 }, () => idOf(input()))));
    expect(ids.size).toBe(1);
    expect(await entriesOf(dossierCode, 'SEND_TO_IDESK')).toHaveLength(1);
    expect([...counter.idesk.drafts.values()].filter(({ body }) => body['dossierCode'] === dossierCode)).toHaveLength(
      1,
    );
  });

  it('is another send where subject or content differ, under a key of its own, or ten seconds later', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const input = { dossierCode, subject: 'Gửi', uploads: [pdf('a.pdf', 'mot')] };
    const ids = [
      await idOf(input),
      await idOf({ ...input, subject: 'Gửi lại' }),
      await idOf({ ...input, uploads: [pdf('a.pdf', 'hai')] }),
      await idOf({ ...input, uploads: [] }),
      await idOf({ ...input, idempotencyKey: crypto.randomUUID() }),
    ];
    const { now } = counter.clock;
    counter.clock.now = new Date(now.getTime() + 10_001);
    ids.push(await idOf(input));
    counter.clock.now = now;
    expect(new Set(ids).size).toBe(6);
    expect(await entriesOf(dossierCode, 'SEND_TO_IDESK')).toHaveLength(6);
  });

  it('is another send where the first one failed', async () => {
    counter.idesk.mood = { code: 'NOT_FOUND', message: { vi: 'Không có.', en: 'No such account.' } };
    const dossierCode = await receiveAndAssign(counter);
    const first = await idOf({ dossierCode });
    counter.idesk.mood = 'willing';
    expect(await idOf({ dossierCode })).not.toBe(first);
  });
});
