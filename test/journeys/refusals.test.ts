import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import {
  issuedDossier,
  pdf,
  receive,
  receiveAndAssign,
  send,
  submitApproveAndSign,
  versionOf,
} from '../support/journey.ts';
import { System, topologies } from '../support/system.ts';

const sendToIdesk = 'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }';
const receiveDossier = 'mutation ($input: ReceiveDossierInput!) { receiveDossier(input: $input) { dossier { code } } }';
const attachResults = 'mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { id } } }';
const pushResults = 'mutation ($input: PushResultsToIgateInput!) { pushResultsToIgate(input: $input) { push { id } } }';
const dossierByCode =
  'query ($code: DossierCode!) { dossier(code: $code) { code transfers { id } attachments { id } } }';

describe.each(topologies)('what is refused, with which code, and that nothing is half done (%s)', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology);
  });
  afterAll(async () => {
    await system.stop();
  });

  it('an SSO account that no officer has linked is told so by iGate; iDesk answers', async () => {
    const answer = await system.ask<{ me: null; myDesk: { ssoAccount: string } }>(
      'chualienket',
      'query { me { account } myDesk { ssoAccount } }',
    );
    expect(answer.data).toEqual({ me: null, myDesk: { ssoAccount: 'chualienket@stttt.binhdinh.gov.vn' } });
    expect(refusalOf(answer)).toEqual({
      code: 'SSO_ACCOUNT_NOT_LINKED',
      message: 'ERR: Không thể xác thực người dùng!',
    });
    expect(answer.errors[0]?.path).toEqual(['me']);
  });

  it('nobody, and a token that is not valid, are unauthenticated', async () => {
    const nobody = await system.ask(null, 'query { me { account } }');
    expect(refusalOf(nobody).code).toBe('UNAUTHENTICATED');
    const forged = await system.ask(null, 'query { me { account } }', {}, { authorization: 'Bearer x.y.z' });
    expect(forged.status).toBe(401);
    expect(refusalOf(forged).code).toBe('UNAUTHENTICATED');
  });

  it('messages come in English where the client prefers it; codes stay', async () => {
    const answer = await system.ask(
      'hoant',
      'mutation ($input: CompleteStepInput!) { completeStep(input: $input) { dossier { code } } }',
      { input: { dossierCode: '000.00.13.H08-210805-0001' } },
      { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.5' },
    );
    expect(refusalOf(answer)).toMatchObject({ code: 'NOT_FOUND', message: expect.stringMatching(/[a-z]+ /) });
    expect(refusalOf(answer).message).not.toMatch(/[ăâđêôơưạ-ỹ]/i);
  });

  it('a code that is not a code', async () => {
    for (const code of ['1234', '000.00.13.H08-211305-0001', '000.00.13.H08-210805-001', "'; drop table dossiers"]) {
      expect(refusalOf(await system.ask('hoant', dossierByCode, { code })).code).toBe('BAD_USER_INPUT');
    }
  });

  it('a foreign dossier reads as missing and refuses every mutation as not found', async () => {
    const { code } = await receiveAndAssign(system);
    for (const account of ['chuyenvien2', 'chuyenvien@snnptnt.binhdinh.gov.vn', 'baocao', 'quantri']) {
      const read = await system.ask<{ dossier: null }>(account, dossierByCode, { code });
      expect(dataOf(read).dossier).toBeNull();
      const sent = await system.ask(account, sendToIdesk, { input: { dossierCode: code } });
      expect(['NOT_FOUND', 'FORBIDDEN']).toContain(refusalOf(sent).code);
    }
    const { dossier } = dataOf(
      await system.ask<{ dossier: { transfers: unknown[] } }>('hoant', dossierByCode, { code }),
    );
    expect(dossier.transfers).toEqual([]);
  });

  it('an unknown procedure, an empty applicant name', async () => {
    const unknown = await system.ask('motcua', receiveDossier, {
      input: { procedure: '01890000-0000-7000-8000-000000000000', applicant: { fullName: 'Ai Đó' } },
    });
    expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(refusalOf(unknown).code);
    const odd = await system.ask('motcua', receiveDossier, {
      input: { procedure: 'x', applicant: { fullName: 'Ai Đó' } },
    });
    expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(refusalOf(odd).code);
  });

  it('bad files: empty, of a wrong type behind a right name, 21 of them; nothing is recorded', async () => {
    const { code } = await receiveAndAssign(system);
    const refused = async (uploads: File[]) =>
      refusalOf(await system.ask('hoant', sendToIdesk, { input: { dossierCode: code, uploads } })).code;
    expect(await refused([new File([], 'rỗng.pdf')])).toBe('BAD_USER_INPUT');
    expect(await refused([new File(['MZ\x90\x00 this program cannot be run'], 'đơn.pdf')])).toBe(
      'FILE_TYPE_NOT_ALLOWED',
    );
    expect(await refused([new File(['<html><script>1</script></html>'], 'đơn.html')])).toBe('FILE_TYPE_NOT_ALLOWED');
    expect(await refused(Array.from({ length: 21 }, (_, index) => pdf(`${index}.pdf`, `${index}`)))).toBe(
      'TOO_MANY_FILES',
    );
    const { dossier } = dataOf(
      await system.ask<{ dossier: { transfers: unknown[]; attachments: unknown[] } }>('hoant', dossierByCode, { code }),
    );
    expect(dossier).toMatchObject({ transfers: [], attachments: [] });
  });

  it('a truncated upload is a clear error, or no answer at all to a client that left; nothing is recorded', async () => {
    const { code } = await receiveAndAssign(system);
    const token = await system.token('hoant');
    const boundary = 'cut';
    const part = (name: string, value: string, more = '') =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}`;
    const body = [
      part(
        'operations',
        JSON.stringify({ query: sendToIdesk, variables: { input: { dossierCode: code, uploads: [null] } } }),
      ),
      part('map', JSON.stringify({ 0: ['variables.input.uploads.0'] })),
      part('0', '%PDF-1.4 and then the stream ends with no closing boundary', '; filename="cụt.pdf"'),
    ].join('\r\n');
    const response = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'apollo-require-preflight': 'true',
      },
      body,
    });
    const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(answer.errors[0]?.extensions.code).toBe('UPLOAD_INTERRUPTED');
    const { dossier } = dataOf(await system.ask<{ dossier: { transfers: [] } }>('hoant', dossierByCode, { code }));
    expect(dossier.transfers).toEqual([]);
  });

  it('sending from a wrong step', async () => {
    const { code } = await receiveAndAssign(system);
    dataOf(
      await system.ask(
        'hoant',
        'mutation ($input: CompleteStepInput!) { completeStep(input: $input) { dossier { code } } }',
        {
          input: { dossierCode: code },
        },
      ),
    );
    const answer = await system.ask('hoant', sendToIdesk, { input: { dossierCode: code } });
    expect(refusalOf(answer).code).toBe('WRONG_STEP');
  });

  it('what the own role does not allow', async () => {
    const { code } = await receive(system);
    const answer = await system.ask('motcua', sendToIdesk, { input: { dossierCode: code } });
    expect(refusalOf(answer).code).toBe('FORBIDDEN');
    expect(refusalOf(await system.ask('hoant', 'query { auditLog { totalCount } }')).code).toBe('FORBIDDEN');
  });

  it('results of a draft that is not issued, both ways', async () => {
    const { code } = await receiveAndAssign(system);
    const { draftId } = await send(system, { dossierCode: code, uploads: [pdf('dự thảo.pdf', 'draft')] });
    const push = await system.ask('hoant', pushResults, { input: { documentId: draftId } });
    expect(refusalOf(push).code).toBe('DOCUMENT_NOT_ISSUED');
    const { draft } = dataOf(
      await system.ask<{ draft: { files: { id: string }[] } }>(
        'hoant',
        'query ($id: ID!) { draft(id: $id) { files { id } } }',
        {
          id: draftId,
        },
      ),
    );
    const pull = await system.ask('hoant', attachResults, {
      input: { dossierCode: code, fileIds: draft.files.map(({ id }) => id) },
    });
    expect(refusalOf(pull).code).toBe('DOCUMENT_NOT_ISSUED');
  });

  it("another dossier's results", async () => {
    const { document } = await issuedDossier(system);
    const other = await receiveAndAssign(system);
    const answer = await system.ask('hoant', attachResults, {
      input: { dossierCode: other.code, fileIds: document.files.map(({ id }) => id) },
    });
    expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(refusalOf(answer).code);
  });

  it('a stale version', async () => {
    const { code } = await receiveAndAssign(system);
    const { draftId } = await send(system, { dossierCode: code });
    const submit = 'mutation ($input: DraftStepInput!) { submitDraft(input: $input) { draft { version } } }';
    const version = await versionOf(system, draftId);
    const update = 'mutation ($input: UpdateDraftInput!) { updateDraft(input: $input) { draft { version } } }';
    dataOf(await system.ask('hoant', update, { input: { draftId, version, subject: 'Trích yếu mới' } }));
    const answer = await system.ask('hoant', submit, { input: { draftId, version } });
    expect(refusalOf(answer).code).toBe('VERSION_CONFLICT');
    expect(await submitApproveAndSign(system, draftId)).toBeGreaterThan(version);
  });

  it('the same idempotency key: the same answer for the same content, a refusal for another', async () => {
    const { code } = await receiveAndAssign(system);
    const input = { dossierCode: code, subject: 'V/v một lần', idempotencyKey: `key-${code}` };
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const answer = await system.ask<{ sendToIdesk: { transfer: { id: string } } }>('hoant', sendToIdesk, { input });
        return dataOf(answer).sendToIdesk.transfer.id;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    const other = await system.ask('hoant', sendToIdesk, { input: { ...input, subject: 'V/v khác' } });
    expect(refusalOf(other).code).toBe('IDEMPOTENCY_KEY_REUSED');
    const { dossier } = dataOf(
      await system.ask<{ dossier: { transfers: unknown[]; auditEntries: { action: string }[] } }>(
        'hoant',
        'query ($code: DossierCode!) { dossier(code: $code) { transfers { id } auditEntries { action } } }',
        { code },
      ),
    );
    expect(dossier.transfers).toHaveLength(1);
    expect(dossier.auditEntries.filter(({ action }) => action === 'SEND_TO_IDESK')).toHaveLength(1);
  });

  it('a body that is not JSON, no query, an unknown field, a forged cursor, a page of 501', async () => {
    const post = async (body: string) => {
      const response = await fetch(`${system.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return { status: response.status, code: answer.errors[0]?.extensions.code };
    };
    expect(await post('{"query": ')).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await post('{}')).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect((await post('{"query": "{ nothingLikeThis }"}')).status).toBe(400);
    const dossiers = 'query ($first: Int, $after: String) { dossiers(first: $first, after: $after) { totalCount } }';
    expect(refusalOf(await system.ask('hoant', dossiers, { after: 'Zm9yZ2Vk' })).code).toBe('BAD_USER_INPUT');
    expect(refusalOf(await system.ask('hoant', dossiers, { first: 501 })).code).toBe('BAD_USER_INPUT');
    expect(refusalOf(await system.ask('hoant', dossiers, { first: 0 })).code).toBe('BAD_USER_INPUT');
  });
});
