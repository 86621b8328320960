import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { complete, eventually, openCounter, receive, receiveAndAssign, type Counter } from './counter.ts';

let counter: Counter;
beforeAll(async () => (counter = await openCounter()));
afterAll(() => counter?.close());
beforeEach(() => (counter.clock.now = new Date('2026-11-23T02:00:00Z')));

interface Day {
  readonly date: string;
  readonly isWorkingDay: boolean;
  readonly kind: string;
  readonly name: string | null;
  readonly basis: string | null;
}

const span = (from: string, to: string, who = 'hoa') =>
  counter.ask<{ workingCalendar: Day[] }>(
    who,
    'query ($from: Date!, $to: Date!) { workingCalendar(from: $from, to: $to) { date isWorkingDay kind name basis } }',
    { from, to },
  );

const set = (input: Record<string, unknown>, who = 'quantri') =>
  counter.ask<{ setCalendarDay: { movedDossiers: number; day: Day } }>(
    who,
    `mutation ($input: SetCalendarDayInput!) {
      setCalendarDay(input: $input) { movedDossiers day { date isWorkingDay kind name basis source } }
    }`,
    { input },
  );

const holiday = (date: string) => ({
  date,
  kind: 'HOLIDAY',
  name: 'Nghỉ theo quyết định của tỉnh',
  source: 'Quyết định 1/QĐ-UBND',
});

const dueAt = async (code: string) => {
  const { dossier } = await counter.get<{ dossier: { dueAt: string } }>(
    'motcua',
    'query ($code: DossierCode!) { dossier(code: $code) { dueAt } }',
    { code },
  );
  return dossier.dueAt;
};

const fiveDays = () => ({ procedure: counter.ids.socialNetwork });

describe('the working calendar', () => {
  it('tells of each day what it is and how that is known', async () => {
    const { workingCalendar } = dataOf(await span('2026-08-28', '2026-09-03'));
    expect(workingCalendar.map(({ date, isWorkingDay, kind, basis }) => [date, isWorkingDay, kind, basis])).toEqual([
      ['2026-08-28', true, 'ORDINARY', null],
      ['2026-08-29', false, 'ORDINARY', null],
      ['2026-08-30', false, 'ORDINARY', null],
      ['2026-08-31', false, 'HOLIDAY', 'DECISION'],
      ['2026-09-01', false, 'HOLIDAY', 'DECISION'],
      ['2026-09-02', false, 'HOLIDAY', 'LAW'],
      ['2026-09-03', true, 'ORDINARY', null],
    ]);
    expect(dataOf(await span('2026-08-22', '2026-08-22')).workingCalendar).toMatchObject([
      { isWorkingDay: true, kind: 'WORKING_DAY', name: 'Làm bù cho ngày 31/8/2026' },
    ]);
  });

  it('is told in spans of 1 to 400 days', async () => {
    expect(dataOf(await span('2026-01-01', '2027-02-04')).workingCalendar).toHaveLength(400);
    expect(refusalOf(await span('2026-01-01', '2027-02-05')).code).toBe('BAD_USER_INPUT');
    expect(refusalOf(await span('2026-01-02', '2026-01-01')).code).toBe('BAD_USER_INPUT');
  });

  it('gives every day a number for statements that counts working days', async () => {
    const { rows } = await counter.pool.query<{ wrong: number }>(`
      select count(*)::int as wrong from (
        select working, ordinal, sum(working::int) over (order by day) as counted from calendar_days
      ) as days where ordinal <> counted`);
    expect(rows).toEqual([{ wrong: 0 }]);
  });
});

