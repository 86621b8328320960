import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountNames, igateAccount, type Caller } from './authorization/accounts.ts';
import { applicantShown, documentRows, dossiersSeen } from './authorization/design.ts';
import { openProvince, type Province } from './authorization/province.ts';
import { applicant, makeDocuments, makeDossiers, type MadeDocument, type MadeDossier } from './authorization/rows.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let province: Province;
let dossiers: MadeDossier[];
let document: MadeDocument | undefined;
beforeAll(async () => {
  province = await openProvince();
  dossiers = await makeDossiers(
    province,
    documentRows.map((row) => ({ row })),
  );
  [document] = await makeDocuments(province, [{ row: 'own', state: 'ISSUED' }]);
});
afterAll(() => province.close());

const personalData = Object.values(applicant);
const masked = {
  fullName: applicant.fullName,
  nationalId: '052******234',
  phone: '090****456',
  email: 'b***@example.vn',
  address: '***, Bình Định',
};
const withheld = { fullName: '***', nationalId: null, phone: null, email: null, address: null };

const plain = 'fullName nationalId phone email address';
const revealed = 'fullName nationalId(reveal: true) phone(reveal: true) email(reveal: true) address(reveal: true)';

const ask = (caller: Caller, selection: string, codes = dossiers.map(({ code }) => code)) =>
  province.ask<{ dossiers: { edges: { node: { code: string; applicant: typeof withheld } }[] } | null }>(
    'gateway',
    caller,
    `query ($codes: [DossierCode!]) {
      dossiers(filter: { codes: $codes }, first: 500) { edges { node { code applicant { ${selection} } } } }
    }`,
    { codes },
  );
const applicantsOf = async (caller: Caller, selection: string) => {
  const answer = await ask(caller, selection);
  return { ...answer, applicants: answer.data?.dossiers?.edges.map(({ node }) => node.applicant) ?? [] };
};

/** What the audit log has got since: who, which dossier, with which outcome. */
async function entriesOf(action: 'VIEW_PERSONAL_DATA' | 'DOWNLOAD_FILE') {
  const entries = await province.igate
    .selectFrom('audit_entries')
    .innerJoin('officers', 'officers.id', 'audit_entries.officer_id')
    .select(['officers.account', 'audit_entries.dossier_code as code', 'audit_entries.outcome'])
    .where('audit_entries.action', '=', action)
    .where('audit_entries.id', '>', last)
    .orderBy('audit_entries.dossier_code')
    .execute();
  return entries;
}

let last = '';
beforeEach(async () => {
  const newest = await province.igate.selectFrom('audit_entries').select('id').orderBy('id', 'desc').limit(1).execute();
  last = newest[0]?.id ?? '00000000-0000-0000-0000-000000000000';
});

describe.each(accountNames.filter((name) => name !== 'chualienket'))('of an applicant, %s', (caller) => {
  const shown = applicantShown[caller];
  const count = dossiersSeen[caller].filter((row) => row !== 'untaken').length;

  it(`is shown ${shown ?? 'nothing'}`, async () => {
    const { applicants, errors } = await applicantsOf(caller, plain);
    const expected = { 'in full': applicant, masked, 'not at all': withheld };
    expect(applicants).toEqual(Array.from({ length: count }, () => shown && expected[shown]));
    expect(errors).toEqual([]);
    expect(await entriesOf('VIEW_PERSONAL_DATA')).toEqual([]);
  });

  it(`${shown === 'not at all' ? 'may not reveal it' : 'reveals what there is'}, and is recorded`, async () => {
    const { applicants, errors } = await applicantsOf(caller, revealed);
    const refused = shown === 'not at all';
    expect(applicants).toEqual(Array.from({ length: count }, () => (refused ? withheld : applicant)));
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(refused ? ['FORBIDDEN'] : []));
    const entries = await entriesOf('VIEW_PERSONAL_DATA');
    expect(entries).toHaveLength(count);
    expect(new Set(entries.map(({ code }) => code)).size).toBe(count);
    for (const entry of entries) {
      expect(entry).toMatchObject({ account: igateAccount(caller), outcome: refused ? 'REFUSED' : 'DONE' });
    }
  });
});

