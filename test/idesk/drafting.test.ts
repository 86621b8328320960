import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { account, carryTo, draftIn, issue, openDesk, step, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('a draft goes from the specialist to the clerk', () => {
  it('is submitted, approved, signed and issued, each by its officer', async () => {
    const draft = await draftIn(desk, 'SIGNED', { kind: 'THONG_BAO', urgency: 'URGENT' });
    const { issueDocument } = dataOf(await issue(desk, draft));
    expect(issueDocument.document).toMatchObject({
      id: draft.id,
      number: 1,
      symbol: '01/TB-STTTT',
      issuedOn: '2026-11-23',
    });
    const seen = await desk.get('hoant', draftQuery, { id: draft.id });
    expect(seen).toEqual({
      draft: {
        state: 'ISSUED',
        version: 5,
        kind: 'THONG_BAO',
        urgency: 'URGENT',
        createdBy: { ssoAccount: account('hoant') },
        approvedBy: { ssoAccount: account('truongphong') },
        signedBy: { ssoAccount: account('lanhdao') },
        submittedAt: '2026-11-23T02:00:00.000Z',
        issuedDocument: { symbol: '01/TB-STTTT', issuedBy: { ssoAccount: account('vanthu') } },
      },
    });
  });

  it('comes back to the specialist with a reason, from the division head and from the leader', async () => {
    const giveBack =
      'mutation ($input: ReturnDraftInput!) { returnDraft(input: $input) { draft { id state version returnReason } } }';
    for (const [state, who] of [
      ['SUBMITTED', 'truongphong'],
      ['APPROVED', 'lanhdao'],
    ] as const) {
      const draft = await draftIn(desk, state);
      const input = { draftId: draft.id, version: draft.version, reason: ' Thiếu căn cứ pháp lý ' };
      const { returnDraft } = await desk.get<{
        returnDraft: { draft: { id: string; state: string; version: number } };
      }>(who, giveBack, { input });
      expect(returnDraft.draft).toMatchObject({ state: 'DRAFTING', returnReason: 'Thiếu căn cứ pháp lý' });
      expect(await carryTo(desk, returnDraft.draft, 'SIGNED')).toMatchObject({ state: 'SIGNED' });
    }
  });

  it('may not come back without a reason', async () => {
    const draft = await draftIn(desk, 'SUBMITTED');
    const answer = await desk.ask('truongphong', returnMutation, {
      input: { draftId: draft.id, version: draft.version, reason: '  ' },
    });
    expect(refusalOf(answer).code).toBe('BAD_USER_INPUT');
  });

  it('is refused to everybody else', async () => {
    const submitted = await draftIn(desk, 'SUBMITTED');
    expect(refusalOf(await step(desk, 'hoant', 'approveDraft', submitted.id, submitted.version)).code).toBe(
      'FORBIDDEN',
    );
    expect(refusalOf(await step(desk, 'lanhdao', 'approveDraft', submitted.id, submitted.version)).code).toBe(
      'FORBIDDEN',
    );
    expect(refusalOf(await step(desk, 'truongphong2', 'approveDraft', submitted.id, submitted.version)).code).toBe(
      'NOT_FOUND',
    );
    expect(refusalOf(await step(desk, 'dongnghiep', 'submitDraft', submitted.id, submitted.version)).code).toBe(
      'NOT_FOUND',
    );
    expect(refusalOf(await step(desk, 'vanthu', 'approveDraft', submitted.id, submitted.version)).code).toBe(
      'NOT_FOUND',
    );
  });

  it('names the state it is in where a step comes too early or too late', async () => {
    const draft = await draftIn(desk, 'SUBMITTED');
    const { code, message } = refusalOf(await step(desk, 'lanhdao', 'signDraft', draft.id, draft.version));
    expect({ code, message }).toEqual({
      code: 'WRONG_STEP',
      message:
        'You cannot sign this draft: it is submitted to the division head, and must be approved by the division head. Reload it.',
    });
    expect(refusalOf(await step(desk, 'hoant', 'submitDraft', draft.id, draft.version)).code).toBe('WRONG_STEP');
  });
});

describe('a draft that somebody else changed meanwhile', () => {
  it('is not overwritten: the version seen must be the current one', async () => {
    const draft = await draftIn(desk, 'DRAFTING');
    const change = (version: number, subject: string) =>
      desk.ask<{ updateDraft: { draft: { subject: string; version: number } } }>('hoant', updateMutation, {
        input: { draftId: draft.id, version, subject },
      });
    expect(dataOf(await change(1, 'Trích yếu mới')).updateDraft.draft).toMatchObject({
      subject: 'Trích yếu mới',
      version: 2,
    });
    expect(refusalOf(await change(1, 'Khác')).code).toBe('VERSION_CONFLICT');
  });

  it('takes only one of two changes at the same moment', async () => {
    const draft = await draftIn(desk, 'DRAFTING');
    const answers = await Promise.all(
      ['một', 'hai', 'ba', 'bốn'].map((subject) =>
        desk.ask('hoant', updateMutation, { input: { draftId: draft.id, version: 1, subject } }),
      ),
    );
    const codes = answers.map((answer) => answer.errors[0]?.extensions?.code ?? 'OK').toSorted();
    expect(codes).toEqual(['OK', 'VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT']);
  });
});

describe('what a specialist writes', () => {
  it.each([
    ['an empty subject', { subject: '   ' }],
    ['a subject of more than 1000 characters', { subject: 'x'.repeat(1001) }],
  ])('is refused with %s', async (_what, input) => {
    const answer = await desk.ask(
      'hoant',
      'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { id } } }',
      { input },
    );
    expect(refusalOf(answer).code).toBe('BAD_USER_INPUT');
  });

  it.each(['lanhdao', 'vanthu', 'motcua', 'quantri', 'baocao'])('may not be a draft of %s', async (who) => {
    const answer = await desk.ask(
      who,
      'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { id } } }',
      { input: { subject: 'x' } },
    );
    expect(refusalOf(answer).code).toBe('FORBIDDEN');
  });
});

describe('files of a draft', () => {
  it('come back byte for byte, in the order they were added', async () => {
    const first = pdf('Tờ trình “số 1”.pdf', 'first');
    const draft = await draftIn(desk, 'DRAFTING', { files: [first] });
    const { addDraftFiles } = await desk.get<{
      addDraftFiles: { draft: { version: number; files: { name: string; downloadUrl: string; previewUrl: string }[] } };
    }>('hoant', addFilesMutation, {
      input: { draftId: draft.id, version: 1, files: [pdf('Phụ lục.pdf', 'second')] },
    });
    expect(addDraftFiles.draft.version).toBe(2);
    expect(addDraftFiles.draft.files.map(({ name }) => name)).toEqual(['Tờ trình “số 1”.pdf', 'Phụ lục.pdf']);
    const response = await fetch(`${desk.url}${addDraftFiles.draft.files[0]?.downloadUrl}`);
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), Buffer.from(await first.arrayBuffer()))).toBe(0);
    expect(
      (await fetch(`${desk.url}${addDraftFiles.draft.files[0]?.previewUrl}`)).headers.get('content-disposition'),
    ).toMatch(/^inline/);
  });

  it('are shown as they are after each of several changes in one request', async () => {
    const draft = await draftIn(desk, 'DRAFTING');
    const data = await desk.get<Record<string, { draft: { version: number; files: { name: string }[] } }>>(
      'hoant',
      `mutation ($a: AddDraftFilesInput!, $b: AddDraftFilesInput!) {
        a: addDraftFiles(input: $a) { draft { version files { name document { ... on Draft { version } } } } }
        b: addDraftFiles(input: $b) { draft { version files { name document { ... on Draft { version } } } } }
      }`,
      {
        a: { draftId: draft.id, version: 1, files: [pdf('a.pdf', 'a')] },
        b: { draftId: draft.id, version: 2, files: [pdf('b.pdf', 'b')] },
      },
    );
    expect(data).toEqual({
      a: { draft: { version: 2, files: [{ name: 'a.pdf', document: { version: 2 } }] } },
      b: {
        draft: {
          version: 3,
          files: [
            { name: 'a.pdf', document: { version: 3 } },
            { name: 'b.pdf', document: { version: 3 } },
          ],
        },
      },
    });
  });

  it('are all taken or none', async () => {
    const draft = await draftIn(desk, 'DRAFTING');
    const input = { draftId: draft.id, version: 1, files: [pdf('a.pdf', 'a'), new File([''], 'rỗng.pdf')] };
    expect(refusalOf(await desk.ask('hoant', addFilesMutation, { input })).code).toBe('BAD_USER_INPUT');
    expect(
      await desk.get('hoant', 'query ($id: ID!) { draft(id: $id) { version files { id } } }', { id: draft.id }),
    ).toEqual({ draft: { version: 1, files: [] } });
  });

  it('may not be added once the draft is submitted', async () => {
    const draft = await draftIn(desk, 'SUBMITTED');
    const input = { draftId: draft.id, version: draft.version, files: [pdf('a.pdf', 'a')] };
    expect(refusalOf(await desk.ask('hoant', addFilesMutation, { input })).code).toBe('WRONG_STEP');
  });

  it('stop being served to whom may not see the document any more', async () => {
    const draft = await draftIn(desk, 'DRAFTING', { files: [pdf('a.pdf', 'a')] });
    const { draft: seen } = await desk.get<{ draft: { files: { downloadUrl: string }[] } }>(
      'hoant',
      'query ($id: ID!) { draft(id: $id) { files { downloadUrl } } }',
      { id: draft.id },
    );
    const address = `${desk.url}${seen.files[0]?.downloadUrl}`;
    expect((await fetch(address)).status).toBe(200);
    const activity = (active: boolean) =>
      desk.database.updateTable('desk_users').set({ active }).where('sso_account', '=', account('hoant')).execute();
    await activity(false);
    expect((await fetch(address)).status).toBe(404);
    await activity(true);
  });
});

const draftQuery = `query ($id: ID!) { draft(id: $id) {
  state version kind urgency submittedAt
  createdBy { ssoAccount } approvedBy { ssoAccount } signedBy { ssoAccount }
  issuedDocument { symbol issuedBy { ssoAccount } }
} }`;
const returnMutation = 'mutation ($input: ReturnDraftInput!) { returnDraft(input: $input) { draft { id } } }';
const updateMutation =
  'mutation ($input: UpdateDraftInput!) { updateDraft(input: $input) { draft { subject version } } }';
const addFilesMutation =
  'mutation ($input: AddDraftFilesInput!) { addDraftFiles(input: $input) { draft { version files { name downloadUrl previewUrl } } } }';
