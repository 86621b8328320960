import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { carryTo, draftIn, issue, issuedFromIgate, newDossierCode, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
const named: Record<string, string> = {};
const code = newDossierCode();

beforeAll(async () => {
  desk = await openDesk();
  const day = (d: number) => {
    desk.clock.now = new Date(Date.UTC(2026, 10, d, 3));
  };
  day(1);
  named['drafting'] = (await draftIn(desk, 'DRAFTING', { subject: 'Đang soạn' })).id;
  day(2);
  named['submitted'] = (await draftIn(desk, 'SUBMITTED', { subject: 'Tờ trình cấp phép', kind: 'TO_TRINH' })).id;
  day(3);
  named['issued'] = dataOf(
    await issue(desk, await draftIn(desk, 'SIGNED', { subject: 'Thông báo kết quả', kind: 'THONG_BAO' })),
  ).issueDocument.document.id;
  day(4);
  named['from iGate'] = (await issuedFromIgate(desk, code)).id;
  day(5);
  named['archived'] = dataOf(
    await issue(desk, await draftIn(desk, 'SIGNED', { subject: 'Quyết định cũ', kind: 'QUYET_DINH' })),
  ).issueDocument.document.id;
  await desk.get('vanthu', archive, { id: named['archived'] });
  day(6);
});
afterAll(() => desk.close());

const archive = 'mutation ($id: ID!) { archiveDocument(input: { documentId: $id }) { document { id archivedAt } } }';

interface List {
  readonly outgoingDocuments: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly __typename: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const query = `query ($list: OutgoingList!, $filter: OutgoingFilter, $first: Int, $after: String) {
  outgoingDocuments(list: $list, filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { __typename id } } pageInfo { hasNextPage endCursor }
  }
}`;

async function list(who: string, name: string, filter: object = {}): Promise<string[]> {
  const { outgoingDocuments } = await desk.get<List>(who, query, { list: name, filter });
  expect(outgoingDocuments.totalCount).toBe(outgoingDocuments.edges.length);
  return outgoingDocuments.edges.map(({ node }) => Object.keys(named).find((key) => named[key] === node.id) ?? node.id);
}

describe('the outgoing lists', () => {
  it('hold what is under way, newest first, without drafts that are still being written', async () => {
    expect(await list('hoant', 'PROCESSING')).toEqual(['from iGate', 'issued', 'submitted']);
  });

  it('hold what is archived apart', async () => {
    expect(await list('hoant', 'ARCHIVE')).toEqual(['archived']);
    expect(await list('vanthu', 'ARCHIVE')).toEqual(['archived']);
  });

  it('follow what one took part in, archived or not', async () => {
    expect(await list('hoant', 'TRACKING')).toEqual(['archived', 'from iGate', 'issued', 'submitted']);
    expect(await list('lanhdao', 'TRACKING')).toEqual(['archived', 'from iGate', 'issued']);
    expect(await list('motcua', 'TRACKING')).toEqual([]);
  });

  it('show drafts and issued documents each as what they are', async () => {
    const { outgoingDocuments } = await desk.get<List>('hoant', query, { list: 'PROCESSING' });
    expect(outgoingDocuments.edges.map(({ node }) => node.__typename)).toEqual([
      'IssuedDocument',
      'IssuedDocument',
      'Draft',
    ]);
  });

  it.each([
    ['by dossier', { dossierCode: code }, ['from iGate']],
    ['from iGate', { fromIgate: true }, ['from iGate']],
    ['not from iGate', { fromIgate: false }, ['issued', 'submitted']],
    ['by kind', { kinds: ['TO_TRINH', 'GIAY_MOI'] }, ['submitted']],
    ['by no kind at all', { kinds: [] }, []],
    ['from a day of issue', { issuedFrom: '2026-11-04' }, ['from iGate']],
    ['to a day of issue', { issuedTo: '2026-11-03' }, ['issued']],
    ['within days', { issuedFrom: '2026-11-03', issuedTo: '2026-11-04' }, ['from iGate', 'issued']],
    ['by subject without diacritics', { search: 'thong BAO ket' }, ['issued']],
    ['by subject with diacritics', { search: 'Tờ trình cấp' }, ['submitted']],
    ['by symbol', { search: '01/tb-stttt' }, ['issued']],
    ['by part of the code', { search: code.slice(-6) }, ['from iGate']],
    ['by nothing', { search: '  ' }, ['from iGate', 'issued', 'submitted']],
    ['by characters that mean something in SQL', { search: '%' }, []],
    ['by a character that no text holds', { search: 'thông\0 báo' }, ['issued']],
  ])('are filtered %s', async (_how, filter, expected) => {
    expect(await list('hoant', 'PROCESSING', filter)).toEqual(expected);
  });
});

describe('pages', () => {
  it('lead through the whole list, once each, also when something comes in between', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page++) {
      const { outgoingDocuments }: List = await desk.get<List>('hoant', query, { list: 'TRACKING', first: 1, after });
      seen.push(...outgoingDocuments.edges.map(({ node }) => node.id));
      if (page === 1) named['late'] = (await draftIn(desk, 'SUBMITTED', { subject: 'Đến sau' })).id;
      if (!outgoingDocuments.pageInfo.hasNextPage) break;
      after = outgoingDocuments.pageInfo.endCursor;
    }
    expect(seen).toEqual([named['archived'], named['from iGate'], named['issued'], named['submitted']]);
  });

  it.each([
    ['no rows', { first: 0 }],
    ['more than 500 rows', { first: 501 }],
    ['a cursor that is none', { after: 'nonsense' }],
    ['a cursor of ours, tampered with', { after: Buffer.from('["x","2026-11-01","y"]').toString('base64url') }],
  ])('are refused with %s', async (_what, page) => {
    expect(refusalOf(await desk.ask('hoant', query, { list: 'TRACKING', ...page })).code).toBe('BAD_USER_INPUT');
  });

  it('are refused with a cursor of another list', async () => {
    const { outgoingDocuments } = await desk.get<List>('hoant', query, { list: 'TRACKING', first: 1 });
    const answer = await desk.ask('hoant', query, { list: 'PROCESSING', after: outgoingDocuments.pageInfo.endCursor });
    expect(refusalOf(answer).code).toBe('BAD_USER_INPUT');
  });

  it('count only when the count is asked for', async () => {
    desk.statements.length = 0;
    await desk.get('hoant', '{ outgoingDocuments(list: PROCESSING) { edges { node { id } } } }');
    expect(desk.statements).toHaveLength(2);
    expect(desk.statements.join(' ')).not.toContain('count(');
  });
});