describe('what is revealed', () => {
  it('is recorded once a request and dossier, however often and for whichever field it is asked for', async () => {
    const query = `query ($code: DossierCode!) {
      one: dossier(code: $code) { applicant { phone(reveal: true) all: phone(reveal: false) email(reveal: true) } }
      two: dossier(code: $code) { applicant { phone(reveal: true) nationalId } }
    }`;
    const [own] = dossiers;
    const answer = await province.get('gateway', 'lanhdao', query, { code: own?.code });
    expect(answer).toEqual({
      one: { applicant: { phone: applicant.phone, all: masked.phone, email: applicant.email } },
      two: { applicant: { phone: applicant.phone, nationalId: masked.nationalId } },
    });
    expect(await entriesOf('VIEW_PERSONAL_DATA')).toHaveLength(1);
  });

  it('is recorded in one statement for 500 dossiers', async () => {
    const many = await makeDossiers(
      province,
      Array.from({ length: 500 }, () => ({ row: 'own' as const })),
    );
    const codes = many.map(({ code }) => code);
    province.statements.igate.length = 0;
    const plainly = await ask('lanhdao', plain, codes);
    const statements = province.statements.igate.length;
    province.statements.igate.length = 0;
    const answer = await ask('lanhdao', revealed, codes);
    expect(province.statements.igate.length - statements).toBe(1);
    expect(plainly.data?.dossiers?.edges).toHaveLength(500);
    expect(answer.data?.dossiers?.edges.every(({ node }) => node.applicant.phone === applicant.phone)).toBe(true);
    expect(await entriesOf('VIEW_PERSONAL_DATA')).toHaveLength(500);
  });

  it('is not given where it cannot be recorded', async () => {
    await sql`alter table audit_entries add constraint broken check (action <> 'VIEW_PERSONAL_DATA') not valid`.execute(
      province.igate,
    );
    const { applicants, errors } = await applicantsOf('lanhdao', revealed);
    await sql`alter table audit_entries drop constraint broken`.execute(province.igate);
    expect(applicants).toEqual(Array.from({ length: 3 }, () => ({ ...withheld, fullName: applicant.fullName })));
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(['INTERNAL_SERVER_ERROR']));
    const given = JSON.stringify([applicants, errors]);
    expect(personalData.slice(1).filter((datum) => given.includes(datum))).toEqual([]);
  });
});

describe('an applicant’s name', () => {
  const search = async (caller: Caller, words: string) => {
    const { dossiers: found } = await province.get<{ dossiers: { totalCount: number; edges: object[] } }>(
      'gateway',
      caller,
      'query ($words: String) { dossiers(filter: { search: $words }, first: 1) { totalCount edges { cursor } } }',
      { words },
    );
    return found.totalCount;
  };

  it('finds dossiers for those who may know it, and for nobody else', async () => {
    for (const caller of ['hoant', 'truongphong', 'motcua', 'lanhdao'] as const) {
      expect([caller, await search(caller, 'bich nguyet')]).not.toEqual([caller, 0]);
    }
    for (const caller of ['vanthu', 'quantri', 'baocao'] as const) {
      expect([caller, await search(caller, 'bich nguyet')]).toEqual([caller, 0]);
    }
    expect(await search('vanthu', 'giay phep buu chinh')).toBeGreaterThan(0);
  });

  it('is all that is searched: no other personal datum finds anything, for anybody', async () => {
    for (const caller of ['motcua', 'lanhdao', 'vanthu'] as const) {
      for (const datum of [applicant.nationalId, applicant.phone, applicant.email, 'Lê Lợi']) {
        expect([caller, datum, await search(caller, datum)]).toEqual([caller, datum, 0]);
      }
    }
  });
});

