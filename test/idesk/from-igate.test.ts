import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { account, carryTo, issue, issuedFromIgate, newDossierCode, openDesk, send, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const bytesOf = async (name: string, text: string): Promise<Buffer> => Buffer.from(await pdf(name, text).arrayBuffer());

async function offer(name: string, text = name) {
  return desk.igate.offer(name, await bytesOf(name, text));
}

describe('a dossier that iGate sends', () => {
  it('becomes a draft of its officer, with subject, code and the same bytes', async () => {
    const dossierCode = newDossierCode();
    const file = await offer('Tờ khai.pdf');
    const transferId = randomUUID();
    const { status, body } = await send(desk, transferId, { dossierCode, subject: 'V/v cấp phép', files: [file] });
    expect({ status, body }).toEqual({
      status: 200,
      body: { documentId: body['documentId'], state: 'DRAFTING', version: 1 },
    });
    const seen = await desk.get<{ myDesk: { drafts: { edges: { node: object }[] } } }>(
      'hoant',
      `{ myDesk { drafts(first: 1) { edges { node {
        id subject dossierCode dossier { code } createdBy { ssoAccount } files { name mediaType size sha256 }
      } } } } }`,
    );
    expect(seen.myDesk.drafts.edges[0]?.node).toEqual({
      id: body['documentId'],
      subject: 'V/v cấp phép',
      dossierCode,
      dossier: { code: dossierCode },
      createdBy: { ssoAccount: account('hoant') },
      files: [file],
    });
  });

  it('becomes one draft, however often and at once it comes', async () => {
    const dossierCode = newDossierCode();
    const transferId = randomUUID();
    const sent = { dossierCode, subject: 'x', files: [await offer('a.pdf')] };
    const answers = await Promise.all([1, 2, 3].map(() => send(desk, transferId, sent)));
    answers.push(await send(desk, transferId, sent));
    expect(new Set(answers.map(({ body }) => body['documentId'])).size).toBe(1);
    const { _entities } = await desk.get<{ _entities: { drafts: object[] }[] }>(
      'hoant',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dossier { drafts { id } } } }',
      { r: [{ __typename: 'Dossier', code: dossierCode }] },
    );
    expect(_entities[0]?.drafts).toEqual([{ id: answers[0]?.body['documentId'] }]);
  });

  it('is refused for good where nobody here has the account, and nothing is kept of it', async () => {
    const dossierCode = newDossierCode();
    const { status, body } = await send(desk, randomUUID(), {
      dossierCode,
      subject: 'x',
      ssoAccount: 'hoant@sttt.binhdinh.gov.vn',
    });
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'NOT_FOUND' });
    expect(body['message']).toEqual({
      vi: expect.stringContaining('hoant@sttt'),
      en: expect.stringContaining('hoant@sttt'),
    });
    expect((await send(desk, randomUUID(), { dossierCode, subject: 'x', ssoAccount: account('vanthu') })).status).toBe(
      422,
    );
  });

  it('is refused for good where it ended on the way, unless it had been taken in before', async () => {
    const sent = { dossierCode: newDossierCode(), subject: 'x' };
    expect(await send(desk, randomUUID(), { ...sent, dossierHasEnded: true })).toMatchObject({
      status: 422,
      body: { code: 'WRONG_STEP', message: { en: expect.stringContaining('withdrawn, rejected or returned') } },
    });
    const transferId = randomUUID();
    const first = await send(desk, transferId, sent);
    expect(await send(desk, transferId, { ...sent, dossierHasEnded: true })).toEqual(first);
  });

  it('is refused for good where iGate has lost a file of it, and nothing is kept of it', async () => {
    const file = await offer('a.pdf', 'to be lost');
    desk.igate.files.delete(file.sha256);
    const sent = { dossierCode: newDossierCode(), subject: 'x', files: [file] };
    expect(await send(desk, randomUUID(), sent)).toMatchObject({
      status: 422,
      body: { code: 'NOT_FOUND', message: { en: expect.stringContaining('not there any more') } },
    });
  });

  it('is asked for again where its bytes are not the announced ones', async () => {
    const file = await offer('a.pdf', 'genuine');
    desk.igate.files.set(file.sha256, await bytesOf('a.pdf', 'garbled'));
    const transferId = randomUUID();
    const sent = { dossierCode: newDossierCode(), subject: 'x', files: [file] };
    expect((await send(desk, transferId, sent)).status).toBe(500);
    desk.igate.files.set(file.sha256, await bytesOf('a.pdf', 'genuine'));
    expect((await send(desk, transferId, sent)).status).toBe(200);
  });

  it.each([
    ['without a code', { dossierCode: 'x' }],
    [
      'with a file of no size',
      { files: [{ name: 'a.pdf', mediaType: 'application/pdf', size: 0, sha256: 'a'.repeat(64) }] },
    ],
    [
      'with a file without digest',
      { files: [{ name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: '../..' }] },
    ],
  ])('is refused for good %s', async (_what, wrong) => {
    const { status, body } = await send(desk, randomUUID(), { dossierCode: newDossierCode(), subject: 'x', ...wrong });
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'BAD_USER_INPUT' });
  });

  it.each([
    ['sso:hoant@binhdinh.gov.vn', 403],
    ['service:somebody', 403],
    ['nonsense', 401],
  ])('is not taken from %s', async (token, status) => {
    const answer = await send(desk, randomUUID(), { dossierCode: newDossierCode(), subject: 'x' }, token);
    expect(answer.status).toBe(status);
  });

  it('lets iGate know every state that its draft comes into, in order', async () => {
    const dossierCode = newDossierCode();
    const transferId = randomUUID();
    const { body } = await send(desk, transferId, { dossierCode, subject: 'x' });
    const draft = { id: String(body['documentId']), version: 1, state: 'DRAFTING' };
    const document = dataOf(await issue(desk, await carryTo(desk, draft, 'SIGNED'))).issueDocument.document;
    await desk.get(
      'vanthu',
      'mutation ($id: ID!) { archiveDocument(input: { documentId: $id }) { document { id } } }',
      { id: document.id },
    );
    await desk.get(
      'vanthu',
      'mutation ($id: ID!) { recallDocument(input: { documentId: $id, reason: "Sai số liệu" }) { document { id } } }',
      { id: document.id },
    );
    const told = () => desk.igate.states.filter(({ body: state }) => state['transferId'] === transferId);
    await expect.poll(() => told().length).toBe(5);
    expect(
      told()
        .map(({ body: { state, version } }) => [state, version])
        .toSorted((a, b) => Number(a[1]) - Number(b[1])),
    ).toEqual([
      ['SUBMITTED', 2],
      ['APPROVED', 3],
      ['SIGNED', 4],
      ['ISSUED', 5],
      ['RECALLED', 7],
    ]);
    expect(told()[0]).toMatchObject({
      authorization: 'Bearer idesk-service-token',
      body: { documentId: document.id, dossierCode, at: desk.clock.now.toISOString() },
    });
    const step = (kind: string, who: string, version: number) => {
      return { kind, officerName: `Cán bộ ${who}`, version, at: desk.clock.now.toISOString() };
    };
    const history = [
      step('SUBMITTED', 'hoant', 2),
      step('APPROVED', 'truongphong', 3),
      step('SIGNED', 'lanhdao', 4),
      step('ISSUED', 'vanthu', 5),
      step('RECALLED', 'vanthu', 7),
    ];
    // Each report repeats what came before it, so that none is missed where one is lost; and tells of nothing else.
    for (const { body: report } of told()) {
      expect(report['history']).toEqual(history.filter(({ version }) => version <= Number(report['version'])));
    }
  });
});

