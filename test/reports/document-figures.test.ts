import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../support/graph-client.ts';
import { misnotedFacts } from '../support/report-facts.ts';
import { sample } from './sample.ts';
import { openReportedProvince, type ReportedProvince } from './reported-province.ts';

let province: ReportedProvince;
beforeAll(async () => {
  province = await openReportedProvince(700);
  await province.idesk.pool.query(`
    with issued as (select id, created_by, row_number() over (order by id) as n from documents where state = 'ISSUED')
    insert into pushes (document_id, state, requested_by, requested_at)
    select id, case n % 3 when 0 then 'PENDING' else 'FAILED' end, created_by,
      timestamptz '2026-11-23T10:00:00+07' - make_interval(mins => (n * 7)::integer)
    from issued where n < 12`);
}, 120_000);
afterAll(() => province?.[Symbol.asyncDispose]());

/** Each figure with the field of the graph that shows it. */
const figures = {
  CREATED: 'created',
  FROM_IGATE: 'fromIgate',
  REWORKED: 'reworked',
  ISSUED: 'issued',
  RECALLED: 'recalled',
  CREATE_TO_ISSUE: 'createToIssue',
  SIGN_TO_ISSUE: 'signToIssue',
  UNDER_WAY: 'underWay',
  DRAFTING: 'drafting',
  AWAITING_APPROVAL: 'awaitingApproval',
  AWAITING_SIGNATURE: 'awaitingSignature',
  AWAITING_ISSUE: 'awaitingIssue',
  PUSH_STUCK: 'stuckPushes',
  PUSH_FAILED: 'failedPushes',
} as const;
const durations: readonly string[] = ['createToIssue', 'signToIssue'];
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
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly figures: Figures;
}

const period = { from: '2026-08-03', to: '2026-11-23' };

async function report(who: string, groupBy: string | null, filter: object = {}, over = period) {
  const { documentReport } = await province.get<{ documentReport: { total: Figures; groups: readonly Group[] } }>(
    'idesk',
    who,
    `query ($period: ReportPeriodInput!, $groupBy: DocumentGrouping, $filter: DocumentReportFilter) {
      documentReport(period: $period, groupBy: $groupBy, filter: $filter) {
        total { ${selection} reworkRate }
        groups { key label period { from to } figures { ${selection} } }
      }
    }`,
    { period: over, groupBy, filter },
  );
  return documentReport;
}

const countOf = (value: number | Durations | null | undefined): number | null =>
  typeof value === 'object' && value !== null ? value.count : (value ?? null);
const shown = (of: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([figure, field]) => [figure, countOf(of[field])]));

/** How many documents each figure lists, in one request. */
async function listed(who: string, filter: object, over: { from: string; to: string } = period) {
  const names = Object.keys(figures);
  const variables = names.map((name) => `$${name}: DocumentFilter`).join(', ');
  const fields = names.map((name) => `${name}: documents(filter: $${name}, first: 1) { totalCount }`).join(' ');
  const data = await province.get<Record<string, { totalCount: number }>>(
    'idesk',
    who,
    `query (${variables}) { ${fields} }`,
    Object.fromEntries(names.map((figure) => [figure, { ...filter, figure: { figure, period: over } }])),
  );
  return Object.fromEntries(names.map((name) => [name, data[name]?.totalCount]));
}

const filterOf: Readonly<Record<string, (key: string | null) => object>> = {
  DEPARTMENT: (department) => ({ department }),
  DIVISION: (division) => ({ division }),
  OFFICER: (createdBy) => ({ createdBy }),
  KIND: (kind) => ({ kinds: [kind] }),
  STATE: (state) => ({ states: [state] }),
  MONTH: () => ({}),
  WEEK: () => ({}),
  DAY: () => ({}),
};

/** Each grouping, of a period that ends now and of one in whose midst documents are begun that end after it. */
const everyGrouping = Object.keys(filterOf).flatMap((groupBy) =>
  [period, { from: '2026-03-05', to: '2026-05-20' }].map((over) => [groupBy, over] as const),
);

describe('every figure of the report on documents can be opened', () => {
  it.each(['lanhdao', 'truongphong', 'hoant', 'vanthu', 'motcua'])('as %s sees it, in total', async (who) => {
    expect(shown((await report(who, null)).total)).toEqual(await listed(who, {}));
  });

  it.each(everyGrouping)('grouped by %s, over %o', async (groupBy, over) => {
    const { groups } = await report('lanhdao', groupBy, {}, over);
    expect(groups.length).toBeGreaterThan(0);
    for (const group of sample(groups, 12)) {
      const opened = await listed('lanhdao', filterOf[groupBy]?.(group.key) ?? {}, group.period ?? over);
      const expected = Object.entries(shown(group.figures)).filter(([, count]) => count !== null);
      expect([group.label, expected]).toEqual([group.label, expected.map(([figure]) => [figure, opened[figure]])]);
    }
  });
});