describe('what awaits a leader', () => {
  it('comes with the most urgent first, and then the oldest', async () => {
    const ids = [];
    for (const [hour, urgency] of ['NORMAL', 'FLASH', 'URGENT', 'FLASH'].entries()) {
      desk.clock.now = new Date(Date.UTC(2026, 10, 7, hour));
      ids.push((await draftIn(desk, 'APPROVED', { urgency })).id);
    }
    const page =
      'query ($after: String) { myDesk { awaitingMe(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } } }';
    interface Awaiting {
      myDesk: { awaitingMe: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } } };
    }
    const first = (await desk.get<Awaiting>('lanhdao', page)).myDesk.awaitingMe;
    const second = (await desk.get<Awaiting>('lanhdao', page, { after: first.pageInfo.endCursor })).myDesk.awaitingMe;
    expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual([ids[1], ids[3], ids[2], ids[0]]);
  });
});

describe('the archive', () => {
  it('takes a document once: archiving it again changes nothing', async () => {
    const first = await desk.get('vanthu', archive, { id: named['archived'] });
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);
    expect(await desk.get('vanthu', archive, { id: named['archived'] })).toEqual(first);
  });

  it('takes issued documents only', async () => {
    const draft = await carryTo(desk, await draftIn(desk, 'DRAFTING'), 'SIGNED');
    expect(refusalOf(await desk.ask('vanthu', archive, { id: draft.id })).code).toBe('WRONG_STEP');
    expect(refusalOf(await desk.ask('hoant', archive, { id: named['issued'] })).code).toBe('FORBIDDEN');
  });
});

describe('a recalled document', () => {
  const recall =
    'mutation ($id: ID!, $reason: String!) { recallDocument(input: { documentId: $id, reason: $reason }) { document { recalledAt recallReason } } }';
  const results = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dossier { issuedDocuments { id } availableResults { id } } } }`;

  it('keeps its reason, offers no more results, and is recalled once', async () => {
    const dossierCode = newDossierCode();
    const document = await issuedFromIgate(desk, dossierCode);
    const variables = { id: document.id, reason: 'Sai số liệu' };
    expect(await desk.get('vanthu', recall, variables)).toEqual({
      recallDocument: { document: { recalledAt: desk.clock.now.toISOString(), recallReason: 'Sai số liệu' } },
    });
    expect(refusalOf(await desk.ask('vanthu', recall, variables)).code).toBe('WRONG_STEP');
    expect(await desk.get('hoant', results, { r: [{ __typename: 'Dossier', code: dossierCode }] })).toEqual({
      _entities: [{ issuedDocuments: [{ id: document.id }], availableResults: [] }],
    });
  });

  it('needs a reason', async () => {
    expect(refusalOf(await desk.ask('vanthu', recall, { id: named['issued'], reason: '' })).code).toBe(
      'BAD_USER_INPUT',
    );
  });
});
