import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import {
  applicant,
  igateAccount,
  openCounter,
  receive,
  receiveAndAssign,
  ssoAccount,
  type Counter,
} from './counter.ts';

let counter: Counter;
let postal: string;
let network: string;
let farming: string;
beforeAll(async () => {
  counter = await openCounter();
  postal = await receiveAndAssign(counter, { components: [pdf('cccd.pdf', 'can cuoc')] });
  network = await receive(counter, { procedure: counter.ids.socialNetwork });
  farming = await receive(counter, { procedure: counter.ids.farming }, 'motcuasnn');
});
afterAll(() => counter.close());

const list = `query ($filter: DossierFilter) { dossiers(filter: $filter) { totalCount edges { node { code } } } }`;
interface List {
  readonly dossiers: { readonly totalCount: number; readonly edges: readonly { readonly node: { code: string } }[] };
}

const seenBy = async (who: string, filter: Record<string, unknown> = {}): Promise<string[]> => {
  const { dossiers } = await counter.get<List>(who, list, { filter });
  expect(dossiers.totalCount).toBe(dossiers.edges.length);
  return dossiers.edges.map((edge) => edge.node.code).toSorted();
};

const single =
  'query ($code: DossierCode!) { dossier(code: $code) { code applicant { fullName nationalId phone email address } } }';

describe('each role sees its own dossiers, in the list, alone, and as an entity', () => {
  const sight: [string, () => string[]][] = [
    ['motcua', () => [network, postal]],
    ['hoa', () => [postal]],
    ['dongnghiep', () => []],
    ['chuyenvien2', () => []],
    // The network dossier waits for a division to take it; the postal one has been taken.
    ['truongphong', () => [network, postal]],
    ['truongphongcntt', () => [network]],
    ['lanhdao', () => [network, postal]],
    ['vanthu', () => [network, postal]],
    ['quantri', () => []],
    ['baocao', () => []],
    ['motcuasnn', () => [farming]],
  ];
  it.each(sight)('%s', async (who, expected) => {
    const visible = expected().toSorted();
    expect(await seenBy(who)).toEqual(visible);
    const codes = [postal, network, farming];
    const entities = await counter.get<{ _entities: ({ code: string } | null)[] }>(
      who,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Dossier { code status } } }',
      { refs: codes.map((code) => ({ __typename: 'Dossier', code })) },
    );
    for (const [index, code] of codes.entries()) {
      const { dossier } = await counter.get<{ dossier: object | null }>(who, single, { code });
      expect(dossier !== null).toBe(visible.includes(code));
      expect(entities._entities[index] != null).toBe(visible.includes(code));
    }
  });
});

describe('the applicant', () => {
  const applicantFor = async (who: string) =>
    (await counter.get<{ dossier: { applicant: object } }>(who, single, { code: postal })).dossier.applicant;

  it('is shown in full at the counter, to the assignee and to the division head', async () => {
    for (const who of ['motcua', 'hoa', 'truongphong']) expect(await applicantFor(who)).toEqual(applicant);
  });

  it('is shown to the leader by name, the rest masked', async () => {
    expect(await applicantFor('lanhdao')).toEqual({
      fullName: 'Trần Văn Bình',
      nationalId: '052******234',
      phone: '090****456',
      email: 'b***@example.vn',
      address: '***, Bình Định',
    });
  });

  it('is not shown to the clerk', async () => {
    const nobody = { fullName: '***', nationalId: null, phone: null, email: null, address: null };
    expect(await applicantFor('vanthu')).toEqual(nobody);
  });

  it('is shown as fully as the fullest of several roles', async () => {
    expect(await applicantFor('vanthumotcua')).toEqual(applicant);
  });

  it('cannot be found out by searching for the name', async () => {
    expect(await seenBy('motcua', { search: 'tran van binh' })).toEqual([network, postal].toSorted());
    expect(await seenBy('lanhdao', { search: 'Trần Văn Bình' })).toEqual([network, postal].toSorted());
    expect(await seenBy('vanthu', { search: 'tran van binh' })).toEqual([]);
    expect(await seenBy('vanthu', { search: 'BUU CHINH' })).toEqual([postal]);
  });

  it('takes the components along: the clerk does not see them either', async () => {
    const query = 'query ($code: DossierCode!) { dossier(code: $code) { attachments { id } } }';
    const { dossier } = await counter.get<{ dossier: { attachments: { id: string }[] } }>('hoa', query, {
      code: postal,
    });
    expect(dossier.attachments).toHaveLength(1);
    expect(await counter.get('vanthu', query, { code: postal })).toEqual({ dossier: { attachments: [] } });
    const refs = [{ __typename: 'Attachment', id: dossier.attachments[0]?.id }];
    const entities = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Attachment { name } } }';
    expect(await counter.get('vanthu', entities, { refs })).toEqual({ _entities: [null] });
    expect(await counter.get('hoa', entities, { refs })).toEqual({ _entities: [{ name: 'cccd.pdf' }] });
    expect(await counter.get('chuyenvien2', entities, { refs })).toEqual({ _entities: [null] });
  });
});

