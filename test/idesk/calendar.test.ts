import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftIn, issue, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

interface Exception {
  readonly day: string;
  readonly kind: string;
  readonly name: string;
  readonly basis: string;
  readonly source: string;
}

const known = async () =>
  (await desk.pool.query<Exception>('select day, kind, name, basis, source from calendar_exceptions order by day'))
    .rows;

async function tell(version: unknown, exceptions: unknown, token = 'service:igate'): Promise<number> {
  const response = await fetch(`${desk.url}/peer/calendar`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version, exceptions }),
  });
  return response.status;
}

const holiday = (day: string): Exception => {
  return { day, kind: 'HOLIDAY', name: 'Nghỉ', basis: 'ADMINISTRATOR', source: 'Quyết định 1/QĐ-UBND' };
};

const durations = async () => {
  const { documentReport } = await desk.get<{ documentReport: { total: { signToIssue: { median: number } } } }>(
    'lanhdao',
    `{ documentReport(period: { from: "2026-11-01", to: "2026-11-30" }) { total { signToIssue { median } } } }`,
  );
  return documentReport.total.signToIssue.median;
};

describe('the calendar that iGate keeps', () => {
  it('counts in iDesk too, from the moment it is told', async () => {
    desk.clock.now = new Date('2026-11-23T02:00:00Z');
    const draft = await draftIn(desk, 'SIGNED');
    desk.clock.now = new Date('2026-11-26T02:00:00Z');
    await issue(desk, draft);
    expect(await durations()).toBe(3);
    const before = await known();
    expect(await tell(2, [...before, holiday('2026-11-24')])).toBe(204);
    expect(await durations()).toBe(2);
  });

  it('is taken whole, and only where it is newer', async () => {
    const before = await known();
    const changed = [...before.slice(1, -1), { ...holiday('2026-12-24'), name: 'Khác' }];
    expect(await tell(2, changed)).toBe(204);
    expect(await tell(1, [])).toBe(204);
    expect(await known()).toEqual(before);
    expect(await tell(5, changed)).toBe(204);
    expect(await known()).toEqual(changed.toSorted((one, other) => (one.day < other.day ? -1 : 1)));
  });

  it('is not taken from anybody else, nor in another form', async () => {
    const before = await known();
    expect(await tell(9, [], 'sso:hoant@stttt.binhdinh.gov.vn')).toBe(403);
    for (const wrong of [
      [{ ...holiday('2026-02-30') }],
      [{ ...holiday('2026-12-24'), kind: 'FEAST' }],
      [{ ...holiday('2026-12-24'), basis: 'HEARSAY' }],
      'none',
    ]) {
      expect(await tell(9, wrong)).toBe(422);
    }
    expect(await tell(0, [])).toBe(422);
    expect(await known()).toEqual(before);
  });
});
