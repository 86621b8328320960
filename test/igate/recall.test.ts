import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import {
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
beforeEach(() => {
  counter.idesk.mood = 'willing';
});

const recalledAt = '2026-11-23T03:00:00.000Z';
const reason = 'Sai số liệu';

/** A dossier with its draft in iDesk, and one file of the document that the draft became. */
async function issued() {
  const dossierCode = await receiveAndAssign(counter);
  const { sendToIdesk } = await counter.get<{ sendToIdesk: { transfer: { id: string } } }>(
    'hoa',
    'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }',
    { input: { dossierCode } },
  );
  const transferId = sendToIdesk.transfer.id;
  const documentId = counter.idesk.drafts.get(transferId)?.documentId ?? '';
  const file = await counter.idesk.offer(pdf('kết quả.pdf', dossierCode));
  return { dossierCode, transferId, documentId, file };
}
type Issued = Awaited<ReturnType<typeof issued>>;

const put = async (path: string, message: Record<string, unknown>) =>
  fetch(`${counter.url}${path}`, {
    method: 'PUT',
    headers: { authorization: 'Bearer service:idesk', 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });

const tell = (
  { dossierCode, transferId, documentId }: Issued,
  news: Record<string, unknown>,
  id: string = randomUUID(),
) => put(`/peer/idesk-states/${id}`, { transferId, documentId, dossierCode, at: recalledAt, ...news });

const recall = (document: Issued, id?: string, version = 6) =>
  tell(
    document,
    { state: 'RECALLED', version, recall: { by: ssoAccount('vanthu'), reason, fileIds: [document.file.id] } },
    id,
  );

const push = ({ dossierCode, documentId, file }: Issued, id: string = randomUUID()) =>
  put(`/peer/results/${id}`, {
    dossierCode,
    requestedBy: ssoAccount('hoa'),
    requestedAt: recalledAt,
    documentId,
    symbol: '398/TB-SNN',
    files: [file],
  });

const attach = ({ dossierCode, file }: Issued) =>
  counter.ask<{ attachResults: { transfer: { id: string; state: string } } }>(
    'hoa',
    'mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { id state } } }',
    { input: { dossierCode, fileIds: [file.id] } },
  );

interface Shown {
  readonly ideskState: string;
  readonly resultFiles: readonly { readonly recalledAt: string | null; readonly recallReason: string | null }[];
}
const shown = async ({ dossierCode }: Issued): Promise<Shown> => {
  const query = `query ($code: DossierCode!) {
    dossier(code: $code) { ideskState resultFiles { recalledAt recallReason } }
  }`;
  return (await counter.get<{ dossier: Shown }>('hoa', query, { code: dossierCode })).dossier;
};

const recallsIn = async ({ dossierCode }: Issued) =>
  (await auditOf(counter, dossierCode)).filter(({ action }) => action === 'RECALL_RESULTS');

describe('when iDesk recalls a document', () => {
  it('the results that came from it are marked with the moment and the reason, and one entry says who did it', async () => {
    const document = await issued();
    dataOf(await attach(document));
    await tell(document, { state: 'ISSUED', version: 5 });
    expect(await shown(document)).toEqual({
      ideskState: 'ISSUED',
      resultFiles: [{ recalledAt: null, recallReason: null }],
    });
    const message = randomUUID();
    expect((await recall(document, message)).status).toBe(204);
    expect((await recall(document, message)).status).toBe(204);
    expect(await shown(document)).toEqual({
      ideskState: 'RECALLED',
      resultFiles: [{ recalledAt, recallReason: reason }],
    });
    expect(await recallsIn(document)).toEqual([
      {
        action: 'RECALL_RESULTS',
        outcome: 'DONE',
        details: `Account: ${ssoAccount('vanthu')}; Note: ${reason}; Files: kết quả.pdf`,
        officer: { account: igateAccount('vanthu') },
      },
    ]);
  });

  it('results that were pushed are marked too, and those of other documents are not', async () => {
    const document = await issued();
    const other = await counter.idesk.offer(pdf('khác.pdf', 'van ban khac'));
    expect((await push(document)).status).toBe(200);
    dataOf(await attach({ ...document, file: other }));
    await recall(document);
    const marks = (await shown(document)).resultFiles.map((file) => file.recallReason);
    expect(marks).toEqual([reason, null]);
  });

  it('older news that arrives later changes nothing', async () => {
    const document = await issued();
    dataOf(await attach(document));
    await recall(document);
    await tell(document, { state: 'ISSUED', version: 5 });
    expect(await shown(document)).toMatchObject({ ideskState: 'RECALLED', resultFiles: [{ recallReason: reason }] });
  });

  it('the results are marked though iGate knows of that version already, and though another draft was sent since', async () => {
    const document = await issued();
    dataOf(await attach(document));
    await tell(document, { state: 'ISSUED', version: 6 });
    const input = { dossierCode: document.dossierCode, subject: 'Lần hai' };
    await counter.get(
      'hoa',
      'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }',
      { input },
    );
    await recall(document);
    expect(await shown(document)).toEqual({
      ideskState: 'DRAFTING',
      resultFiles: [{ recalledAt, recallReason: reason }],
    });
  });

  it('a message that does not say what is recalled is refused', async () => {
    const document = await issued();
    expect((await tell(document, { state: 'RECALLED', version: 6 })).status).toBe(422);
    expect(await recallsIn(document)).toEqual([]);
  });
});

describe('results that come later than the recall of their document are refused', () => {
  it('when iDesk pushes them', async () => {
    const document = await issued();
    await recall(document);
    const id = randomUUID();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const answer = await push(document, id);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        code: 'DOCUMENT_NOT_ISSUED',
        message: { en: expect.stringContaining(reason) },
      });
    }
    expect((await shown(document)).resultFiles).toEqual([]);
  });

  it('when an officer asks for them, for the first time or again', async () => {
    const [fresh, attached] = [await issued(), await issued()];
    dataOf(await attach(attached));
    for (const document of [fresh, attached]) {
      await recall(document);
      const refusal = refusalOf(await attach(document));
      expect(refusal).toEqual({ code: 'DOCUMENT_NOT_ISSUED', message: expect.stringContaining(reason) });
    }
    expect((await shown(fresh)).resultFiles).toEqual([]);
  });

  it('when they were asked for before, and only now arrive', async () => {
    const document = await issued();
    counter.idesk.mood = 'down';
    const { transfer } = dataOf(await attach(document)).attachResults;
    expect(transfer.state).toBe('PENDING');
    await recall(document);
    counter.idesk.mood = 'willing';
    const query = `query ($filter: TransferFilter) {
      transfers(filter: $filter, first: 1) { edges { node { id state lastError } } }
    }`;
    const filter = { dossierCode: document.dossierCode, kinds: ['ATTACH_RESULTS'] };
    const read = async () =>
      (
        await counter.get<{ transfers: { edges: { node: { id: string; state: string; lastError: string } }[] } }>(
          'hoa',
          query,
          { filter },
        )
      ).transfers.edges[0]?.node;
    const failed = await eventually(read, (node) => node?.state === 'FAILED');
    expect(failed).toMatchObject({ id: transfer.id, lastError: expect.stringContaining('has been recalled') });
    expect((await shown(document)).resultFiles).toEqual([]);
  });
});

