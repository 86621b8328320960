import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import {
  auditOf,
  complete,
  eventually,
  igateAccount,
  openCounter,
  receive,
  receiveAndAssign,
  ssoAccount,
  type Counter,
} from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());
beforeEach(() => {
  counter.idesk.mood = 'willing';
});

interface Attached {
  readonly attachResults: {
    readonly transfer: { readonly id: string; readonly state: string };
    readonly attachments: readonly { readonly id: string; readonly sha256: string }[];
  };
}
const attaching = `mutation ($input: AttachResultsInput!) {
  attachResults(input: $input) {
    transfer { id kind state files { name sha256 } }
    attachments { id kind name sha256 sourceFile { id } uploadedBy { account } }
    dossier { resultFiles { id } }
  }
}`;
const attach = (input: Record<string, unknown>, who = 'hoa') => counter.ask<Attached>(who, attaching, { input });

interface ResultFile {
  readonly id: string;
  readonly sha256: string;
  readonly downloadUrl: string;
  readonly sourceFile: { readonly id: string };
}
const resultsOf = async (code: string): Promise<readonly ResultFile[]> => {
  const query = `query ($code: DossierCode!) {
    dossier(code: $code) { resultFiles { id sha256 downloadUrl sourceFile { id } uploadedBy { account } step { kind } } }
  }`;
  return (await counter.get<{ dossier: { resultFiles: ResultFile[] } }>('motcua', query, { code })).dossier.resultFiles;
};
const bytesOf = async (file: ResultFile | undefined) =>
  Buffer.from(await (await fetch(`${counter.url}${file?.downloadUrl}`)).arrayBuffer());

const entriesOf = async (code: string, action: string) =>
  (await auditOf(counter, code)).filter((entry) => entry.action === action);

