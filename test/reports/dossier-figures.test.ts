import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../support/graph-client.ts';
import { sample } from './sample.ts';
import { openReportedProvince, type ReportedProvince } from './reported-province.ts';

let province: ReportedProvince;
beforeAll(async () => {
  province = await openReportedProvince(900);
  await trouble();
}, 120_000);
afterAll(() => province?.[Symbol.asyncDispose]());

/** Holds that have ended, crossings that are stuck, and dossiers that nobody has: what the demo has little of. */
async function trouble(): Promise<void> {
  await province.igate.pool.query(`
    with open as (
      select code, row_number() over (order by code) as n from dossiers where status = 'PROCESSING' and idesk_state = 'NOT_SENT'
    )
    insert into transfers (kind, state, dossier_code, requested_at)
    select 'ATTACH_RESULTS', case n % 3 when 0 then 'PENDING' else 'FAILED' end, code,
      timestamptz '2026-11-23T10:00:00+07' - make_interval(mins => (n * 7)::integer)
    from open where n < 12`);
}

/** Each figure with the field of the graph that shows it. */
const figures = {
  RECEIVED: 'received',
  CARRIED_OVER: 'carriedOver',
  ENDED: 'ended',
  COMPLETED: 'completed',
  COMPLETED_EARLY: 'completedEarly',
  COMPLETED_ON_TIME: 'completedOnTime',
  COMPLETED_LATE: 'completedLate',
  RETURNED: 'returned',
  SENT_TO_IDESK: 'sentToIdesk',
  ISSUED: 'issued',
  ATTACHED: 'attached',
  SEND_TO_ISSUE: 'sendToIssue',
  SIGN_TO_ISSUE: 'signToIssue',
  ISSUE_TO_ATTACH: 'issueToAttach',
  OPEN: 'open',
  OVERDUE: 'overdue',
  DUE_SOON: 'dueSoon',
  WAITING_FOR_SUPPLEMENT: 'waitingForSupplement',
  SUSPENDED: 'suspended',
  DRAFTING: 'drafting',
  AWAITING_APPROVAL: 'awaitingApproval',
  AWAITING_SIGNATURE: 'awaitingSignature',
  AWAITING_ISSUE: 'awaitingIssue',
  ISSUED_NOT_ATTACHED: 'issuedNotAttached',
  ATTACHED_NOT_RETURNED: 'attachedNotReturned',
  TRANSFER_STUCK: 'stuckTransfers',
  TRANSFER_FAILED: 'failedTransfers',
} as const;
const durations: readonly string[] = ['sendToIssue', 'signToIssue', 'issueToAttach'];
const selection = Object.values(figures)
  .map((field) => (durations.includes(field) ? `${field} { count median p90 }` : field))
  .join(' ');

interface Durations {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}
type Figures = Readonly<Record<string, number | Durations | null>>;
interface Group {
  readonly key: string | null;
  readonly label: string;
  readonly officer: { readonly account: string } | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly figures: Figures;
}
interface Report {
  readonly total: Figures;
  readonly groups: readonly Group[];
}

const period = { from: '2026-08-03', to: '2026-11-23' };

async function report(who: string, groupBy: string | null, filter: object = {}, over = period): Promise<Report> {
  const { dossierReport } = await province.get<{ dossierReport: Report }>(
    'igate',
    who,
    `query ($period: ReportPeriodInput!, $groupBy: DossierGrouping, $filter: DossierReportFilter) {
      dossierReport(period: $period, groupBy: $groupBy, filter: $filter) {
        total { ${selection} onTimeRate }
        groups { key label officer { account } period { from to } figures { ${selection} } }
      }
    }`,
    { period: over, groupBy, filter },
  );
  return dossierReport;
}

const countOf = (value: number | Durations | null | undefined): number | null =>
  typeof value === 'object' && value !== null ? value.count : (value ?? null);

/** How many dossiers each figure lists, in one request. */
async function listed(who: string, filter: object, over: { from: string; to: string }) {
  const names = Object.keys(figures);
  const variables = names.map((name) => `$${name}: DossierFilter`).join(', ');
  const fields = names.map((name) => `${name}: dossiers(filter: $${name}, first: 1) { totalCount }`).join(' ');
  const data = await province.get<Record<string, { totalCount: number }>>(
    'igate',
    who,
    `query (${variables}) { ${fields} }`,
    Object.fromEntries(names.map((figure) => [figure, { ...filter, figure: { figure, period: over } }])),
  );
  return Object.fromEntries(names.map((name) => [name, data[name]?.totalCount]));
}

