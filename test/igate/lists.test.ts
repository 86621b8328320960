import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { applicant, complete, igateAccount, openCounter, receive, receiveAndAssign, type Counter } from './counter.ts';

let counter: Counter;
/** In the order of reception, an hour apart. */
const codes: string[] = [];
beforeAll(async () => {
  counter = await openCounter();
  const start = counter.clock.now.getTime();
  for (let n = 0; n < 12; n += 1) {
    counter.clock.now = new Date(start + n * 3_600_000);
    const procedure = n % 2 === 0 ? counter.ids.postalLicence : counter.ids.socialNetwork;
    const fullName = n === 5 ? 'Đặng Thị Hương' : applicant.fullName;
    codes.push(await receive(counter, { procedure, applicant: { ...applicant, fullName } }));
  }
});
afterAll(() => counter.close());

const list = `query ($filter: DossierFilter, $orderBy: DossierOrder! = RECEIVED_OLDEST, $first: Int, $after: String, $last: Int, $before: String) {
  dossiers(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
interface List {
  readonly dossiers: {
    readonly totalCount: number;
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly code: string } }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string | null;
      readonly endCursor: string | null;
    };
  };
}
const page = async (variables: Record<string, unknown>) =>
  (await counter.get<List>('motcua', list, variables)).dossiers;
const found = async (filter: Record<string, unknown>): Promise<number[]> =>
  (await page({ filter, first: 500 })).edges.map((edge) => codes.indexOf(edge.node.code));

describe('the list of dossiers', () => {
  it.each(['DUE_SOONEST', 'RECEIVED_NEWEST', 'RECEIVED_OLDEST', 'CHANGED_NEWEST'])(
    'ordered %s is the same forwards and backwards, page by page',
    async (orderBy) => {
      const whole = (await page({ orderBy, first: 500 })).edges.map((edge) => edge.node.code);
      expect(whole.toSorted()).toEqual(codes.toSorted());
      const forwards: string[] = [];
      let after: string | null = null;
      for (let more = true; more;) {
        const { edges, pageInfo, totalCount }: List['dossiers'] = await page({ orderBy, first: 5, after });
        expect(totalCount).toBe(12);
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        forwards.push(...edges.map((edge) => edge.node.code));
        ({ hasNextPage: more, endCursor: after } = pageInfo);
      }
      expect(forwards).toEqual(whole);
      const backwards: string[] = [];
      let before: string | null = null;
      for (let more = true; more;) {
        const { edges, pageInfo }: List['dossiers'] = await page({ orderBy, last: 5, before });
        backwards.unshift(...edges.map((edge) => edge.node.code));
        ({ hasPreviousPage: more, startCursor: before } = pageInfo);
      }
      expect(backwards).toEqual(whole);
    },
  );

  it('is ordered by time', async () => {
    expect((await page({ orderBy: 'RECEIVED_NEWEST' })).edges.map((edge) => edge.node.code)).toEqual(
      codes.toReversed(),
    );
    expect((await page({ orderBy: 'RECEIVED_OLDEST' })).edges.map((edge) => edge.node.code)).toEqual(codes);
  });

  it('keeps a page where it is when a dossier comes in', async () => {
    const first = await page({ first: 4 });
    const second = await page({ first: 4, after: first.pageInfo.endCursor });
    const newcomer = await receive(counter, { procedure: counter.ids.farming }, 'motcuasnn');
    expect(await page({ first: 4, after: first.pageInfo.endCursor })).toEqual(second);
    expect(newcomer).toMatch(/^000\.00\.10/);
  });

  it('refuses forged and foreign cursors, sizes out of range, and both directions at once', async () => {
    const { endCursor } = (await page({ first: 1 })).pageInfo;
    for (const variables of [
      { after: 'giả mạo' },
      { after: Buffer.from('["x",1]').toString('base64url') },
      { after: endCursor, orderBy: 'DUE_SOONEST' },
      { first: 501 },
      { first: 0 },
      { first: 5, last: 5 },
    ]) {
      expect(refusalOf(await counter.ask('motcua', list, variables)).code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('a filter', () => {
  const even = [0, 2, 4, 6, 8, 10];
  const all = Array.from({ length: 12 }, (_, n) => n);

  it('narrows by code, procedure, division, status and step', async () => {
    expect(await found({ codes: [codes[3], codes[7], '000.00.13.H08-210805-0001'] })).toEqual([3, 7]);
    expect(await found({ procedure: counter.ids.postalLicence })).toEqual(even);
    expect(await found({ division: counter.ids.division('BCVT') })).toEqual([]);
    expect(await found({ statuses: ['RECEIVED'], steps: ['RECEPTION'] })).toEqual(all);
    expect(await found({ statuses: ['RETURNED'] })).toEqual([]);
    expect(await found({ ideskStates: ['NOT_SENT'] })).toEqual(all);
    expect(await found({ steps: [] })).toEqual([]);
  });

  it('searches code, procedure and applicant, with and without diacritics', async () => {
    for (const search of ['dang thi huong', 'ĐẶNG THỊ', 'Hương'.normalize('NFD')]) {
      expect(await found({ search })).toEqual([5]);
    }
    expect(await found({ search: 'mạng xã hội' })).toEqual([1, 3, 5, 7, 9, 11]);
    expect(await found({ search: codes[4]?.slice(-6) })).toEqual([4]);
    for (const search of ['100%', '_', '\0', "'; drop table dossiers; --"]) expect(await found({ search })).toEqual([]);
  });

  it('takes days as they are in Vietnam, both ends included', async () => {
    // Received 9:00 to 20:00 on 23 November in Vietnam.
    expect(await found({ receivedFrom: '2026-11-23', receivedTo: '2026-11-23' })).toEqual(all);
    expect(await found({ receivedFrom: '2026-11-24' })).toEqual([]);
    expect(await found({ receivedTo: '2026-11-22' })).toEqual([]);
    // Five working days after Monday is the next Monday.
    expect(await found({ dueFrom: '2026-11-30', dueTo: '2026-11-30' })).toEqual([1, 3, 5, 7, 9, 11]);
    expect(await found({ changedSince: '2026-11-23T12:00:00Z' })).toEqual([10, 11]);
  });

  it('tells the overdue from the others', async () => {
    const before = counter.clock.now;
    counter.clock.now = new Date('2026-12-01T00:00:00Z');
    const odd = [1, 3, 5, 7, 9, 11];
    expect(await found({ overdue: true })).toEqual(odd);
    expect(await found({ overdue: false })).toEqual(even);
    const { dossier } = await counter.get<{ dossier: { isOverdue: boolean } }>(
      'motcua',
      'query ($code: DossierCode!) { dossier(code: $code) { isOverdue } }',
      { code: codes[1] },
    );
    expect(dossier.isOverdue).toBe(true);
    counter.clock.now = before;
  });

  it('finds those of an assignee and those with results', async () => {
    const code = await receiveAndAssign(counter, { procedure: counter.ids.postalLicence });
    const offered = await counter.idesk.offer(pdf('kq.pdf', 'ket qua'));
    await counter.get(
      'hoa',
      'mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { state } } }',
      { input: { dossierCode: code, fileIds: [offered.id] } },
    );
    codes.push(code);
    expect(await found({ assignee: igateAccount('hoa') })).toEqual([12]);
    expect(await found({ hasResults: true })).toEqual([12]);
    expect(await found({ hasResults: false })).toEqual(all);
    await complete(counter, 'hoa', code);
    expect(await found({ steps: ['RESULT_INTAKE'] })).toEqual([12]);
  });

  it('refuses what is no id, no day and no code', async () => {
    for (const filter of [
      { division: 'phòng 1' },
      { procedure: '1' },
      { receivedFrom: '2026-02-30' },
      { changedSince: '2026-11-23' },
      { codes: ['không phải mã'] },
    ]) {
      expect(refusalOf(await counter.ask('motcua', list, { filter })).code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('a page of any size costs the same few statements', () => {
  const dashboard = `query Dashboard($first: Int!) {
    dossiers(first: $first) {
      totalCount
      edges { node { code procedureName status dueAt isOverdue steps { kind startedAt officer { fullName } } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const cost = async (query: string, variables: Record<string, unknown>): Promise<number> => {
    counter.statements.length = 0;
    await counter.get('motcua', query, variables);
    return counter.statements.length;
  };

  it('four for the dashboard: the officer, the page, the total, the steps', async () => {
    expect(await cost(dashboard, { first: 2 })).toBe(4);
    expect(await cost(dashboard, { first: 500 })).toBe(4);
  });

  it('one more where something of it has to be resolved: the names', async () => {
    const resolved = dashboard.replace('isOverdue', 'isOverdue applicant { fullName }');
    expect(await cost(resolved, { first: 2 })).toBe(5);
    expect(await cost(resolved, { first: 500 })).toBe(5);
  });

  it('no count where the total is not asked for', async () => {
    expect(await cost('{ dossiers(first: 500) { edges { node { code } } } }', {})).toBe(2);
  });

  it('as many for entities as for one', async () => {
    const query = `query ($refs: [_Any!]!) {
      _entities(representations: $refs) {
        ... on Dossier {
          code procedure { name } assignee { fullName } division { department { name } } steps { officer { fullName } }
          attachments { name uploadedBy { fullName } step { kind } } transfers { files { name } requestedBy { fullName } }
          auditEntries { action officer { fullName } } availableActions { action allowed }
        }
      }
    }`;
    const refs = codes.map((code) => ({ __typename: 'Dossier', code }));
    const many = await cost(query, { refs });
    expect(many).toBeLessThanOrEqual(15);
    expect(await cost(query, { refs: refs.slice(-1) })).toBe(many);
  });
});
