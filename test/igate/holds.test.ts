import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import {
  auditOf,
  complete,
  igateAccount,
  openCounter,
  receive,
  receiveAndAssign,
  suspension,
  type Counter,
} from './counter.ts';

let counter: Counter;
beforeAll(async () => (counter = await openCounter()));
afterAll(() => counter?.close());
beforeEach(() => setClock('2026-11-23T09:00'));

const setClock = (moment: string) => (counter.clock.now = new Date(`${moment}+07:00`));

const request = 'mutation ($input: HoldDossierInput!) { requestSupplement(input: $input) { dossier { status } } }';
const resumption = `mutation ($input: ResumeDossierInput!) {
  resumeDossier(input: $input) { dossier { status dueAt isOverdue } }
}`;
const resume = (who: string, dossierCode: string, note?: string) =>
  counter.ask<{ resumeDossier: { dossier: { status: string; dueAt: string } } }>(who, resumption, {
    input: { dossierCode, note },
  });
const put = (who: string, mutation: string, dossierCode: string, reason = 'Thiếu bản sao có chứng thực') =>
  counter.ask(who, mutation, { input: { dossierCode, reason } });

interface ShownDeadline {
  readonly dueAt: string;
  readonly workingDaysLeft: number | null;
  readonly days: readonly { readonly date: string; readonly counted: boolean; readonly reason: string }[];
}

async function shown(code: string) {
  const { dossier } = await counter.get<{
    dossier: { status: string; dueAt: string; isOverdue: boolean; deadline: ShownDeadline; holds: object[] };
  }>(
    'truongphong',
    `query ($code: DossierCode!) {
      dossier(code: $code) {
        status dueAt isOverdue
        deadline { dueAt processingDays workingDaysLeft days { date counted kind reason } }
        holds { kind reason startedAt startedBy { account } endedAt endedBy { account } note }
      }
    }`,
    { code },
  );
  return dossier;
}

/** Five working days. */
const fiveDays = () => ({ procedure: counter.ids.socialNetwork });

describe('a dossier that waits for a supplement', () => {
  it('keeps its day of return while it waits, and gets it moved by what the wait has cost', async () => {
    const code = await receiveAndAssign(counter, fiveDays());
    expect((await shown(code)).dueAt).toBe('2026-11-30T10:00:00.000Z');
    setClock('2026-11-24T10:00');
    dataOf(await put('hoa', request, code));
    setClock('2026-11-26T09:00');
    const waiting = await shown(code);
    expect(waiting).toMatchObject({ status: 'SUPPLEMENT_REQUESTED', dueAt: '2026-11-30T10:00:00.000Z' });
    expect(waiting.deadline).toMatchObject({ dueAt: '2026-12-02T10:00:00.000Z', workingDaysLeft: 5 });
    expect(dataOf(await resume('motcua', code, 'Đã nộp đủ')).resumeDossier.dossier).toMatchObject({
      status: 'PROCESSING',
      dueAt: '2026-12-02T10:00:00.000Z',
    });
    const resumed = await shown(code);
    expect(resumed.holds).toEqual([
      {
        kind: 'SUPPLEMENT_REQUESTED',
        reason: 'Thiếu bản sao có chứng thực',
        startedAt: '2026-11-24T03:00:00.000Z',
        startedBy: { account: igateAccount('hoa') },
        endedAt: '2026-11-26T02:00:00.000Z',
        endedBy: { account: igateAccount('motcua') },
        note: 'Đã nộp đủ',
      },
    ]);
    expect(resumed.deadline.workingDaysLeft).toBe(5);
    const told = resumed.deadline.days.map(({ date, counted }) => `${date.slice(5)}${counted ? ' counts' : ''}`);
    expect(told).toEqual([
      '11-23',
      '11-24',
      '11-25',
      '11-26 counts',
      '11-27 counts',
      '11-28',
      '11-29',
      '11-30 counts',
      '12-01 counts',
      '12-02 counts',
    ]);
    expect(resumed.deadline.days[1]).toMatchObject({ reason: 'The dossier was on hold at closing time' });
    expect((await auditOf(counter, code)).slice(-2)).toMatchObject([
      { action: 'REQUEST_SUPPLEMENT', details: 'Note: Thiếu bản sao có chứng thực' },
      { action: 'RESUME', details: 'Note: Đã nộp đủ' },
    ]);
  });

  it('goes back to where it was before it was assigned', async () => {
    const code = await receive(counter);
    dataOf(await put('motcua', request, code));
    expect(dataOf(await resume('motcua', code)).resumeDossier.dossier.status).toBe('RECEIVED');
  });

  it('becomes late by no wait, but stays late where it was late before', async () => {
    const punctual = await receiveAndAssign(counter, fiveDays());
    const late = await receiveAndAssign(counter, fiveDays());
    dataOf(await put('hoa', request, punctual));
    setClock('2026-12-01T09:00');
    dataOf(await put('hoa', request, late));
    setClock('2026-12-21T09:00');
    expect((await shown(punctual)).isOverdue).toBe(false);
    expect((await shown(late)).isOverdue).toBe(true);
    const codesOf = async (overdue: boolean) => {
      const { dossiers } = await counter.get<{ dossiers: { edges: { node: { code: string } }[] } }>(
        'truongphong',
        'query ($filter: DossierFilter) { dossiers(filter: $filter) { edges { node { code } } } }',
        { filter: { codes: [punctual, late], overdue } },
      );
      return dossiers.edges.map(({ node }) => node.code);
    };
    expect([await codesOf(true), await codesOf(false)]).toEqual([[late], [punctual]]);
    expect(dataOf(await resume('hoa', late)).resumeDossier.dossier).toMatchObject({
      dueAt: '2026-11-30T10:00:00.000Z',
      isOverdue: true,
    });
  });
});

describe('holds are refused', () => {
  it('to whoever is not in charge', async () => {
    const code = await receiveAndAssign(counter);
    expect(refusalOf(await put('motcua', request, code)).code).toBe('WRONG_STEP');
    expect(refusalOf(await put('lanhdao', request, code)).code).toBe('FORBIDDEN');
    expect(refusalOf(await put('hoa', suspension, code)).code).toBe('FORBIDDEN');
    expect(refusalOf(await put('chuyenvien2', request, code)).code).toBe('NOT_FOUND');
    dataOf(await put('truongphong', suspension, code));
    expect(refusalOf(await resume('hoa', code)).code).toBe('FORBIDDEN');
    expect(refusalOf(await resume('motcua', code)).code).toBe('FORBIDDEN');
    dataOf(await resume('truongphong', code));
  });

  it('where there is one already, none to end, or nothing left to wait for', async () => {
    const code = await receiveAndAssign(counter);
    expect(refusalOf(await resume('hoa', code)).code).toBe('WRONG_STEP');
    dataOf(await put('hoa', request, code));
    expect(refusalOf(await put('hoa', request, code)).code).toBe('WRONG_STEP');
    expect(refusalOf(await put('truongphong', suspension, code)).code).toBe('WRONG_STEP');
    dataOf(await resume('hoa', code));
    dataOf(await complete(counter, 'hoa', code));
    expect(refusalOf(await put('truongphong', suspension, code)).code).toBe('WRONG_STEP');
    expect((await shown(code)).holds).toHaveLength(1);
  });

  it('without a reason', async () => {
    const code = await receiveAndAssign(counter);
    expect(refusalOf(await put('hoa', request, code, '  ')).code).toBe('BAD_USER_INPUT');
    expect((await shown(code)).holds).toEqual([]);
  });
});
