import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { account, draftIn, issue, issuedFromIgate, newDossierCode, openDesk, send, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.igate.mood = 'willing';
});

const bytesOf = async (name: string, text: string): Promise<Buffer> => Buffer.from(await pdf(name, text).arrayBuffer());

async function offer(name: string, text = name) {
  return desk.igate.offer(name, await bytesOf(name, text));
}

interface Push {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly files: readonly { readonly id: string }[];
}

const push = (who: string, input: Record<string, unknown>) =>
  desk.ask<{ pushResultsToIgate: { push: Push; document: { pushes: Push[] } } }>(
    who,
    `mutation ($input: PushResultsToIgateInput!) { pushResultsToIgate(input: $input) {
      push { id state attempts lastError files { id } } document { pushes { id } }
    } }`,
    { input },
  );

const pushesOf = async (id: string): Promise<Push[]> => {
  const query = 'query ($id: ID!) { issuedDocument(id: $id) { pushes { id state attempts lastError } } }';
  return (await desk.get<{ issuedDocument: { pushes: Push[] } }>('hoant', query, { id })).issuedDocument.pushes;
};

describe('results that are pushed to iGate', () => {
  const issued = async (names: readonly string[] = ['a.pdf', 'b.pdf']) => {
    const dossierCode = newDossierCode();
    const files = [];
    for (const name of names) files.push(await offer(name, `${name} ${dossierCode}`));
    return { dossierCode, document: await issuedFromIgate(desk, dossierCode, files) };
  };

  it.each(['hoant', 'vanthu'])('arrive at once, with all files, pushed by %s', async (who) => {
    const { dossierCode, document } = await issued();
    const { push: pushed } = dataOf(await push(who, { documentId: document.id })).pushResultsToIgate;
    expect(pushed).toMatchObject({ state: 'DELIVERED', attempts: 1, lastError: null });
    expect(pushed.files.map(({ id }) => id)).toEqual(document.files.map(({ id }) => id));
    expect(desk.igate.pushes.at(-1)).toMatchObject({
      id: pushed.id,
      authorization: 'Bearer idesk-service-token',
      body: {
        dossierCode,
        requestedBy: account(who),
        requestedAt: desk.clock.now.toISOString(),
        documentId: document.id,
        symbol: document.symbol,
        files: document.files,
      },
    });
  });

  it('can be some of the files', async () => {
    const { document } = await issued();
    const fileIds = [document.files[1]?.id];
    const { push: pushed } = dataOf(await push('vanthu', { documentId: document.id, fileIds })).pushResultsToIgate;
    expect(pushed.files.map(({ id }) => id)).toEqual(fileIds);
  });

  it('are refused, with nothing recorded, where there is nothing to push', async () => {
    const { document } = await issued();
    const foreign = await issued();
    expect(
      refusalOf(await push('vanthu', { documentId: document.id, fileIds: [foreign.document.files[0]?.id] })).code,
    ).toBe('BAD_USER_INPUT');
    expect(refusalOf(await push('vanthu', { documentId: document.id, fileIds: [] })).code).toBe('BAD_USER_INPUT');
    expect(refusalOf(await push('lanhdao', { documentId: document.id })).code).toBe('FORBIDDEN');
    expect(refusalOf(await push('dongnghiep', { documentId: document.id })).code).toBe('NOT_FOUND');
    expect(refusalOf(await push('vanthu', { documentId: 'nonsense' })).code).toBe('NOT_FOUND');
    const own = dataOf(await issue(desk, await draftIn(desk, 'SIGNED', { files: [pdf('a.pdf', 'own')] }))).issueDocument
      .document;
    expect(refusalOf(await push('vanthu', { documentId: own.id })).code).toBe('BAD_USER_INPUT');
    expect(await pushesOf(document.id)).toEqual([]);
  });

  it('are refused while the document is a draft, and once it is recalled', async () => {
    const { body } = await send(desk, randomUUID(), {
      dossierCode: newDossierCode(),
      subject: 'x',
      files: [await offer('a.pdf')],
    });
    expect(refusalOf(await push('hoant', { documentId: body['documentId'] })).code).toBe('DOCUMENT_NOT_ISSUED');
    const { document } = await issued();
    await desk.get(
      'vanthu',
      'mutation ($id: ID!) { recallDocument(input: { documentId: $id, reason: "x" }) { document { id } } }',
      { id: document.id },
    );
    expect(refusalOf(await push('hoant', { documentId: document.id })).code).toBe('WRONG_STEP');
  });

  it('answer the same under the same key, and refuse the key for anything else', async () => {
    const { document } = await issued();
    const input = { documentId: document.id, idempotencyKey: randomUUID() };
    const answers = await Promise.all([push('vanthu', input), push('vanthu', input)]);
    answers.push(await push('vanthu', input));
    expect(new Set(answers.map((answer) => dataOf(answer).pushResultsToIgate.push.id)).size).toBe(1);
    expect(refusalOf(await push('vanthu', { ...input, fileIds: [document.files[0]?.id] })).code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect(await pushesOf(document.id)).toHaveLength(1);
  });

  it('stay under way while iGate is down, are found by a second click, and arrive when it is back', async () => {
    const { document } = await issued();
    desk.igate.mood = 'down';
    const first = dataOf(await push('vanthu', { documentId: document.id })).pushResultsToIgate.push;
    expect(first).toMatchObject({
      state: 'PENDING',
      lastError: expect.stringContaining('does not answer'),
    });
    expect(dataOf(await push('vanthu', { documentId: document.id })).pushResultsToIgate.push.id).toBe(first.id);
    desk.igate.mood = 'willing';
    await expect
      .poll(() => pushesOf(document.id), { timeout: 15_000 })
      .toMatchObject([{ id: first.id, state: 'DELIVERED', lastError: null }]);
  });

  it('fail with iGate’s own sentence where it refuses them for good', async () => {
    const { document } = await issued();
    desk.igate.mood = { code: 'WRONG_STEP', message: { vi: 'Hồ sơ đã trả.', en: 'The dossier has been returned.' } };
    expect(dataOf(await push('vanthu', { documentId: document.id })).pushResultsToIgate.push).toMatchObject({
      state: 'FAILED',
      lastError: 'The dossier has been returned.',
    });
  });

  it('fail where the document is recalled while they wait', async () => {
    const { document } = await issued();
    desk.igate.mood = 'down';
    const { id } = dataOf(await push('vanthu', { documentId: document.id })).pushResultsToIgate.push;
    await desk.get(
      'vanthu',
      'mutation ($id: ID!) { recallDocument(input: { documentId: $id, reason: "x" }) { document { id } } }',
      { id: document.id },
    );
    desk.igate.mood = 'willing';
    await expect
      .poll(() => pushesOf(document.id), { timeout: 10_000 })
      .toMatchObject([{ id, state: 'FAILED', lastError: expect.stringContaining('recalled') }]);
    expect(desk.igate.pushes.map((one) => one.id)).not.toContain(id);
  });

  it('fail when every attempt has failed, with the number of attempts, and can then be pushed anew', async () => {
    const { document } = await issued();
    desk.igate.mood = 'failing';
    const { id } = dataOf(await push('vanthu', { documentId: document.id })).pushResultsToIgate.push;
    await expect
      .poll(() => pushesOf(document.id), { timeout: 15_000 })
      .toMatchObject([{ id, state: 'FAILED', attempts: 3, lastError: expect.stringContaining('tried 3 times') }]);
    desk.igate.mood = 'willing';
    const again = dataOf(await push('vanthu', { documentId: document.id })).pushResultsToIgate.push;
    expect(again).toMatchObject({ state: 'DELIVERED', lastError: null });
    expect(again.id).not.toBe(id);
  });

  it('are the same push when the same files are pushed again within ten seconds, though many come at once', async () => {
    const { document } = await issued();
    const pushIt = async (input: Record<string, unknown> = {}, who = 'vanthu') =>
      dataOf(await push(who, { documentId: document.id, ...input })).pushResultsToIgate.push.id;
    const ids = new Set(await Promise.all(Array.from({ length: 20 }, () => pushIt())));
    expect(ids.size).toBe(1);
    ids.add(await pushIt({ fileIds: [document.files[1]?.id, document.files[0]?.id] }));
    expect(ids.size).toBe(1);
    ids.add(await pushIt({ fileIds: [document.files[0]?.id] }));
    ids.add(await pushIt({}, 'hoant'));
    const { now } = desk.clock;
    desk.clock.now = new Date(now.getTime() + 10_001);
    ids.add(await pushIt());
    desk.clock.now = now;
    expect(ids.size).toBe(4);
    expect(await pushesOf(document.id)).toHaveLength(4);
  });
});