const shown = (of: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([figure, field]) => [figure, countOf(of[field])]));

/** How each grouping's groups are filtered by. */
const filterOf: Readonly<Record<string, (group: Group) => object>> = {
  DEPARTMENT: ({ key }) => ({ department: key }),
  DIVISION: ({ key }) => (key === null ? { withoutDivision: true } : { division: key }),
  PROCEDURE: ({ key }) => ({ procedure: key }),
  OFFICER: ({ officer }) => (officer === null ? { withoutAssignee: true } : { assignee: officer.account }),
  STATUS: ({ key }) => ({ statuses: [key] }),
  WEEK: () => ({}),
  MONTH: () => ({}),
  DAY: () => ({}),
};

/** Each grouping, of a period that ends now and of one in whose midst dossiers are begun that end after it. */
const everyGrouping = Object.keys(filterOf).flatMap((groupBy) =>
  [period, { from: '2026-03-05', to: '2026-05-20' }].map((over) => [groupBy, over] as const),
);

describe('every figure of the report on dossiers can be opened', () => {
  it.each(['lanhdao', 'truongphong', 'hoant', 'motcua', 'vanthu'])('as %s sees it, in total', async (who) => {
    const { total } = await report(who, null);
    expect(shown(total)).toEqual(await listed(who, {}, period));
    expect(total['received']).toBeGreaterThan(0);
  });

  it.each(everyGrouping)('grouped by %s, over %o', async (groupBy, over) => {
    const { total, groups } = await report('lanhdao', groupBy, {}, over);
    expect(groups.length).toBeGreaterThan(0);
    const inTime = groups[0]?.period !== null;
    for (const group of sample(groups, 20)) {
      const opened = await listed('lanhdao', filterOf[groupBy]?.(group) ?? {}, group.period ?? over);
      const expected = shown(group.figures);
      for (const [figure, count] of Object.entries(expected)) {
        if (inTime && count === null) delete opened[figure];
        if (inTime && count === null) delete expected[figure];
      }
      expect([group.label, expected]).toEqual([group.label, opened]);
    }
    const added = Object.entries(shown(total)).filter(
      ([figure]) => !inTime || ['RECEIVED', 'ENDED', 'ISSUED'].includes(figure),
    );
    for (const [figure, count] of added) {
      const sum = groups.reduce((all, group) => all + (shown(group.figures)[figure] ?? 0), 0);
      expect([figure, sum]).toEqual([figure, count]);
    }
  });

  it('grouped by DAY, each day beginning with what the one before has left', async () => {
    const { groups } = await report('lanhdao', 'DAY');
    expect(groups).toHaveLength(113);
    const left = groups.map(
      ({ figures: day }) => Number(day['carriedOver']) + Number(day['received']) - Number(day['ended']),
    );
    expect(groups.slice(1).map(({ figures: day }) => day['carriedOver'])).toEqual(left.slice(0, -1));
    const last = groups.at(-1);
    expect(shown(last?.figures ?? {})['CARRIED_OVER']).toBe(
      (await listed('lanhdao', {}, last?.period ?? period))['CARRIED_OVER'],
    );
  });

  it('together with the conditions of the report', async () => {
    const filter = { statuses: ['RETURNED', 'PROCESSING'], withoutAssignee: false };
    const { total } = await report('lanhdao', null, filter);
    expect(shown(total)).toEqual(await listed('lanhdao', filter, period));
  });
});

