import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import {
  assignment,
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

interface Sent {
  readonly sendToIdesk: {
    readonly transfer: { readonly id: string; readonly state: string; readonly lastError: string | null };
    readonly dossier: { readonly ideskState: string };
  };
}

const sending = `mutation ($input: SendToIdeskInput!) {
  sendToIdesk(input: $input) {
    transfer {
      id kind state subject attempts lastError deliveredAt requestedBy { account } files { name size sha256 } dossier { code }
    }
    dossier { ideskState }
  }
}`;
const send = (input: Record<string, unknown>, who = 'hoa') => counter.ask<Sent>(who, sending, { input });

const attachmentsOf = async (code: string) => {
  const query = 'query ($code: DossierCode!) { dossier(code: $code) { attachments { id name sha256 size kind } } }';
  const data = await counter.get<{
    dossier: { attachments: { id: string; name: string; sha256: string; size: number }[] };
  }>('hoa', query, { code });
  return data.dossier.attachments;
};

const transferOf = async (id: string) => {
  const query = '{ transfers(first: 500) { edges { node { id state attempts lastError dossier { ideskState } } } } }';
  const data = await counter.get<{
    transfers: {
      edges: { node: { id: string; state: string; attempts: number; lastError: string | null; dossier: object } }[];
    };
  }>('hoa', query);
  return data.transfers.edges.map((edge) => edge.node).find((node) => node.id === id);
};

const retry = (who: string, transferId: string) =>
  counter.ask<{ retryTransfer: { transfer: { state: string } } }>(
    who,
    'mutation ($input: RetryTransferInput!) { retryTransfer(input: $input) { transfer { id state } } }',
    { input: { transferId } },
  );

describe('a dossier is sent to iDesk', () => {
  it('with its code, the procedure’s name, chosen files and uploads, byte by byte; and nothing else', async () => {
    const component = pdf('tờ khai.pdf', 'thanh phan');
    const upload = pdf('phiếu trình số 1 (bản cuối).pdf', 'tu may tinh');
    const dossierCode = await receiveAndAssign(counter, { components: [component, pdf('không gửi.pdf', 'khac')] });
    const [chosen] = await attachmentsOf(dossierCode);
    const started = performance.now();
    const data = dataOf(await send({ dossierCode, attachmentIds: [chosen?.id, chosen?.id], uploads: [upload] }));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(data.sendToIdesk).toMatchObject({
      transfer: {
        kind: 'SEND_TO_IDESK',
        state: 'DELIVERED',
        subject: 'Cấp giấy phép bưu chính',
        attempts: 1,
        lastError: null,
        requestedBy: { account: igateAccount('hoa') },
        files: [{ name: 'tờ khai.pdf', sha256: chosen?.sha256 }, { name: 'phiếu trình số 1 (bản cuối).pdf' }],
        dossier: { code: dossierCode },
      },
      dossier: { ideskState: 'DRAFTING' },
    });
    const draft = counter.idesk.drafts.get(data.sendToIdesk.transfer.id);
    expect(Object.keys(draft?.body ?? {}).toSorted()).toEqual([
      'dossierCode',
      'dossierHasEnded',
      'dueAt',
      'dueRevision',
      'files',
      'heldSince',
      'requestedAt',
      'ssoAccount',
      'subject',
    ]);
    expect(draft?.body).toMatchObject({
      dossierCode,
      subject: 'Cấp giấy phép bưu chính',
      ssoAccount: ssoAccount('hoa'),
    });
    expect(draft?.files.get('tờ khai.pdf')).toEqual(Buffer.from(await component.arrayBuffer()));
    expect(draft?.files.get('phiếu trình số 1 (bản cuối).pdf')).toEqual(Buffer.from(await upload.arrayBuffer()));
    expect(await attachmentsOf(dossierCode)).toHaveLength(2);
  });

  it('is recorded once, with officer, subject and files', async () => {
    const dossierCode = await receiveAndAssign(counter);
    dataOf(await send({ dossierCode, subject: ' V/v thẩm định  ', uploads: [pdf('a.pdf', 'a')] }));
    const entries = (await auditOf(counter, dossierCode)).filter((entry) => entry.action === 'SEND_TO_IDESK');
    expect(entries).toMatchObject([
      { outcome: 'DONE', details: 'Subject: V/v thẩm định; Files: a.pdf', officer: { account: igateAccount('hoa') } },
    ]);
  });

  it('once per idempotency key, also when fifty come at once', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const input = { dossierCode, subject: 'Gửi một lần', idempotencyKey: 'bấm nhiều lần' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(input)));
    const ids = new Set(answers.map((answer) => dataOf(answer).sendToIdesk.transfer.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(counter.idesk.deliveries.filter((delivery) => delivery === id)).toHaveLength(1);
    expect((await auditOf(counter, dossierCode)).filter((entry) => entry.action === 'SEND_TO_IDESK')).toHaveLength(1);

    dataOf(await complete(counter, 'hoa', dossierCode));
    expect(dataOf(await send(input)).sendToIdesk.transfer).toMatchObject({ id, state: 'DELIVERED' });
    expect(refusalOf(await send({ ...input, subject: 'Khác' })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('with a key by which files are told apart by content', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const first = { dossierCode, uploads: [pdf('a.pdf', 'mot')], idempotencyKey: 'khóa nội dung' };
    const { id } = dataOf(await send(first)).sendToIdesk.transfer;
    expect(dataOf(await send(first)).sendToIdesk.transfer.id).toBe(id);
    expect(refusalOf(await send({ ...first, uploads: [pdf('a.pdf', 'hai')] })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('sending is refused', () => {
  it('to those who are not the assignee, and out of step', async () => {
    const dossierCode = await receiveAndAssign(counter);
    for (const who of ['motcua', 'truongphong', 'lanhdao', 'vanthu']) {
      expect(refusalOf(await send({ dossierCode }, who)).code).toBe('FORBIDDEN');
    }
    expect(refusalOf(await send({ dossierCode }, 'dongnghiep')).code).toBe('NOT_FOUND');
    dataOf(await complete(counter, 'hoa', dossierCode));
    expect(refusalOf(await send({ dossierCode })).code).toBe('WRONG_STEP');
    expect(counter.idesk.deliveries).not.toContain(dossierCode);
  });

  it('for files that are not the dossier’s', async () => {
    const other = await receiveAndAssign(counter, { components: [pdf('khác.pdf', 'khac')] });
    const [foreign] = await attachmentsOf(other);
    const dossierCode = await receiveAndAssign(counter);
    for (const id of [foreign?.id, 'không phải mã', '0198f000-0000-7000-8000-000000000000']) {
      expect(refusalOf(await send({ dossierCode, attachmentIds: [id] })).code).toBe('BAD_USER_INPUT');
    }
    expect((await auditOf(counter, dossierCode)).map((entry) => entry.action)).toEqual(['RECEIVE', 'ASSIGN']);
  });

  it('to an officer without a linked SSO account, with the way out', async () => {
    const dossierCode = await receive(counter);
    await counter.get('truongphong', assignment, { input: { dossierCode, assignee: igateAccount('chualienket') } });
    const { signIn } = await counter.get<{ signIn: { accessToken: string } }>(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
      { input: { account: igateAccount('chualienket'), password: 'mật khẩu của tôi' } },
    );
    expect(refusalOf(await send({ dossierCode }, signIn.accessToken))).toMatchObject({
      code: 'SSO_ACCOUNT_NOT_LINKED',
      message: expect.stringContaining('linkSsoAccount'),
    });
  });
});

describe('a crossing is visible at every moment', () => {
  it('pending while iDesk is down, delivered when it is back', async () => {
    counter.idesk.mood = 'down';
    const dossierCode = await receiveAndAssign(counter);
    const { sendToIdesk: sent } = dataOf(await send({ dossierCode }));
    expect(sent).toMatchObject({ transfer: { state: 'PENDING' }, dossier: { ideskState: 'SENDING' } });
    await eventually(
      () => transferOf(sent.transfer.id),
      (transfer) => (transfer?.attempts ?? 0) > 0,
    );
    expect((await transferOf(sent.transfer.id))?.lastError).toContain('tried again');
    counter.idesk.mood = 'willing';
    const delivered = await eventually(
      () => transferOf(sent.transfer.id),
      (transfer) => transfer?.state === 'DELIVERED',
    );
    expect(delivered).toMatchObject({ attempts: 2, lastError: null, dossier: { ideskState: 'DRAFTING' } });
  });

  it('failed when every attempt has failed, until somebody puts it back in line', async () => {
    counter.idesk.mood = 'failing';
    const dossierCode = await receiveAndAssign(counter);
    const { id } = dataOf(await send({ dossierCode })).sendToIdesk.transfer;
    const failed = await eventually(
      () => transferOf(id),
      (transfer) => transfer?.state === 'FAILED',
    );
    expect(failed).toMatchObject({
      attempts: 2,
      lastError: expect.stringContaining('tried 2 times'),
      dossier: { ideskState: 'SEND_FAILED' },
    });

    expect(refusalOf(await retry('truongphong', id)).code).toBe('FORBIDDEN');
    expect(refusalOf(await retry('chuyenvien2', id)).code).toBe('NOT_FOUND');
    counter.idesk.mood = 'willing';
    dataOf(await retry('quantri', id));
    const delivered = await eventually(
      () => transferOf(id),
      (transfer) => transfer?.state === 'DELIVERED',
    );
    expect(delivered).toMatchObject({ lastError: null, dossier: { ideskState: 'DRAFTING' } });
    expect(refusalOf(await retry('quantri', id)).code).toBe('WRONG_STEP');
    const retries = (await auditOf(counter, dossierCode)).filter((entry) => entry.action === 'RETRY_TRANSFER');
    expect(retries.map((entry) => entry.outcome)).toEqual(['REFUSED', 'DONE']);
  });

  it('failed at once where iDesk refuses for good, in iDesk’s words', async () => {
    counter.idesk.mood = {
      code: 'NOT_FOUND',
      message: { vi: 'iDesk không có tài khoản này.', en: 'No such account.' },
    };
    const dossierCode = await receiveAndAssign(counter);
    const { sendToIdesk: sent } = dataOf(await send({ dossierCode }));
    expect(sent).toMatchObject({
      transfer: { state: 'FAILED', attempts: 1, lastError: 'No such account.' },
      dossier: { ideskState: 'SEND_FAILED' },
    });
  });

  it('in the administrator’s list, where a dossier is a code and nothing more', async () => {
    const list = (fields: string) => `{ transfers(filter: { kinds: [SEND_TO_IDESK] }, first: 1) {
      totalCount edges { node { dossier { ${fields} } } } } }`;
    const data = await counter.get<{
      transfers: { totalCount: number; edges: { node: { dossier: { code: string } } }[] };
    }>('quantri', list('code'));
    expect(data.transfers.edges[0]?.node.dossier.code).toMatch(/^000\.00\.13\.H08-/);
    const refusal = refusalOf(await counter.ask('quantri', list('procedureName')));
    expect(refusal.code).toBe('FORBIDDEN');
  });
});

describe('iDesk tells where the draft stands', () => {
  const tell = async (message: Record<string, unknown>, id: string = crypto.randomUUID(), token = 'service:idesk') =>
    fetch(`${counter.url}/peer/idesk-states/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
  const stateOf = async (code: string) => {
    const query = 'query ($code: DossierCode!) { dossier(code: $code) { ideskState } }';
    return (await counter.get<{ dossier: { ideskState: string } }>('hoa', query, { code })).dossier.ideskState;
  };

  it('in words of iGate’s, the newest version last whatever the order of arrival', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const { id: transferId } = dataOf(await send({ dossierCode })).sendToIdesk.transfer;
    const documentId = counter.idesk.drafts.get(transferId)?.documentId;
    const at = '2026-11-23T03:00:00Z';
    const news: [string, number, string][] = [
      ['SUBMITTED', 2, 'IN_REVIEW'],
      ['SIGNED', 4, 'SIGNED'],
      ['APPROVED', 3, 'SIGNED'],
      ['ISSUED', 5, 'ISSUED'],
      ['RECALLED', 6, 'RECALLED'],
    ];
    for (const [state, version, shown] of news) {
      const recall = state === 'RECALLED' && {
        recall: { by: ssoAccount('vanthu'), reason: 'Sai số liệu', fileIds: [] },
      };
      const message = { transferId, documentId, dossierCode, state, version, at, ...recall };
      expect((await tell(message)).status).toBe(204);
      expect(await stateOf(dossierCode)).toBe(shown);
    }
  });

  it('of the most recent draft only', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const first = dataOf(await send({ dossierCode })).sendToIdesk.transfer.id;
    const second = dataOf(await send({ dossierCode, subject: 'Lần hai' })).sendToIdesk.transfer.id;
    const base = { dossierCode, at: '2026-11-23T03:00:00Z' };
    const of = (transferId: string) => ({ transferId, documentId: counter.idesk.drafts.get(transferId)?.documentId });
    await tell({ ...base, ...of(first), state: 'ISSUED', version: 5 });
    expect(await stateOf(dossierCode)).toBe('DRAFTING');
    await tell({ ...base, ...of(second), state: 'SIGNED', version: 4 });
    expect(await stateOf(dossierCode)).toBe('SIGNED');
  });

  it('and nobody else may', async () => {
    const message = { transferId: crypto.randomUUID(), documentId: 'x', state: 'ISSUED', version: 1 };
    expect((await tell(message, crypto.randomUUID(), `sso:${ssoAccount('hoa')}`)).status).toBe(403);
    expect((await tell(message, crypto.randomUUID(), 'service:somebody')).status).toBe(403);
    expect((await tell(message)).status).toBe(422);
    expect((await tell({ state: 'ISSUED' })).status).toBe(422);
  });

  it('and pulls no file but those of the transfer', async () => {
    const dossierCode = await receiveAndAssign(counter, { components: [pdf('riêng.pdf', 'rieng tu')] });
    const [component] = await attachmentsOf(dossierCode);
    const { id } = dataOf(await send({ dossierCode })).sendToIdesk.transfer;
    const pull = await fetch(`${counter.url}/peer/transfers/${id}/files/${component?.sha256}`, {
      headers: { authorization: 'Bearer service:idesk' },
    });
    expect(pull.status).toBe(422);
  });
});
