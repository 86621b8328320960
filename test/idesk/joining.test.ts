import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { account, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
const codes = Array.from(
  { length: 500 },
  (_value, index) => `000.00.13.H08-261001-${String(index + 1).padStart(4, '0')}`,
);

beforeAll(async () => {
  desk = await openDesk();
  await sql`
    with inserted as (
      insert into documents (department_id, division_id, subject, kind, dossier_code, state, version, created_by, created_at,
        changed_at, submitted_at, approved_by, approved_at, signed_by, signed_at, number, register_year, symbol, issued_on,
        issued_by, issued_at)
      select d.department_id, d.id, 'V/v hồ sơ ' || n, 'CONG_VAN', dossier.dossier_code, 'ISSUED', 5, ${account('hoant')}, now(), now(), now(),
        ${account('truongphong')}, now(), ${account('lanhdao')}, now(), n, 2026, n || '/STTTT-BCVT', current_date,
        ${account('vanthu')}, now()
      from divisions d, unnest(${codes}::text[]) with ordinality as dossier(dossier_code, n)
      where d.code = 'BCVT'
      returning id, created_by
    )
    insert into document_files (document_id, name, media_type, size, sha256, uploaded_by, uploaded_at, position)
    select id, 'Văn bản ' || position || '.pdf', 'application/pdf', 1000, repeat('a', 64), created_by, now(), position
    from inserted, generate_series(0, 1) as position
  `.execute(desk.database);
});
afterAll(() => desk.close());

const dashboard = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Dossier { issuedDocuments { number symbol issuedAt files { name size } } }
} }`;
const representations = codes.map((code) => ({ __typename: 'Dossier', code }));

describe('500 dossiers joined with their documents and files', () => {
  it('cost three SQL statements: the officer, the documents, the files', async () => {
    desk.statements.length = 0;
    const { _entities } = await desk.get<{ _entities: { issuedDocuments: { symbol: string; files: object[] }[] }[] }>(
      'vanthu',
      dashboard,
      { r: representations },
    );
    expect(_entities).toHaveLength(500);
    expect(_entities[41]?.issuedDocuments).toMatchObject([
      {
        number: 42,
        symbol: '42/STTTT-BCVT',
        files: [
          { name: 'Văn bản 0.pdf', size: 1000 },
          { name: 'Văn bản 1.pdf', size: 1000 },
        ],
      },
    ]);
    expect(desk.statements).toHaveLength(3);
  });

  it('cost as many with everything that hangs on a document', async () => {
    desk.statements.length = 0;
    const everything = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dossier {
      drafts { state createdBy { fullName } approvedBy { fullName } issuedDocument { symbol } }
      issuedDocuments { symbol signedBy { fullName } issuedBy { fullName } pushes { state files { name } } files { name downloadUrl document { id } } }
      availableResults { name }
    } } }`;
    await desk.get('vanthu', everything, { r: representations });
    // The viewer, documents, files, pushes, files of pushes (there are none), results, names.
    expect(desk.statements.length).toBeLessThanOrEqual(7);
  });

  it('offer their files as results, found by what one types', async () => {
    const search = async (text: string) => {
      const { _entities } = await desk.get<{ _entities: { availableResults: { name: string }[] }[] }>(
        'hoant',
        'query ($r: [_Any!]!, $search: String) { _entities(representations: $r) { ... on Dossier { availableResults(search: $search) { name } } } }',
        { r: representations.slice(0, 1), search: text },
      );
      return _entities[0]?.availableResults.map(({ name }) => name);
    };
    expect(await search('van ban 1')).toEqual(['Văn bản 1.pdf']);
    expect(await search('1/STTTT')).toEqual(['Văn bản 0.pdf', 'Văn bản 1.pdf']);
    expect(await search('quyết định')).toEqual([]);
    expect(await search('')).toHaveLength(2);
  });
});
