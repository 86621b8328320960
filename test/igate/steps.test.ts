import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import {
  assignment,
  auditOf,
  complete,
  igateAccount,
  openCounter,
  receive,
  receiveAndAssign,
  type Counter,
  suspension,
} from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

const assign = (who: string, dossierCode: string, assignee = 'hoa') =>
  counter.ask(who, assignment, { input: { dossierCode, assignee: igateAccount(assignee), note: 'Xử lý sớm' } });

const addition = `mutation ($input: AddAttachmentsInput!) {
  addAttachments(input: $input) { attachments { id kind name } dossier { code } }
}`;
const add = (who: string, input: Record<string, unknown>) =>
  counter.ask(who, addition, { input: { files: [pdf('phiếu thẩm định.pdf', 'tham dinh')], ...input } });

interface Available {
  readonly dossier: {
    readonly availableActions: readonly { action: string; allowed: boolean; reason: string | null }[];
  };
}
const allowed = async (who: string, code: string): Promise<string[]> => {
  const query = 'query ($code: DossierCode!) { dossier(code: $code) { availableActions { action allowed reason } } }';
  const { dossier } = await counter.get<Available>(who, query, { code });
  for (const { allowed: open, reason } of dossier.availableActions) expect(open).toBe(reason === null);
  return dossier.availableActions.filter((action) => action.allowed).map((action) => action.action);
};

