import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { account, draftIn, issue, issuedFromIgate, newDossierCode, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
const documents: Record<string, string> = {};
const files: Record<string, string> = {};
const code = newDossierCode();
beforeAll(async () => {
  desk = await openDesk();
  for (const state of ['DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED'] as const) {
    documents[state] = (await draftIn(desk, state)).id;
  }
  const result = desk.igate.offer('Kết quả.pdf', Buffer.from(await pdf('Kết quả.pdf', 'r').arrayBuffer()));
  const withDossier = await issuedFromIgate(desk, code, [result]);
  documents['ISSUED with dossier'] = withDossier.id;
  const own = pdf('a.pdf', 'a');
  const without = dataOf(await issue(desk, await draftIn(desk, 'SIGNED', { files: [own] }))).issueDocument.document;
  documents['ISSUED'] = without.id;
  files['ISSUED with dossier'] = withDossier.files[0]?.id ?? '';
  files['ISSUED'] = without.files[0]?.id ?? '';
});
afterAll(() => desk.close());

const everything = ['APPROVED', 'DRAFTING', 'ISSUED', 'ISSUED with dossier', 'SIGNED', 'SUBMITTED'];
const sees: Record<string, readonly string[]> = {
  hoant: everything,
  dongnghiep: [],
  chuyenvien2: [],
  truongphong: everything,
  truongphong2: [],
  lanhdao: everything,
  vanthu: ['ISSUED', 'ISSUED with dossier', 'SIGNED'],
  motcua: ['ISSUED with dossier'],
  quantri: [],
  baocao: [],
  vanthusnn: [],
};

const nameOf = (id: string): string => Object.keys(documents).find((name) => documents[name] === id) ?? id;

describe.each(Object.entries(sees))('%s', (who, visible) => {
  it('reads the documents that the role shows, and the others read as not found', async () => {
    for (const [name, id] of Object.entries(documents)) {
      const answer = await desk.ask<{ draft: { id: string } | null }>(
        who,
        'query ($id: ID!) { draft(id: $id) { id } }',
        {
          id,
        },
      );
      expect(dataOf(answer).draft?.id).toBe(visible.includes(name) ? id : undefined);
    }
  });

  it('meets the same through references, whoever sends them', async () => {
    const representations = Object.values(documents).map((id) => ({ __typename: 'Draft', id }));
    const { _entities } = await desk.get<{ _entities: ({ id: string } | null)[] }>(who, entities('Draft { id }'), {
      representations,
    });
    expect(_entities.flatMap((found) => (found ? nameOf(found.id) : [])).toSorted()).toEqual(visible);
  });

  it('meets the same in files', async () => {
    const representations = Object.values(files).map((id) => ({ __typename: 'DocumentFile', id }));
    const { _entities } = await desk.get<{ _entities: ({ id: string } | null)[] }>(
      who,
      entities('DocumentFile { id document { id } }'),
      { representations },
    );
    const found = _entities.flatMap((file) => Object.keys(files).filter((name) => files[name] === file?.id));
    expect(found.toSorted()).toEqual(visible.filter((name) => name.startsWith('ISSUED')));
  });

  it('meets the same through the dossier’s code', async () => {
    const { _entities } = await desk.get<{
      _entities: { drafts: object[]; issuedDocuments: object[]; availableResults: object[] }[];
    }>(who, entities('Dossier { drafts { id } issuedDocuments { id } availableResults { id } }'), {
      representations: [{ __typename: 'Dossier', code }],
    });
    const count = visible.includes('ISSUED with dossier') ? 1 : 0;
    const lengths = _entities.map((dossier) => [
      dossier.drafts.length,
      dossier.issuedDocuments.length,
      dossier.availableResults.length,
    ]);
    expect(lengths).toEqual([[count, count, count]]);
  });

  it('meets the same in lists and their counts', async () => {
    const { outgoingDocuments } = await desk.get<{
      outgoingDocuments: { totalCount: number; edges: { node: { id: string } }[] };
    }>(who, '{ outgoingDocuments(list: PROCESSING) { totalCount edges { node { id } } } }');
    const listed = visible.filter((name) => name !== 'DRAFTING');
    expect(outgoingDocuments.edges.map(({ node }) => nameOf(node.id)).toSorted()).toEqual(listed);
    expect(outgoingDocuments.totalCount).toBe(listed.length);
  });
});

describe('what awaits an officer', () => {
  it.each([
    ['truongphong', ['SUBMITTED']],
    ['lanhdao', ['APPROVED']],
    ['vanthu', ['SIGNED']],
    ['hoant', []],
    ['truongphong2', []],
    ['motcua', []],
  ])('%s', async (who, expected) => {
    const { myDesk } = await desk.get<{
      myDesk: { awaitingMe: { totalCount: number; edges: { node: { id: string } }[] } };
    }>(who, '{ myDesk { awaitingMe { totalCount edges { node { id } } } } }');
    expect(myDesk.awaitingMe.edges.map(({ node }) => nameOf(node.id))).toEqual(expected);
    expect(myDesk.awaitingMe.totalCount).toBe(expected.length);
  });

  it('is shown of somebody else only as far as one sees the drafts', async () => {
    const representations = [{ __typename: 'DeskUser', ssoAccount: account('truongphong') }];
    const awaitingOf = async (who: string) =>
      desk.get(who, entities('DeskUser { awaitingMe { totalCount } drafts { totalCount } }'), { representations });
    expect(await awaitingOf('lanhdao')).toEqual({
      _entities: [{ awaitingMe: { totalCount: 1 }, drafts: { totalCount: 0 } }],
    });
    expect(await awaitingOf('chuyenvien2')).toEqual({
      _entities: [{ awaitingMe: { totalCount: 0 }, drafts: { totalCount: 0 } }],
    });
  });
});

describe('officers', () => {
  const look = (who: string, name: string) =>
    desk.get(who, entities('DeskUser { fullName unit roles }'), {
      representations: [{ __typename: 'DeskUser', ssoAccount: account(name) }],
    });

  it('are known by name to their department', async () => {
    expect(await look('baocao', 'hoant')).toEqual({
      _entities: [{ fullName: 'Cán bộ hoant', unit: 'Phòng Bưu chính Viễn thông', roles: ['SPECIALIST'] }],
    });
    expect(await look('hoant', 'motcua')).toEqual({
      _entities: [{ fullName: 'Cán bộ motcua', unit: 'Sở Thông tin và Truyền thông', roles: ['ONE_STOP_OFFICER'] }],
    });
  });

  it('are unknown to other departments, and known to administrators', async () => {
    expect(await look('vanthusnn', 'hoant')).toEqual({ _entities: [null] });
    expect(await look('quantri', 'vanthusnn')).toMatchObject({ _entities: [{ fullName: 'Cán bộ vanthusnn' }] });
    expect(await look('hoant', 'nobody')).toEqual({ _entities: [null] });
  });
});

describe('who has no place here', () => {
  it.each([
    ['nobody', null, 'UNAUTHENTICATED', /sign in/i],
    ['an officer signed in to iGate itself', 'local:nthoa@stttt.binhdinh.gov.vn', 'UNAUTHENTICATED', /through the SSO/],
    ['a token that is none', 'nonsense:', 'UNAUTHENTICATED', /through the SSO/],
    ['iGate itself', 'service:igate', 'UNAUTHENTICATED', /through the SSO/],
    ['an account that iDesk lacks', 'sso:nobody@binhdinh.gov.vn', 'FORBIDDEN', /no officer/],
  ])('gets no field: %s', async (_who, token, refusal, sentence) => {
    const operations = [
      ['{ myDesk { fullName } }', {}],
      ['{ outgoingDocuments(list: PROCESSING) { totalCount } }', {}],
      ['query ($id: ID!) { issuedDocument(id: $id) { id } }', { id: documents['ISSUED'] }],
      [entities('Dossier { code }'), { representations: [{ __typename: 'Dossier', code }] }],
      [entities('Draft { id }'), { representations: [{ __typename: 'Draft', id: documents['ISSUED'] }] }],
      [
        entities('DeskUser { fullName }'),
        { representations: [{ __typename: 'DeskUser', ssoAccount: account('hoant') }] },
      ],
      ['mutation { createDraft(input: { subject: "x" }) { draft { id } } }', {}],
    ] as const;
    for (const [query, variables] of operations) {
      const answer = await desk.ask(token, query, variables);
      const { code: given, message } = refusalOf(answer);
      expect(given).toBe(refusal);
      expect(message).toMatch(sentence);
    }
  });

  it('is told in Vietnamese unless English is asked for', async () => {
    const answer = await desk.ask('local:x', '{ myDesk { fullName } }', {}, 'vi');
    expect(refusalOf(answer).message).toBe('iDesk chỉ nhận phiên đăng nhập qua SSO của tỉnh. Hãy đăng nhập qua SSO.');
  });
});

it('reads ids that cannot be ids as not found', async () => {
  for (const id of ['', 'x', "'", randomUUID().toUpperCase()]) {
    const missing = 'query ($id: ID!) { draft(id: $id) { id } issuedDocument(id: $id) { id } }';
    expect(await desk.get('hoant', missing, { id })).toEqual({ draft: null, issuedDocument: null });
  }
  const representations = [
    { __typename: 'Draft', id: 'x' },
    { __typename: 'Transfer', id: 'x' },
    { __typename: 'DeskUser', ssoAccount: '\0' },
  ];
  const { _entities } = await desk.get<{ _entities: unknown[] }>(
    'hoant',
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Draft { id } ... on Transfer { draft { id } } ... on DeskUser { fullName } } }',
    { representations },
  );
  expect(_entities).toEqual([null, { draft: null }, null]);
});

function entities(selection: string): string {
  return `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${selection} } }`;
}