describe('officers, procedures and the audit log', () => {
  it('shows colleagues of the own department, and everybody to the administrator', async () => {
    const query = 'query ($search: String, $role: OfficerRole) { officers(search: $search, role: $role) { account } }';
    const specialists = await counter.get<{ officers: { account: string }[] }>('hoa', query, { role: 'SPECIALIST' });
    expect(specialists.officers.map((officer) => officer.account).toSorted()).toEqual(
      ['chualienket', 'chuyenvien2', 'dongnghiep', 'hoa'].map(igateAccount),
    );
    expect(await counter.get('hoa', query, { search: 'motcuasnn' })).toEqual({ officers: [] });
    expect(await counter.get('quantri', query, { search: 'MOTCUASNN' })).toEqual({
      officers: [{ account: igateAccount('motcuasnn') }],
    });
  });

  it('finds an officer by iGate account and by SSO account', async () => {
    const refs = [
      { __typename: 'Officer', account: igateAccount('hoa') },
      { __typename: 'DeskUser', ssoAccount: ssoAccount('hoa') },
      { __typename: 'DeskUser', ssoAccount: ssoAccount('motcuasnn') },
    ];
    const query = `query ($refs: [_Any!]!) {
      _entities(representations: $refs) { ... on Officer { fullName } ... on DeskUser { officer { fullName } } }
    }`;
    const hoa = { fullName: 'Cán bộ hoa' };
    expect(await counter.get('truongphong', query, { refs })).toEqual({
      _entities: [hoa, { officer: hoa }, { officer: null }],
    });
  });

  it('offers the department’s procedures, found with and without diacritics', async () => {
    const query = 'query ($search: String) { procedures(search: $search) { name processingDays } }';
    for (const search of ['giấy phép', 'GIAY PHEP', 'giấy phép'.normalize('NFD')]) {
      expect(await counter.get('motcua', query, { search })).toEqual({
        procedures: [{ name: 'Cấp giấy phép bưu chính', processingDays: 20 }],
      });
    }
  });

  it('keeps the audit log to administrators', async () => {
    const query = '{ auditLog { totalCount } }';
    for (const who of ['motcua', 'hoa', 'lanhdao', 'baocao']) {
      expect(refusalOf(await counter.ask(who, query)).code).toBe('FORBIDDEN');
    }
    expect(dataOf(await counter.ask('quantri', query))).toMatchObject({ auditLog: { totalCount: expect.any(Number) } });
  });

  it('shows a dossier’s entries to whoever sees the dossier', async () => {
    const query = 'query ($code: DossierCode!) { dossier(code: $code) { auditEntries { action outcome } } }';
    expect(await counter.get('vanthu', query, { code: postal })).toEqual({
      dossier: {
        auditEntries: [
          { action: 'RECEIVE', outcome: 'DONE' },
          { action: 'ASSIGN', outcome: 'DONE' },
        ],
      },
    });
  });
});