describe('the moments that iDesk tells', () => {
  const facts = async (code: string) =>
    counter.database
      .selectFrom('dossiers')
      .where('code', '=', code)
      .select(['desk_state', 'sent_at', 'signed_at', 'issued_at', 'attached_at'])
      .executeTakeFirstOrThrow();
  const signedAt = '2026-11-23T03:00:00.000Z';
  const issuedAt = '2026-11-23T04:00:00.000Z';

  it('are kept with the state that they belong to, and go with a newer one that has none', async () => {
    const document = await issued();
    const { dossierCode } = document;
    expect(await facts(dossierCode)).toMatchObject({ desk_state: 'DRAFTING', issued_at: null });
    await tell(document, { state: 'ISSUED', version: 5, moments: { signedAt, issuedAt } });
    const told = { desk_state: 'ISSUED', signed_at: new Date(signedAt), issued_at: new Date(issuedAt) };
    expect(await facts(dossierCode)).toMatchObject(told);
    await tell(document, { state: 'APPROVED', version: 3, moments: { signedAt: null, issuedAt: null } });
    expect(await facts(dossierCode)).toMatchObject(told);
    await tell(document, { state: 'DRAFTING', version: 6, moments: { signedAt: null, issuedAt: null } });
    expect(await facts(dossierCode)).toMatchObject({ desk_state: 'DRAFTING', signed_at: null, issued_at: null });
  });

  it('are not demanded of an iDesk that does not tell them', async () => {
    const document = await issued();
    expect((await tell(document, { state: 'SIGNED', version: 4 })).status).toBe(204);
    expect(await facts(document.dossierCode)).toMatchObject({ desk_state: 'SIGNED', signed_at: null });
    expect((await tell(document, { state: 'ISSUED', version: 5, moments: { issuedAt: 'soon' } })).status).toBe(422);
  });
});