describe('results are pulled from iDesk', () => {
  it('byte by byte, with their source, and recorded once', async () => {
    const document = pdf('thông báo 398.pdf', 'ket qua');
    const offered = await counter.idesk.offer(document);
    const dossierCode = await receiveAndAssign(counter);
    const { attachResults } = dataOf(await attach({ dossierCode, fileIds: [offered.id] }));
    expect(attachResults).toMatchObject({
      transfer: {
        kind: 'ATTACH_RESULTS',
        state: 'DELIVERED',
        files: [{ name: 'thông báo 398.pdf', sha256: offered.sha256 }],
      },
      attachments: [
        { kind: 'RESULT', name: 'thông báo 398.pdf', sha256: offered.sha256, sourceFile: { id: offered.id } },
      ],
    });
    const results = await resultsOf(dossierCode);
    expect(results).toMatchObject([
      { uploadedBy: { account: igateAccount('hoa') }, step: { kind: 'PROCESSING' }, sourceFile: { id: offered.id } },
    ]);
    expect(await bytesOf(results[0])).toEqual(Buffer.from(await document.arrayBuffer()));
    expect(await entriesOf(dossierCode, 'ATTACH_RESULTS')).toMatchObject([
      { outcome: 'DONE', details: 'Files: thông báo 398.pdf' },
    ]);
  });

  it('twice without effect: the same transfer, no new entry', async () => {
    const offered = await counter.idesk.offer(pdf('a.pdf', 'hai lan'));
    const dossierCode = await receiveAndAssign(counter);
    const first = dataOf(await attach({ dossierCode, fileIds: [offered.id] })).attachResults;
    const again = dataOf(await attach({ dossierCode, fileIds: [offered.id] })).attachResults;
    expect(again.transfer.id).toBe(first.transfer.id);
    expect(again.attachments).toEqual(first.attachments);
    expect(await resultsOf(dossierCode)).toHaveLength(1);
    expect(await entriesOf(dossierCode, 'ATTACH_RESULTS')).toHaveLength(1);
  });

  it('once, though twenty ask for them at once', async () => {
    const offered = await counter.idesk.offer(pdf('b.pdf', 'hai muoi'));
    const dossierCode = await receiveAndAssign(counter);
    const answers = await Promise.all(Array.from({ length: 20 }, () => attach({ dossierCode, fileIds: [offered.id] })));
    expect(new Set(answers.map((answer) => dataOf(answer).attachResults.transfer.id)).size).toBe(1);
    expect(await resultsOf(dossierCode)).toHaveLength(1);
    expect(await entriesOf(dossierCode, 'ATTACH_RESULTS')).toHaveLength(1);
  });

  it('in part: files that are there already stay, the others come', async () => {
    const [one, two] = [await counter.idesk.offer(pdf('1.pdf', 'mot')), await counter.idesk.offer(pdf('2.pdf', 'hai'))];
    const dossierCode = await receiveAndAssign(counter);
    dataOf(await attach({ dossierCode, fileIds: [one.id] }));
    const { attachments } = dataOf(await attach({ dossierCode, fileIds: [one.id, two.id] })).attachResults;
    expect(attachments).toHaveLength(2);
    expect(await resultsOf(dossierCode)).toHaveLength(2);
  });

  it('by the assignee from processing on, by the counter from result intake on, by nobody after the return', async () => {
    const offered = await counter.idesk.offer(pdf('c.pdf', 'buoc'));
    const dossierCode = await receiveAndAssign(counter);
    const fileIds = [offered.id];
    expect(refusalOf(await attach({ dossierCode, fileIds }, 'motcua')).code).toBe('WRONG_STEP');
    expect(refusalOf(await attach({ dossierCode, fileIds }, 'truongphong')).code).toBe('FORBIDDEN');
    dataOf(await complete(counter, 'hoa', dossierCode));
    dataOf(await attach({ dossierCode, fileIds }, 'motcua'));
    dataOf(await complete(counter, 'motcua', dossierCode));
    dataOf(await attach({ dossierCode, fileIds }));
    dataOf(await complete(counter, 'motcua', dossierCode));
    expect(refusalOf(await attach({ dossierCode, fileIds }, 'motcua')).code).toBe('WRONG_STEP');
  });

  it('not at all where iDesk refuses: the officer reads why, and nothing is recorded', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const fileIds = [crypto.randomUUID()];
    expect(refusalOf(await attach({ dossierCode, fileIds }))).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no such file.',
    });
    counter.idesk.mood = { code: 'DOCUMENT_NOT_ISSUED', message: { vi: 'Chưa ban hành.', en: 'Not issued.' } };
    expect(refusalOf(await attach({ dossierCode, fileIds })).code).toBe('DOCUMENT_NOT_ISSUED');
    expect(refusalOf(await attach({ dossierCode, fileIds: [] })).code).toBe('BAD_USER_INPUT');
    expect(await entriesOf(dossierCode, 'ATTACH_RESULTS')).toEqual([]);
  });

  it('later where iDesk is down, without asking twice', async () => {
    const offered = await counter.idesk.offer(pdf('d.pdf', 'sau'));
    const dossierCode = await receiveAndAssign(counter);
    counter.idesk.mood = 'down';
    const input = { dossierCode, fileIds: [offered.id] };
    const first = dataOf(await attach(input)).attachResults;
    expect(first).toMatchObject({ transfer: { state: 'PENDING' }, attachments: [] });
    expect(dataOf(await attach(input)).attachResults.transfer.id).toBe(first.transfer.id);
    counter.idesk.mood = 'willing';
    expect(
      await eventually(
        () => resultsOf(dossierCode),
        (results) => results.length > 0,
      ),
    ).toHaveLength(1);
    expect(await entriesOf(dossierCode, 'ATTACH_RESULTS')).toHaveLength(1);
  });

  it('once per idempotency key', async () => {
    const [one, two] = [
      await counter.idesk.offer(pdf('1.pdf', 'khoa mot')),
      await counter.idesk.offer(pdf('2.pdf', 'khoa hai')),
    ];
    const dossierCode = await receiveAndAssign(counter);
    const input = { dossierCode, fileIds: [one.id], idempotencyKey: 'lấy kết quả' };
    const { id } = dataOf(await attach(input)).attachResults.transfer;
    expect(dataOf(await attach(input)).attachResults.transfer.id).toBe(id);
    expect(refusalOf(await attach({ ...input, fileIds: [two.id] })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('results are pushed by iDesk', () => {
  const push = async (
    dossierCode: string,
    files: readonly object[],
    id: string = crypto.randomUUID(),
    more: object = {},
  ) => {
    const response = await fetch(`${counter.url}/peer/results/${id}`, {
      method: 'PUT',
      headers: { authorization: 'Bearer service:idesk', 'content-type': 'application/json' },
      body: JSON.stringify({
        dossierCode,
        requestedBy: ssoAccount('hoa'),
        requestedAt: '2026-11-23T01:00:00Z',
        documentId: crypto.randomUUID(),
        symbol: '398/TB-STTTT',
        files,
        ...more,
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('byte by byte, as a delivered transfer, recorded once though they come five times at once', async () => {
    const document = pdf('quyết định.pdf', 'day sang');
    const offered = await counter.idesk.offer(document);
    const dossierCode = await receiveAndAssign(counter);
    const id = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => push(dossierCode, [offered], id)));
    for (const answer of answers) expect(answer).toEqual({ status: 200, body: { transferId: id } });
    const results = await resultsOf(dossierCode);
    expect(results).toMatchObject([{ sourceFile: { id: offered.id }, uploadedBy: { account: igateAccount('hoa') } }]);
    expect(await bytesOf(results[0])).toEqual(Buffer.from(await document.arrayBuffer()));
    expect(await entriesOf(dossierCode, 'RECEIVE_PUSHED_RESULTS')).toMatchObject([
      { outcome: 'DONE', officer: { account: igateAccount('hoa') } },
    ]);
    const query = 'query ($code: DossierCode!) { dossier(code: $code) { transfers { id kind state files { name } } } }';
    expect(await counter.get('hoa', query, { code: dossierCode })).toEqual({
      dossier: { transfers: [{ id, kind: 'PUSH_RESULTS', state: 'DELIVERED', files: [{ name: 'quyết định.pdf' }] }] },
    });
  });

  it('end as the same results whether pulled, pushed, or both', async () => {
    const offered = await counter.idesk.offer(pdf('e.pdf', 'ca hai'));
    const dossierCode = await receiveAndAssign(counter);
    dataOf(await attach({ dossierCode, fileIds: [offered.id] }));
    expect((await push(dossierCode, [offered])).status).toBe(200);
    expect(await resultsOf(dossierCode)).toHaveLength(1);
  });

  it('though the document is recalled before iDesk hears that they arrived; but not where they had not', async () => {
    const offered = await counter.idesk.offer(pdf('g.pdf', 'thu hoi'));
    const dossierCode = await receiveAndAssign(counter);
    const [arrived, late] = [crypto.randomUUID(), crypto.randomUUID()];
    expect((await push(dossierCode, [offered], arrived)).status).toBe(200);
    const recalled = { recalled: true };
    expect(await push(dossierCode, [offered], arrived, recalled)).toEqual({
      status: 200,
      body: { transferId: arrived },
    });
    const refusal = { status: 422, body: { code: 'DOCUMENT_NOT_ISSUED' } };
    expect(await push(dossierCode, [offered], late, recalled)).toMatchObject(refusal);
    // An attempt from before the recall that was held up on the way comes too late.
    expect(await push(dossierCode, [offered], late)).toMatchObject(refusal);
    expect(await push(dossierCode, [offered], late, recalled)).toMatchObject(refusal);
    expect(await entriesOf(dossierCode, 'RECEIVE_PUSHED_RESULTS')).toHaveLength(1);
  });

  it('not to a dossier that takes none, that is not there, or whose bytes are not the announced ones', async () => {
    const offered = await counter.idesk.offer(pdf('f.pdf', 'khong nhan'));
    const early = await receive(counter);
    expect(await push(early, [offered])).toMatchObject({ status: 422, body: { code: 'WRONG_STEP' } });
    const unknown = '000.00.13.H08-210805-9999';
    expect(await push(unknown, [offered])).toMatchObject({ status: 422, body: { code: 'NOT_FOUND' } });
    const dossierCode = await receiveAndAssign(counter);
    const garbled = { ...offered, sha256: 'a'.repeat(64) };
    expect((await push(dossierCode, [garbled])).status).toBe(500);
    expect(await push(dossierCode, [{ ...offered, size: -1 }])).toMatchObject({
      status: 422,
      body: { code: 'BAD_USER_INPUT' },
    });
    expect(await resultsOf(dossierCode)).toEqual([]);
  });
});
