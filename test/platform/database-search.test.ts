import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRows } from '../../platform/database/copy-rows.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { likePattern, searchKey, vietnameseSearchSql } from '../../platform/database/vietnamese-search.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database<unknown>;

const names = [
  'Cấp giấy phép bưu chính',
  'Đăng ký  thay đổi\u00a0nội dung'.normalize('NFD'),
  'SỞ THÔNG TIN – “TRUYỀN THÔNG”',
  'Giảm 100% lệ_phí',
  'Giảm 1000 lệ phí',
  String.raw`Đường dẫn C:\hồ sơ`,
];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger('test', { level: 'silent' });
  database = openDatabase({ url: testDatabase.url, name: 'searched', poolSize: 2, logger });
  await database.pool.query(vietnameseSearchSql);
  await database.pool.query(vietnameseSearchSql);
  await database.pool.query(`
    create table procedure (id int, name text, key text not null generated always as (search_key(name)) stored);
    create index procedure_search on procedure using gin (key gin_trgm_ops)`);
  await copyRows(
    database,
    'procedure',
    ['id', 'name'],
    names.map((name, id) => [id, name]),
  );
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function find(search: string): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>('select id from procedure where key like $1 order by id', [
    likePattern(search),
  ]);
  return rows.map(({ id }) => id);
}

describe('a search', () => {
  it.each([
    ['without diacritics', 'cap giay phep', [0]],
    ['with them', 'giấy phép', [0]],
    ['in capitals', 'CẤP GIẤY', [0]],
    ['typed in decomposed form', 'giấy phép'.normalize('NFD'), [0]],
    ['with d for đ in decomposed data', 'dang ky', [1]],
    ['with đ', 'đăng ký thay đổi nội dung', [1]],
    ['with other white space', '  dang\tky thay \u00a0 doi ', [1]],
    ['with plain dashes and quotation marks', 'thông tin - "truyen', [2]],
    ['with a percent sign that means itself', '100%', [3]],
    ['with an underscore that means itself', 'lệ_phí', [3]],
    ['with a backslash that means itself', String.raw`c:\ho so`, [5]],
    ['for a part of a word', 'uu chin', [0]],
    ['for what is not there', 'giay phap', []],
  ])('%s finds what it should', async (_how, search, ids) => {
    expect(await find(search)).toEqual(ids);
  });

  it('makes the same key in the program as in the database', async () => {
    const letters = Array.from({ length: 0x2000 - 0x20 }, (_, index) => String.fromCodePoint(index + 0x20));
    // Letters of scripts that no name here is written in have rules of their own for capitals.
    const vietnamese = letters.filter((letter) =>
      /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(letter),
    );
    const texts = [
      ...names,
      ...names.map((name) => name.toUpperCase()),
      ...vietnamese.map((letter) => `a${letter} ${letter}b`),
    ];
    const { rows } = await database.pool.query<{ keys: string[] }>(
      'select array_agg(search_key(text) order by place) as keys from unnest($1::text[]) with ordinality as given (text, place)',
      [texts],
    );
    expect(rows[0]?.keys).toEqual(texts.map(searchKey));
  });

  it('uses the index in a large table', async () => {
    function* rows(): Generator<[number, string]> {
      for (let n = 0; n < 20_000; n += 1) yield [100 + n, `Thủ tục hành chính số ${n * 7919}`];
    }
    await copyRows(database, 'procedure', ['id', 'name'], rows());
    await database.pool.query('vacuum analyze procedure');
    const { rows: plan } = await database.pool.query<Record<string, string>>(
      `explain select id from procedure where key like '${likePattern('cấp giấy phép')}'`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('procedure_search');
    expect(await find('cấp giấy phép')).toEqual([0]);
  });
});