describe('a changed day', () => {
  it('moves the open dossiers that are due on it or later, and leaves what has ended as it was promised', async () => {
    const open = await receive(counter, fiveDays());
    const before = await receive(counter, { procedure: counter.ids.postalLicence });
    const ended = await receiveAndAssign(counter, fiveDays());
    for (const who of ['hoa', 'motcua']) dataOf(await complete(counter, who, ended));
    const { setCalendarDay } = dataOf(await set(holiday('2026-11-25')));
    expect(setCalendarDay).toMatchObject({ movedDossiers: 2, day: { isWorkingDay: false, basis: 'ADMINISTRATOR' } });
    expect(await dueAt(open)).toBe('2026-12-01T10:00:00.000Z');
    expect(await dueAt(before)).toBe('2026-12-22T10:00:00.000Z');
    expect(await dueAt(ended)).toBe('2026-11-30T10:00:00.000Z');
    expect(await dueAt(await receive(counter, fiveDays()))).toBe('2026-12-01T10:00:00.000Z');

    expect(dataOf(await set({ date: '2026-11-25', kind: 'ORDINARY' })).setCalendarDay.movedDossiers).toBe(3);
    expect(await dueAt(open)).toBe('2026-11-30T10:00:00.000Z');
    const { auditLog } = await counter.get<{ auditLog: { edges: { node: { details: string } }[] } }>(
      'quantri',
      'query { auditLog(filter: { actions: [CHANGE_CALENDAR] }) { edges { node { outcome details } } } }',
    );
    expect(auditLog.edges.map(({ node }) => node.details)).toEqual([
      'Subject: 2026-11-25 ORDINARY; Note: Nghỉ theo quyết định của tỉnh',
      'Subject: 2026-11-25 HOLIDAY; Note: Nghỉ theo quyết định của tỉnh; Quyết định 1/QĐ-UBND',
    ]);
  });

  it('counts the holds of dossiers that were on hold', async () => {
    const code = await receiveAndAssign(counter, fiveDays());
    const at = async (moment: string, mutation: string, input: object) => {
      counter.clock.now = new Date(moment);
      await counter.get('hoa', mutation, { input: { dossierCode: code, ...input } });
    };
    await at(
      '2026-11-24T02:00:00Z',
      'mutation ($input: HoldDossierInput!) { requestSupplement(input: $input) { dossier { code } } }',
      { reason: 'Thiếu giấy' },
    );
    await at(
      '2026-11-25T02:00:00Z',
      'mutation ($input: ResumeDossierInput!) { resumeDossier(input: $input) { dossier { code } } }',
      {},
    );
    expect(await dueAt(code)).toBe('2026-12-01T10:00:00.000Z');
    dataOf(await set(holiday('2026-11-27')));
    expect(await dueAt(code)).toBe('2026-12-02T10:00:00.000Z');
    dataOf(await set({ date: '2026-11-27', kind: 'ORDINARY' }));
  });

  it('is one change, however often it is asked for', async () => {
    dataOf(await set(holiday('2027-01-04')));
    const entries = () =>
      counter.database.selectFrom('audit_entries').where('action', '=', 'CHANGE_CALENDAR').select('id').execute();
    const known = (await entries()).length;
    expect(dataOf(await set(holiday('2027-01-04'))).setCalendarDay.movedDossiers).toBe(0);
    expect(await entries()).toHaveLength(known);
  });

  it('is refused to all but administrators, and where it says nothing', async () => {
    expect(refusalOf(await set(holiday('2026-11-26'), 'lanhdao')).code).toBe('FORBIDDEN');
    for (const input of [
      holiday('2026-11-28'),
      { ...holiday('2026-11-26'), kind: 'WORKING_DAY' },
      { ...holiday('2026-11-26'), name: ' ' },
      { ...holiday('2026-11-26'), source: null },
      holiday('2061-11-25'),
    ]) {
      expect(refusalOf(await set(input)).code).toBe('BAD_USER_INPUT');
    }
    expect(dataOf(await span('2026-11-26', '2026-11-26')).workingCalendar).toMatchObject([{ kind: 'ORDINARY' }]);
  });
});

describe('a change of the calendar', () => {
  const told = () => counter.idesk.calendars;

  it('crosses over to iDesk, whole and once', async () => {
    told().length = 0;
    dataOf(await set(holiday('2026-12-14')));
    const [first] = await eventually(
      async () => told(),
      (calendars) => calendars.length > 0,
    );
    expect(first?.exceptions).toContainEqual({
      day: '2026-12-14',
      kind: 'HOLIDAY',
      name: 'Nghỉ theo quyết định của tỉnh',
      basis: 'ADMINISTRATOR',
      source: 'Quyết định 1/QĐ-UBND',
    });
    expect(first?.exceptions.map(({ day }) => day)).toContain('2027-01-01');
    await delay(300);
    expect(told()).toHaveLength(1);
  });

  it('is told once iDesk can take it, as it is by then, and with a version that grows', async () => {
    const before = told().at(-1)?.version ?? 0;
    counter.idesk.mood = 'failing';
    dataOf(await set(holiday('2026-12-15')));
    dataOf(await set({ date: '2026-12-15', kind: 'ORDINARY' }));
    counter.idesk.mood = 'willing';
    const last = await eventually(
      async () => told().at(-1),
      (calendar) => calendar?.version === before + 2,
    );
    expect(last?.exceptions.map(({ day }) => day)).not.toContain('2026-12-15');
    const { rows } = await counter.pool.query('select version from calendar_news where told_at is null');
    expect(rows).toEqual([]);
  });

  it('that changes nothing tells nothing', async () => {
    const before = told().length;
    dataOf(await set(holiday('2026-12-14')));
    await delay(300);
    expect(told()).toHaveLength(before);
  });
});
