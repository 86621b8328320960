/**
 * Search that finds "Cấp giấy phép" by "cap giay phep", by "CẤP GIẤY PHÉP" and by text typed on a Mac (NFD).
 *
 * Both sides of a comparison are brought to one form, a search key: no diacritics, đ as d, lower case, plain dashes and
 * quotation marks, single spaces. The column's side is the SQL function `search_key`, the caller's side `searchKey`
 * here; a test holds them equal.
 *
 * @example
 * -- A stored column: the index alone cannot decide, and PostgreSQL would compute the key of every candidate again.
 * search_key text not null generated always as (search_key(code || ' | ' || procedure_name)) stored
 * create index dossiers_search on dossiers using gin (search_key gin_trgm_ops);
 * select … where search_key like $1   -- likePattern('giấy phép')
 */

/** Typographic characters that word processors put where people type the plain one. */
const typographic = '–—‐‑−“”„‘’';
const plain = `-----"""''`;

/** Combining marks of Latin script; what NFD splits off Vietnamese letters. */
const marks = '\\u0300-\\u036f';

/** White space as both engines know it: PostgreSQL's own class depends on the locale, JavaScript's does not. */
const spaces = '\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u2000-\\u200b\\u202f\\u3000\\ufeff';

/**
 * For a migration: the extension for indexes on parts of words, and `search_key(text)`, immutable, so that an index may
 * hold it. Migrations are remembered by checksum: this text never changes; another rule is another function.
 */
export const vietnameseSearchSql = `
create extension if not exists pg_trgm;
create or replace function search_key(input text) returns text
language sql immutable strict parallel safe
return btrim(regexp_replace(translate(
  lower(regexp_replace(normalize(input, nfd), '[${marks}]+', '', 'g') collate pg_c_utf8),
  'đ${typographic}', 'd${plain.replaceAll("'", "''")}'
), '[${spaces}]+', ' ', 'g'));
`;

const markPattern = new RegExp(`[${marks}]+`, 'gu');
const spacePattern = new RegExp(`[${spaces}]+`, 'gu');
const plainOf = new Map([
  ['đ', 'd'],
  ...Array.from(typographic, (character, index) => [character, plain[index] ?? ''] as const),
]);
const typographicPattern = new RegExp(`[đ${typographic}]`, 'gu');

/** What `search_key` makes of the same text in the database. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(markPattern, '')
    .toLowerCase()
    .replace(typographicPattern, (character) => plainOf.get(character) ?? character)
    .replace(spacePattern, ' ')
    .replace(/^ +| +$/gu, '');
}

/** Pattern for `search_key(column) like …`: the text anywhere in it. Percent signs and underscores stand for themselves. */
export function likePattern(search: string): string {
  return `%${searchKey(search).replace(/[\\%_]/gu, String.raw`\$&`)}%`;
}