describe('every figure of the report on dossiers is what it says', () => {
  it('as one finds who goes through the rows', async () => {
    const { total } = await report('baocao', null);
    expect(shown(total)).toEqual(await naively(period.from, period.to));
    for (const figure of [
      'OVERDUE',
      'DUE_SOON',
      'SUSPENDED',
      'WAITING_FOR_SUPPLEMENT',
      'ISSUED_NOT_ATTACHED',
      'TRANSFER_FAILED',
    ])
      expect([figure, shown(total)[figure]]).not.toEqual([figure, 0]);
  });

  it('the medians and percentiles too', async () => {
    const { rows } = await province.igate.pool.query<{ days: number }>(
      `select (select count(*)::int from calendar_days where working
         and day > (sent_at at time zone 'Asia/Ho_Chi_Minh')::date
         and day <= (issued_at at time zone 'Asia/Ho_Chi_Minh')::date) as days
       from dossiers where (issued_at at time zone 'Asia/Ho_Chi_Minh')::date between $1 and $2 order by 1`,
      [period.from, period.to],
    );
    const { total } = await report('baocao', null);
    expect(total['sendToIssue']).toEqual({
      count: rows.length,
      median: rows[Math.ceil(rows.length * 0.5) - 1]?.days,
      p90: rows[Math.ceil(rows.length * 0.9) - 1]?.days,
    });
  });

  it('the rate of those on time', async () => {
    const { total } = await report('baocao', null);
    const onTime = Number(total['completedEarly']) + Number(total['completedOnTime']);
    expect(total['onTimeRate']).toBeCloseTo(onTime / Number(total['completed']), 10);
    expect((await report('baocao', null, {}, { from: '2020-01-01', to: '2020-01-31' })).total['onTimeRate']).toBeNull();
  });
});

describe('the report on dossiers', () => {
  it('shows a report viewer the figures of every department, and no dossier', async () => {
    const { groups } = await report('baocao', 'DEPARTMENT');
    expect(groups).toHaveLength(5);
    expect((await listed('baocao', {}, period))['RECEIVED']).toBe(0);
    expect((await report('lanhdao', 'DEPARTMENT')).groups).toHaveLength(1);
  });

  it('is refused to those who see neither, and for periods that make no sense', async () => {
    const refused = async (who: string, from: string, to: string, groupBy: string | null) =>
      refusalOf(
        await province.ask(
          'igate',
          who,
          `query ($period: ReportPeriodInput!, $groupBy: DossierGrouping) {
            dossierReport(period: $period, groupBy: $groupBy) { total { received } }
          }`,
          { period: { from, to }, groupBy },
        ),
      ).code;
    expect(await refused('quantri', period.from, period.to, null)).toBe('FORBIDDEN');
    expect(await refused('lanhdao', '2026-02-01', '2026-01-31', null)).toBe('BAD_USER_INPUT');
    expect(await refused('lanhdao', '2010-01-01', '2026-01-31', null)).toBe('BAD_USER_INPUT');
    expect(await refused('lanhdao', '2025-01-01', '2026-11-23', 'DAY')).toBe('BAD_USER_INPUT');
  });

  it('counts only what is asked, and shows only groups that have some of it', async () => {
    const of = async (fields: string, groupBy: string, fragments = '') => {
      const { dossierReport } = await province.get<{ dossierReport: { total?: Figures; groups?: readonly Group[] } }>(
        'igate',
        'lanhdao',
        `query ($period: ReportPeriodInput!, $groupBy: DossierGrouping) {
          dossierReport(period: $period, groupBy: $groupBy) { ${fields} }
        } ${fragments}`,
        { period, groupBy },
      );
      return dossierReport;
    };
    const all = await report('lanhdao', 'OFFICER');
    const late = all.groups.filter(({ figures: own }) => own['overdue'] !== 0);
    expect(late.length).toBeLessThan(all.groups.length);
    const fragment = 'fragment Late on DossierReportGroup { label figures { overdue } }';
    expect(await of('total { late: overdue } groups { ...Late }', 'OFFICER', fragment)).toEqual({
      total: { late: all.total['overdue'] },
      groups: late.map(({ label, figures: own }) => ({ label, figures: { overdue: own['overdue'] } })),
    });
    expect(await of('groups { label }', 'OFFICER')).toEqual({ groups: all.groups.map(({ label }) => ({ label })) });
    const months = await report('lanhdao', 'MONTH');
    expect(await of('groups { figures { carriedOver } }', 'MONTH')).toEqual({
      groups: months.groups.map(({ figures: { carriedOver } }) => ({ figures: { carriedOver } })),
    });
    const { onTimeRate, overdue, received } = (await report('lanhdao', null)).total as Record<string, unknown>;
    expect(await of('total { onTimeRate }', 'DAY')).toEqual({ total: { onTimeRate } });
    expect(await of('total { overdue received }', 'DAY')).toEqual({ total: { overdue, received } });
  });

  it('names what belongs to nobody in the reader’s language, last', async () => {
    const { groups } = await report('baocao', 'DIVISION');
    expect(groups.at(-1)).toMatchObject({ key: null, label: 'Chưa có phòng phụ trách' });
  });
});