describe('files that iGate pulls', () => {
  const ask = async (body: object) => {
    const response = await fetch(`${desk.url}/peer/result-files`, {
      method: 'POST',
      headers: { authorization: 'Bearer service:igate', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('are listed with their document, and come byte for byte', async () => {
    const dossierCode = newDossierCode();
    const bytes = await bytesOf('Kết quả.pdf', 'the result');
    const document = await issuedFromIgate(desk, dossierCode, [desk.igate.offer('Kết quả.pdf', bytes)]);
    const [file] = document.files;
    const transferId = randomUUID();
    const { status, body } = await ask({ transferId, dossierCode, fileIds: [file?.id] });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        files: [
          {
            ...file,
            mediaType: 'application/pdf',
            size: bytes.length,
            documentId: document.id,
            symbol: document.symbol,
            issuedAt: desk.clock.now.toISOString(),
          },
        ],
      },
    });
    const response = await fetch(`${desk.url}/peer/files/${file?.id}`, {
      headers: { authorization: 'Bearer service:igate' },
    });
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), bytes)).toBe(0);
    const { _entities } = await desk.get<{ _entities: object[] }>(
      'hoant',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Transfer { draft { id } document { id } } } }',
      { r: [{ __typename: 'Transfer', id: transferId }] },
    );
    expect(_entities).toEqual([{ draft: { id: document.id }, document: { id: document.id } }]);
  });

  it('are refused for good where they are unknown, of another dossier, of a draft, or of a recalled document', async () => {
    const dossierCode = newDossierCode();
    const document = await issuedFromIgate(desk, dossierCode, [await offer('a.pdf')]);
    const fileId = document.files[0]?.id;
    expect(await ask({ dossierCode, fileIds: [randomUUID()] })).toMatchObject({
      status: 422,
      body: { code: 'NOT_FOUND' },
    });
    expect(await ask({ dossierCode, fileIds: ['nonsense'] })).toMatchObject({
      status: 422,
      body: { code: 'NOT_FOUND' },
    });
    expect(await ask({ dossierCode: newDossierCode(), fileIds: [fileId] })).toMatchObject({
      status: 422,
      body: { code: 'BAD_USER_INPUT' },
    });
    await desk.get(
      'vanthu',
      'mutation ($id: ID!) { recallDocument(input: { documentId: $id, reason: "x" }) { document { id } } }',
      { id: document.id },
    );
    expect(await ask({ dossierCode, fileIds: [fileId] })).toMatchObject({
      status: 422,
      body: { code: 'DOCUMENT_NOT_ISSUED' },
    });

    const other = newDossierCode();
    const { body } = await send(desk, randomUUID(), {
      dossierCode: other,
      subject: 'x',
      files: [await offer('b.pdf')],
    });
    const { draft } = await desk.get<{ draft: { files: { id: string }[] } }>(
      'hoant',
      'query ($id: ID!) { draft(id: $id) { files { id } } }',
      { id: body['documentId'] },
    );
    expect(await ask({ dossierCode: other, fileIds: [draft.files[0]?.id] })).toMatchObject({
      status: 422,
      body: { code: 'DOCUMENT_NOT_ISSUED' },
    });
    const bytes = await fetch(`${desk.url}/peer/files/${draft.files[0]?.id}`, {
      headers: { authorization: 'Bearer service:igate' },
    });
    expect(bytes.status).toBe(422);
  });
});