it('names of the applicant’s papers are kept from whom the applicant is withheld', async () => {
  const [dossier] = dossiers;
  await province.igate
    .insertInto('audit_entries')
    .values({
      at: new Date(),
      officer_id: province.offices.igate.officer.motcua,
      action: 'ADD_ATTACHMENTS',
      dossier_code: dossier?.code ?? '',
      outcome: 'DONE',
      details: JSON.stringify({ files: [{ name: 'CCCD Bích Nguyệt.pdf', size: 1, sha256: 'a' }] }),
    })
    .execute();
  const query = 'query ($code: DossierCode!) { dossier(code: $code) { auditEntries { details } } }';
  const details = async (caller: Caller) =>
    JSON.stringify(await province.get('gateway', caller, query, { code: dossier?.code }));
  expect(await details('lanhdao')).toContain('CCCD Bích Nguyệt.pdf');
  expect(await details('vanthu')).not.toContain('Nguyệt');
});

describe('a download', () => {
  const addressesOf = async () => {
    const { attachment } = await province
      .get<{ _entities: [{ downloadUrl: string; previewUrl: string }] }>(
        'igate',
        'hoant',
        'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Attachment { downloadUrl previewUrl } } }',
        { keys: [{ __typename: 'Attachment', id: dossiers[0]?.attachments.COMPONENT }] },
      )
      .then(({ _entities: [found] }) => ({ attachment: found }));
    return attachment;
  };
  const fetchFrom = (subgraph: 'igate' | 'idesk', address: string, range?: string) =>
    fetch(`${province.urls[subgraph]}${address}`, range === undefined ? {} : { headers: { range } });

  it('is recorded once an address, whatever parts of the file are asked for', async () => {
    const { downloadUrl, previewUrl } = await addressesOf();
    const parts = Array.from({ length: 40 }, (_, index) => `bytes=${index * 10}-${index * 10 + 9}`);
    const answers = await Promise.all(parts.map((range) => fetchFrom('igate', downloadUrl, range)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([206]));
    expect(await entriesOf('DOWNLOAD_FILE')).toEqual([
      { account: igateAccount('hoant'), code: dossiers[0]?.code, outcome: 'DONE' },
    ]);
    expect((await fetchFrom('igate', previewUrl)).status).toBe(200);
    expect(await entriesOf('DOWNLOAD_FILE')).toHaveLength(2);
  });

  it('does not happen where it cannot be recorded', async () => {
    const { downloadUrl } = await addressesOf().then(async (known) => {
      // An address of another second is another one.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      return { ...known, ...(await addressesOf()) };
    });
    await sql`alter table audit_entries add constraint broken check (action <> 'DOWNLOAD_FILE') not valid`.execute(
      province.igate,
    );
    const refused = await fetchFrom('igate', downloadUrl);
    await sql`alter table audit_entries drop constraint broken`.execute(province.igate);
    expect(refused.status).toBe(500);
    expect(await refused.text()).not.toContain('%PDF');
    expect((await fetchFrom('igate', downloadUrl)).status).toBe(200);
  });

  it('is recorded in iDesk, too', async () => {
    const { draft } = await province.get<{ draft: { files: [{ downloadUrl: string }] } }>(
      'idesk',
      'hoant',
      'query ($id: ID!) { draft(id: $id) { files { downloadUrl } } }',
      { id: document?.id },
    );
    expect((await fetchFrom('idesk', draft.files[0].downloadUrl)).status).toBe(200);
    const entries = await province.idesk
      .selectFrom('audit_entries')
      .select(['officer', 'document_id', 'dossier_code', 'outcome'])
      .where('action', '=', 'DOWNLOAD_FILE')
      .execute();
    expect(entries).toEqual([
      {
        officer: 'hoant@binhdinh.gov.vn',
        document_id: document?.id,
        dossier_code: document?.dossierCode,
        outcome: 'DONE',
      },
    ]);
  });
});
