import pg from 'pg';
import { expect, it } from 'vitest';
import { columnParser } from '../../platform/database/column-types.ts';
import { columnWriter } from '../../platform/database/json-columns.ts';
import { jsonBytes } from '../../platform/json-writer.ts';

const { BOOL, DATE, INT2, INT4, INT8, NUMERIC, TEXT, TIMESTAMPTZ, UUID } = pg.types.builtins;

it.each([
  [BOOL, ['t', 'f']],
  [INT2, ['-1', '0', '32767']],
  [INT4, ['-2147483648', '7']],
  [INT8, ['0', '-999999999999999', '9007199254740991']],
  [NUMERIC, ['1.50', '12']],
  [UUID, ['016f5e66-e800-7d83-9627-c3ebd8a25fd1']],
  [DATE, ['2026-08-05']],
  [TEXT, ['', 'Sở Thông tin và Truyền thông', 'a "quoted" \\ text', 'two\nlines\tand \u0001', '😀', '\u2028', 'null']],
  [
    TIMESTAMPTZ,
    [
      '2026-08-05 07:30:00+00',
      '2026-08-05 07:30:00.1+00',
      '2026-08-05 07:30:00.12+00',
      '2026-08-05 07:30:00.123+00',
      '2026-08-05 07:30:00.123456+00',
      '2026-08-05 14:30:00.5+07',
      '2026-08-05 02:00:00.5-05:30',
      '0999-08-05 07:30:00+00',
      '10000-08-05 07:30:00+00',
    ],
  ],
])('writes columns of the type %s as JSON.stringify writes what is otherwise made of them', (oid, texts) => {
  const write = columnWriter(oid);
  const parse = columnParser(oid);
  for (const text of texts) {
    // Not at the beginning of what was received, and not at its end.
    const bytes = Buffer.from(`before${text}behind`);
    const json = jsonBytes((out) => write(out, bytes, 'before'.length, bytes.length - 'behind'.length));
    expect(json.toString()).toBe(JSON.stringify(parse(text)));
  }
});
