import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followChanges } from '../support/follow-changes.ts';
import { pdf } from '../support/journey.ts';
import { assignment, complete, igateAccount, openCounter, receive, receiveAndAssign, type Counter } from './counter.ts';

let counter: Counter;
let changes: Awaited<ReturnType<typeof followChanges>>;
beforeAll(async () => {
  counter = await openCounter();
  changes = await followChanges(counter.igate.changes);
});
afterAll(async () => {
  await changes?.close();
  await counter?.close();
});

const mutate = (who: string, field: string, type: string, input: Record<string, unknown>) =>
  counter.get(who, `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`, { input });

describe('whoever follows iGate hears of a dossier by its code, and of nothing else', () => {
  it('when it is received', async () => {
    let code = '';
    const heard = await changes.during(async () => (code = await receive(counter)));
    expect(heard).toEqual([`dossier ${code}`]);
  });

  it.each<[string, (dossierCode: string) => Promise<unknown>]>([
    [
      'it is assigned',
      (dossierCode) =>
        counter.get('truongphong', assignment, { input: { dossierCode, assignee: igateAccount('hoa') } }),
    ],
    [
      'it is put on hold',
      (dossierCode) =>
        mutate('truongphong', 'suspendDossier', 'HoldDossierInput', { dossierCode, reason: 'Chờ xác minh' }),
    ],
    [
      'files are added to it',
      (dossierCode) =>
        mutate('hoa', 'addAttachments', 'AddAttachmentsInput', {
          dossierCode,
          kind: 'PROCESSING',
          files: [pdf('Ý kiến.pdf', 'ý kiến')],
        }),
    ],
    [
      'it is sent to iDesk, which takes it',
      (dossierCode) => mutate('hoa', 'sendToIdesk', 'SendToIdeskInput', { dossierCode, attachmentIds: [] }),
    ],
    ['a step of it is completed', (dossierCode) => complete(counter, 'hoa', dossierCode)],
  ])('when %s', async (what, work) => {
    const code = what === 'it is assigned' ? await receive(counter) : await receiveAndAssign(counter);
    expect(await changes.during(() => work(code))).toEqual([`dossier ${code}`]);
  });

  it('and not when it is looked at, nor when an attempt is refused', async () => {
    const code = await receiveAndAssign(counter);
    const heard = await changes.during(async () => {
      await counter.get(
        'hoa',
        'query ($code: DossierCode!) { dossier(code: $code) { applicant { phone(reveal: true) } } }',
        { code },
      );
      await counter.ask('chuyenvien2', completion(code));
      await complete(counter, 'motcua', code);
    });
    expect(heard).toEqual([]);
  });
});

const completion = (code: string) => `mutation { completeStep(input: { dossierCode: "${code}" }) { __typename } }`;

it('one statement that changes very many dossiers is told as a gap', async () => {
  const code = await receive(counter);
  const copies = `insert into dossiers (code, department_id, procedure_id, procedure_name, applicant_full_name, status, step,
      received_at, changed_at)
    select '000.00.13.H08-210101-' || lpad(n::text, 4, '0'), department_id, procedure_id, procedure_name, 'Ai đó', status, step,
      received_at, changed_at from dossiers, generate_series(1, $2::integer) as n where code = $1`;
  expect(await changes.during(() => counter.pool.query(copies, [code, 1_000]))).toHaveLength(1_000);
  const touch = `update dossiers set changed_at = now()`;
  expect(await changes.during(() => counter.pool.query(touch))).toEqual(['gap']);
});