describe('every figure of the report on documents is what it says', () => {
  it('as one finds who goes through the rows', async () => {
    const { total } = await report('baocao', null);
    const [documents, events, pushes] = await Promise.all([
      province.idesk.kysely.selectFrom('documents').selectAll().execute(),
      province.idesk.kysely.selectFrom('document_events').selectAll().execute(),
      province.idesk.kysely.selectFrom('pushes').selectAll().execute(),
    ]);
    const inPeriod = (moment: Date | null) => {
      if (moment === null) return false;
      const day = new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
      return day >= period.from && day <= period.to;
    };
    const returned = new Set(events.filter(({ action }) => action === 'RETURN').map((event) => event.document_id));
    const count = (holds: (document: (typeof documents)[number]) => boolean) => documents.filter(holds).length;
    const now = province.clock.now.getTime();
    expect(shown(total)).toEqual({
      CREATED: count(({ created_at }) => inPeriod(created_at)),
      FROM_IGATE: count(({ created_at, transfer_id }) => inPeriod(created_at) && transfer_id !== null),
      REWORKED: count(({ created_at, id }) => inPeriod(created_at) && returned.has(id)),
      ISSUED: count(({ issued_at }) => inPeriod(issued_at)),
      RECALLED: count(({ recalled_at }) => inPeriod(recalled_at)),
      CREATE_TO_ISSUE: count(({ issued_at }) => inPeriod(issued_at)),
      SIGN_TO_ISSUE: count(({ issued_at }) => inPeriod(issued_at)),
      UNDER_WAY: count(({ state }) => !['ISSUED', 'CANCELLED'].includes(state)),
      DRAFTING: count(({ state }) => state === 'DRAFTING'),
      AWAITING_APPROVAL: count(({ state }) => state === 'SUBMITTED'),
      AWAITING_SIGNATURE: count(({ state }) => state === 'APPROVED'),
      AWAITING_ISSUE: count(({ state }) => state === 'SIGNED'),
      PUSH_STUCK: count(({ id }) =>
        pushes.some(
          (push) => push.document_id === id && push.state === 'PENDING' && now - push.requested_at.getTime() > 900_000,
        ),
      ),
      PUSH_FAILED: count(({ id }) => {
        const own = pushes.filter((push) => push.document_id === id);
        return own.some(
          (failed) =>
            failed.state === 'FAILED' &&
            !own.some((later) => later.state !== 'FAILED' && later.requested_at > failed.requested_at),
        );
      }),
    });
    expect(Object.entries(shown(total)).filter(([, figure]) => figure === 0)).toEqual([]);
    expect(total['reworkRate']).toBeCloseTo(Number(total['reworked']) / Number(total['created']), 10);
  });
});

describe('the report on documents', () => {
  it('shows a report viewer the figures of every department, and no document', async () => {
    expect((await report('baocao', 'DEPARTMENT')).groups).toHaveLength(5);
    expect((await listed('baocao', {}))['CREATED']).toBe(0);
    expect((await report('lanhdao', 'DEPARTMENT')).groups).toHaveLength(1);
  });

  it('is refused to those who see neither', async () => {
    const query = `{ documentReport(period: { from: "2026-01-01", to: "2026-01-31" }) { total { created } } }`;
    expect(refusalOf(await province.ask('idesk', 'quantri', query)).code).toBe('FORBIDDEN');
  });
});

describe('what iGate has been told of the drafts', () => {
  it('is what they are: state, and moments of signing and issue', async () => {
    const [dossiers, documents] = await Promise.all([
      province.igate.pool.query<Record<string, unknown>>(
        'select idesk_transfer_id as id, desk_state, signed_at, issued_at from dossiers where desk_state is not null order by 1',
      ),
      province.idesk.pool.query<Record<string, unknown>>(
        `select transfer_id as id, case when recalled_at is null then state else 'RECALLED' end as desk_state,
           signed_at, issued_at from documents where transfer_id is not null order by 1`,
      ),
    ]);
    expect(dossiers.rows).toEqual(documents.rows);
    expect(dossiers.rows.length).toBeGreaterThan(100);
  });

  it('and what came back and when is what the rows of iGate say', async () => {
    const { rows } = await province.igate.pool.query<{ code: string }>(`
      select code from dossiers left join transfers sent on sent.id = idesk_transfer_id
      where attached_at is distinct from (
        select min(uploaded_at) from attachments
        where dossier_code = code and kind = 'RESULT' and uploaded_at >= sent.requested_at
      )`);
    expect(rows).toEqual([]);
  });

  it('and what else reports count by is what the rows say', async () => {
    expect(await misnotedFacts({ igate: province.igate.kysely, idesk: province.idesk.kysely })).toEqual([]);
  });
});

describe('a draft that is returned', () => {
  it('is among those reworked at once, and stays so when it is submitted again', async () => {
    const reworked = async () => (await report('truongphong', null)).total['reworked'];
    const before = Number(await reworked());
    const { rows } = await province.idesk.pool.query<{ id: string; version: number; created_by: string }>(
      `select documents.id, version, created_by from documents
       join desk_users head on head.sso_account = 'truongphong@stttt.binhdinh.gov.vn'
       where state = 'SUBMITTED' and documents.division_id = head.division_id and not returned
         and created_at between '2026-08-03T00:00:00+07' and '2026-11-23T23:59:59+07' limit 1`,
    );
    const [draft] = rows;
    if (!draft) throw new Error('no draft awaits the head of the division');
    await province.get(
      'idesk',
      'truongphong',
      `mutation ($input: ReturnDraftInput!) { returnDraft(input: $input) { draft { state } } }`,
      { input: { draftId: draft.id, version: draft.version, reason: 'Thiếu căn cứ' } },
    );
    expect(await reworked()).toBe(before + 1);
    await province.get(
      'idesk',
      draft.created_by,
      `mutation ($input: DraftStepInput!) { submitDraft(input: $input) { draft { state } } }`,
      { input: { draftId: draft.id, version: draft.version + 1 } },
    );
    expect(await reworked()).toBe(before + 1);
    expect(await misnotedFacts({ igate: province.igate.kysely, idesk: province.idesk.kysely })).toEqual([]);
  });
});