/** Every figure by its description, from the rows themselves. */
async function naively(from: string, to: string): Promise<Record<string, number>> {
  const [dossiers, transfers, exceptions] = await Promise.all([
    province.igate.kysely.selectFrom('dossiers').selectAll().execute(),
    province.igate.kysely.selectFrom('transfers').selectAll().execute(),
    province.igate.pool.query<{ day: string; working: boolean }>('select day, working from calendar_days'),
  ]);
  const now = province.clock.now;
  const worked = new Map(exceptions.rows.map(({ day, working }) => [day, working]));
  const dayOf = (moment: Date | null) =>
    moment === null ? null : new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const inPeriod = (day: string | null) => day !== null && day >= from && day <= to;
  let soonDay = dayOf(now) ?? '';
  for (let left = 3; ; soonDay = dayOf(new Date(Date.parse(soonDay) + 24 * 3_600_000)) ?? '') {
    if (worked.get(soonDay)) left -= 1;
    if (left === 0) break;
  }
  const soon = new Date(`${soonDay}T17:00:00+07:00`);
  const counts: Record<string, number> = Object.fromEntries(Object.keys(figures).map((figure) => [figure, 0]));
  for (const dossier of dossiers) {
    const own = transfers.filter((transfer) => transfer.dossier_code === dossier.code);
    const gone = ['WITHDRAWN', 'REJECTED'].includes(dossier.status);
    const ended = dossier.completed_at ?? (gone ? dossier.changed_at : null);
    const open = ended === null;
    const due = dossier.due_at;
    const completed = inPeriod(dayOf(dossier.completed_at));
    const late = dossier.completed_at !== null && due !== null && dossier.completed_at > due;
    const early = !late && (dayOf(dossier.completed_at) ?? '') < (dayOf(due) ?? '');
    const overdue = open && due !== null && due < (dossier.held_since ?? now);
    const told = (state: string) => open && dossier.desk_state === state;
    const received = dayOf(dossier.received_at) ?? '';
    const facts: Record<keyof typeof figures, boolean> = {
      RECEIVED: inPeriod(received),
      CARRIED_OVER: received < from && (ended === null || (dayOf(ended) ?? '') >= from),
      ENDED: inPeriod(dayOf(ended)),
      COMPLETED: completed,
      COMPLETED_EARLY: completed && early,
      COMPLETED_ON_TIME: completed && !early && !late,
      COMPLETED_LATE: completed && late,
      RETURNED: inPeriod(dayOf(dossier.returned_at)),
      SENT_TO_IDESK: inPeriod(dayOf(dossier.sent_at)),
      ISSUED: inPeriod(dayOf(dossier.issued_at)),
      ATTACHED: inPeriod(dayOf(dossier.attached_at)),
      SEND_TO_ISSUE: inPeriod(dayOf(dossier.issued_at)),
      SIGN_TO_ISSUE: inPeriod(dayOf(dossier.issued_at)),
      ISSUE_TO_ATTACH: inPeriod(dayOf(dossier.attached_at)),
      OPEN: open,
      OVERDUE: overdue,
      DUE_SOON: open && dossier.held_since === null && due !== null && due >= now && due <= soon,
      WAITING_FOR_SUPPLEMENT: dossier.status === 'SUPPLEMENT_REQUESTED',
      SUSPENDED: dossier.status === 'SUSPENDED',
      DRAFTING: told('DRAFTING'),
      AWAITING_APPROVAL: told('SUBMITTED'),
      AWAITING_SIGNATURE: told('APPROVED'),
      AWAITING_ISSUE: told('SIGNED'),
      ISSUED_NOT_ATTACHED: told('ISSUED') && dossier.attached_at === null,
      ATTACHED_NOT_RETURNED: dossier.has_results && dossier.returned_at === null && !gone,
      TRANSFER_STUCK:
        open &&
        own.some(({ state, requested_at }) => state === 'PENDING' && now.getTime() - requested_at.getTime() > 900_000),
      TRANSFER_FAILED:
        open &&
        own.some(
          (failed) =>
            failed.state === 'FAILED' &&
            !own.some(
              (later) =>
                later.kind === failed.kind && later.state !== 'FAILED' && later.requested_at > failed.requested_at,
            ),
        ),
    };
    for (const [figure, holds] of Object.entries(facts)) if (holds) counts[figure] = (counts[figure] ?? 0) + 1;
  }
  return counts;
}