describe('a dossier goes through its steps', () => {
  it('from reception to return, each step ended by the one in charge', async () => {
    const code = await receive(counter);
    const walk: [string, string, string][] = [
      ['motcua', 'ASSIGNMENT', 'RECEIVED'],
      ['hoa', 'RESULT_INTAKE', 'PROCESSING'],
      ['motcua', 'AWAITING_RETURN', 'COMPLETED'],
      ['motcua', 'RETURNED', 'RETURNED'],
    ];
    for (const [who, step, status] of walk) {
      const { completeStep } = dataOf(await complete(counter, who, code));
      expect(completeStep.dossier).toMatchObject({ currentStep: { kind: step }, status });
      if (step === 'ASSIGNMENT') dataOf(await assign('truongphong', code));
    }
    const { dossier } = await counter.get<{ dossier: object }>(
      'motcua',
      `query ($code: DossierCode!) {
        dossier(code: $code) { completedAt returnedAt assignee { account } steps { kind completedAt note officer { account } } }
      }`,
      { code },
    );
    const at = counter.clock.now.toISOString();
    expect(dossier).toMatchObject({
      completedAt: at,
      returnedAt: at,
      assignee: { account: igateAccount('hoa') },
      steps: [
        { kind: 'RECEPTION', officer: { account: igateAccount('motcua') }, completedAt: at },
        { kind: 'ASSIGNMENT', officer: { account: igateAccount('truongphong') }, completedAt: at, note: 'Xử lý sớm' },
        { kind: 'PROCESSING', officer: { account: igateAccount('hoa') }, completedAt: at },
        { kind: 'RESULT_INTAKE', officer: { account: igateAccount('motcua') }, completedAt: at },
        { kind: 'AWAITING_RETURN', officer: { account: igateAccount('motcua') }, completedAt: at },
        { kind: 'RETURNED', officer: { account: igateAccount('motcua') }, completedAt: at },
      ],
    });
    const actions = (await auditOf(counter, code)).map((entry) => entry.action);
    const completions = Array.from({ length: 3 }, () => 'COMPLETE_STEP');
    expect(actions).toEqual(['RECEIVE', 'COMPLETE_STEP', 'ASSIGN', ...completions]);
  });

  it('may be assigned straight from reception, and to another while it is processed', async () => {
    const code = await receiveAndAssign(counter);
    dataOf(await assign('truongphong', code, 'dongnghiep'));
    expect(refusalOf(await complete(counter, 'hoa', code)).code).toBe('NOT_FOUND');
    expect(dataOf(await complete(counter, 'dongnghiep', code))).toBeDefined();
  });

  it('assigned again to the same specialist stays as it is', async () => {
    const code = await receiveAndAssign(counter);
    dataOf(await assign('truongphong', code));
    expect((await auditOf(counter, code)).map((entry) => entry.action)).toEqual(['RECEIVE', 'ASSIGN']);
  });

  it('belongs to no division until a head takes it for their own', async () => {
    const code = await receive(counter, { procedure: counter.ids.socialNetwork });
    const inCharge = 'query ($code: DossierCode!) { dossier(code: $code) { division { name } } }';
    expect(await counter.get('truongphong', inCharge, { code })).toEqual({ dossier: { division: null } });
    dataOf(await assign('truongphong', code));
    expect(await counter.get('truongphong', inCharge, { code })).toEqual({
      dossier: { division: { name: 'Phòng Bưu chính Viễn thông' } },
    });
  });

  it('is not assigned to anybody but a specialist of the own division', async () => {
    const code = await receive(counter);
    for (const assignee of ['chuyenvien2', 'motcua', 'khongco']) {
      expect(refusalOf(await assign('truongphong', code, assignee)).code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('an action is refused', () => {
  it('as not found on a dossier of another division, department, or colleague', async () => {
    const code = await receiveAndAssign(counter, { procedure: counter.ids.postalLicence });
    for (const who of ['chuyenvien2', 'dongnghiep', 'motcuasnn', 'quantri', 'baocao']) {
      expect(refusalOf(await complete(counter, who, code)).code).toBe('NOT_FOUND');
    }
    expect(refusalOf(await complete(counter, 'hoa', '000.00.13.H08-210805-9999')).code).toBe('NOT_FOUND');
  });

  it('as forbidden to those who see the dossier without being in charge, and recorded', async () => {
    const code = await receiveAndAssign(counter);
    for (const who of ['motcua', 'truongphong', 'lanhdao', 'vanthu']) {
      expect(refusalOf(await complete(counter, who, code)).code).toBe('FORBIDDEN');
    }
    expect(refusalOf(await assign('hoa', code)).code).toBe('FORBIDDEN');
    const refused = (await auditOf(counter, code)).filter((entry) => entry.outcome === 'REFUSED');
    expect(refused.map((entry) => entry.action)).toEqual([
      ...Array.from({ length: 4 }, () => 'COMPLETE_STEP'),
      'ASSIGN',
    ]);
  });

  it('as the wrong step where it comes too early or too late', async () => {
    const code = await receive(counter);
    dataOf(await complete(counter, 'motcua', code));
    expect(refusalOf(await complete(counter, 'motcua', code)).code).toBe('WRONG_STEP');
    dataOf(await assign('truongphong', code));
    dataOf(await complete(counter, 'hoa', code));
    expect(refusalOf(await assign('truongphong', code)).code).toBe('WRONG_STEP');
    dataOf(await complete(counter, 'motcua', code));
    dataOf(await complete(counter, 'motcua', code));
    expect(refusalOf(await complete(counter, 'motcua', code)).code).toBe('WRONG_STEP');
  });

  it('as the wrong step on a dossier that rests', async () => {
    const code = await receiveAndAssign(counter);
    await counter.get('truongphong', suspension, { input: { dossierCode: code, reason: 'Chờ ý kiến Sở Tài chính' } });
    expect(refusalOf(await complete(counter, 'hoa', code)).code).toBe('WRONG_STEP');
    expect(await allowed('hoa', code)).toEqual([]);
    expect(await allowed('truongphong', code)).toEqual(['RESUME']);
  });

  it('as bad input for a code that is no code', async () => {
    for (const code of ['H08-261123-0001', '000.00.13.H08-261332-0001', 'x']) {
      expect(refusalOf(await complete(counter, 'hoa', code)).code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('attachments', () => {
  it('are added by the counter as components, by the assignee as processing files', async () => {
    const dossierCode = await receiveAndAssign(counter);
    dataOf(await add('motcua', { dossierCode, kind: 'COMPONENT' }));
    expect(dataOf(await add('hoa', { dossierCode }))).toMatchObject({
      addAttachments: { attachments: [{ kind: 'PROCESSING', name: 'phiếu thẩm định.pdf' }] },
    });
    expect((await auditOf(counter, dossierCode)).filter((entry) => entry.action === 'ADD_ATTACHMENTS')).toMatchObject([
      { outcome: 'DONE' },
      { outcome: 'DONE', details: 'Files: phiếu thẩm định.pdf' },
    ]);
  });

  it('are not added by the other one, nor as results, nor out of step, nor without a file', async () => {
    const dossierCode = await receiveAndAssign(counter);
    expect(refusalOf(await add('hoa', { dossierCode, kind: 'COMPONENT' })).code).toBe('FORBIDDEN');
    expect(refusalOf(await add('motcua', { dossierCode })).code).toBe('FORBIDDEN');
    expect(refusalOf(await add('hoa', { dossierCode, kind: 'RESULT' })).code).toBe('BAD_USER_INPUT');
    expect(refusalOf(await add('hoa', { dossierCode, files: [] })).code).toBe('BAD_USER_INPUT');
    dataOf(await complete(counter, 'hoa', dossierCode));
    expect(refusalOf(await add('hoa', { dossierCode })).code).toBe('WRONG_STEP');
  });

  it('are downloaded byte by byte by whoever sees the dossier, as long as they do', async () => {
    const file = pdf('tờ khai.pdf', 'noi dung');
    const dossierCode = await receiveAndAssign(counter, { components: [file] });
    const { dossier } = await counter.get<{ dossier: { attachments: { downloadUrl: string; previewUrl: string }[] } }>(
      'hoa',
      'query ($code: DossierCode!) { dossier(code: $code) { attachments { downloadUrl previewUrl } } }',
      { code: dossierCode },
    );
    const [attachment] = dossier.attachments;
    const download = () => fetch(`${counter.url}${attachment?.downloadUrl}`);
    expect(Buffer.from(await (await download()).arrayBuffer())).toEqual(Buffer.from(await file.arrayBuffer()));
    expect((await fetch(`${counter.url}${attachment?.previewUrl}`)).headers.get('content-disposition')).toMatch(
      /^inline/,
    );
    dataOf(await assign('truongphong', dossierCode, 'dongnghiep'));
    expect((await download()).status).toBe(404);
  });

  it('are refused at an address whose time is past, or that was made up, and that is recorded', async () => {
    const dossierCode = await receiveAndAssign(counter, { components: [pdf('tờ khai.pdf', 'noi dung')] });
    const { dossier } = await counter.get<{ dossier: { attachments: { downloadUrl: string }[] } }>(
      'hoa',
      'query ($code: DossierCode!) { dossier(code: $code) { attachments { downloadUrl } } }',
      { code: dossierCode },
    );
    const address = `${counter.url}${dossier.attachments[0]?.downloadUrl}`;
    const before = counter.clock.now;
    counter.clock.now = new Date(before.getTime() + 3_600_000);
    const stale = await fetch(address);
    counter.clock.now = before;
    const forged = await fetch(address.replace(/(\/files\/igate\/)(.)/, '$1$2$2'));
    expect([stale.status, forged.status]).toEqual([403, 403]);
    const refused = await counter.database
      .selectFrom('audit_entries')
      .leftJoin('officers', 'officers.id', 'audit_entries.officer_id')
      .select(['officers.account', 'dossier_code', 'details'])
      .where('action', '=', 'DOWNLOAD_FILE')
      .where('outcome', '=', 'REFUSED')
      .orderBy('audit_entries.id')
      .execute();
    const refusal = { from: '127.0.0.1', refusal: 'FORBIDDEN' };
    const account = igateAccount('hoa');
    expect(refused).toEqual([
      { account, dossier_code: dossierCode, details: { account, ...refusal } },
      { account: null, dossier_code: null, details: refusal },
    ]);
  });
});

describe('the available actions say what trying would answer', () => {
  it('for each role and step', async () => {
    const code = await receive(counter);
    expect(await allowed('motcua', code)).toEqual(['ADD_ATTACHMENTS', 'REQUEST_SUPPLEMENT', 'COMPLETE_STEP']);
    expect(await allowed('truongphong', code)).toEqual(['ASSIGN']);
    expect(await allowed('lanhdao', code)).toEqual([]);
    dataOf(await assign('truongphong', code));
    expect(await allowed('hoa', code)).toEqual([
      'ADD_ATTACHMENTS',
      'REQUEST_SUPPLEMENT',
      'SEND_TO_IDESK',
      'ATTACH_RESULTS',
      'COMPLETE_STEP',
    ]);
    expect(await allowed('motcua', code)).toEqual(['ADD_ATTACHMENTS']);
    expect(await allowed('truongphong', code)).toEqual(['ASSIGN', 'SUSPEND']);
    dataOf(await complete(counter, 'hoa', code));
    expect(await allowed('hoa', code)).toEqual(['ATTACH_RESULTS']);
    expect(await allowed('motcua', code)).toEqual(['ATTACH_RESULTS', 'COMPLETE_STEP']);
  });

  it('with a reason in the caller’s language', async () => {
    const code = await receive(counter);
    const query = 'query ($code: DossierCode!) { dossier(code: $code) { availableActions { action reason } } }';
    const answer = await counter.ask<Available>('truongphong', query, { code }, 'vi');
    expect(dataOf(answer).dossier.availableActions).toContainEqual({
      action: 'SEND_TO_IDESK',
      reason: 'Chỉ chuyên viên đang thụ lý hồ sơ mới được chuyển hồ sơ sang iDesk.',
    });
  });
});
