import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../platform/errors.ts';

describe('error codes', () => {
  const documentation = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const rows = [...documentation.matchAll(/^\| `(?<code>[A-Z_]+)` \| (?<meaning>.+) \| (?<advice>.+) \|$/gm)];

  it('are documented: each one of the registry, in its order, and no other', () => {
    expect(rows.map((row) => row.groups?.['code'])).toEqual(Object.keys(errorCodes));
  });

  it('come with a sentence in both languages', () => {
    const unfinished = Object.values(errorCodes).filter(({ vi, en }) => !/[.!]$/.test(vi) || !/[.!]$/.test(en));
    expect(unfinished).toEqual([]);
  });

  it('that the schema names are codes of the registry', () => {
    const named = ['igate', 'idesk'].flatMap((name) =>
      [
        ...readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8').matchAll(
          /`([A-Z]+(?:_[A-Z]+)+)`/g,
        ),
      ].map(([, code]) => code),
    );
    expect([...new Set(named)].filter((code) => code !== undefined && !(code in errorCodes))).toEqual([]);
  });
});
