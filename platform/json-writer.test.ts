import { expect, it } from 'vitest';
import { jsonBytes, type JsonWriter } from './json-writer.ts';

const texts = ['', 'Sở Thông tin và Truyền thông', 'a "quoted" \\ text', 'two\nlines and \u0001', '😀 \u2028'];

it('writes bytes as JSON.stringify writes the text they are, however much there is of it', () => {
  const strings = Array.from({ length: 40_000 }, (_, at) => `${texts[at % texts.length]}${'ơ'.repeat(at % 150)}`);
  const json = jsonBytes((out) => {
    for (const [at, text] of strings.entries()) {
      out.bytes(Buffer.from(at === 0 ? '[' : ','));
      const bytes = Buffer.from(`"${text}"`);
      out.string(bytes, 1, bytes.length - 1);
    }
    out.text(']');
  });
  expect(json.length).toBeGreaterThan(4 * 1024 * 1024);
  expect(json.equals(Buffer.from(JSON.stringify(strings)))).toBe(true);
});

it.each([...texts, null, true, false, 12.5, { a: [1, 'ă'] }])('writes %j as JSON.stringify does', (value) => {
  expect(jsonBytes((out) => out.value(value)).toString()).toBe(JSON.stringify(value));
});

it.each([0, 1, 48, 49, 5000])('writes a piece of %i bytes as it is', (length) => {
  const bytes = Buffer.from(Array.from({ length: length + 2 }, (_, at) => at % 256));
  expect(jsonBytes((out) => out.bytes(bytes, 1, length + 1))).toEqual(bytes.subarray(1, length + 1));
});

it('gives answers that later ones do not change', () => {
  const [one, other] = ['một', 'hai'].map((text) => jsonBytes((out) => out.value(text.repeat(20_000))));
  expect(one?.toString()).toBe(`"${'một'.repeat(20_000)}"`);
  expect(other?.toString()).toBe(`"${'hai'.repeat(20_000)}"`);
});

it('forgets what was half written when somebody threw', () => {
  const failing = (out: JsonWriter): never => {
    out.text('half of it');
    throw new Error('no more');
  };
  expect(() => jsonBytes(failing)).toThrow('no more');
  expect(jsonBytes((out) => out.value('whole')).toString()).toBe('"whole"');
});
