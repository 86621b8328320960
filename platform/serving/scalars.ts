import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { RequestError, type Bilingual } from '../errors.ts';
import { momentText } from '../moment-text.ts';

/** RFC 3339: a real moment with its offset; seconds may be left out, fractions go to the millisecond. */
const momentForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;

/** A moment: a `Date` here, ISO 8601 with offset outside. Anything without an offset is refused, for it names no moment. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (value instanceof Date) return momentText(value);
    throw new Error('a DateTime field was resolved to something other than a Date');
  },
  ...textInput(
    (text) => {
      const [, day = ''] = momentForm.exec(text) ?? [];
      return isDay(day) ? new Date(text) : undefined;
    },
    {
      vi: 'Thời điểm phải viết theo ISO 8601 kèm múi giờ, ví dụ 2026-08-05T07:30:00+07:00.',
      en: 'A moment is written in ISO 8601 with its offset, such as 2026-08-05T07:30:00+07:00.',
    },
  ),
});

/** The SDL's `Date`: a calendar day, 'YYYY-MM-DD' inside and outside; days that do not exist are refused. */
export const CalendarDay = validatedText('Date', isDay, {
  vi: 'Ngày phải có thật và viết dạng YYYY-MM-DD, ví dụ 2026-08-05.',
  en: 'A day must exist and be written YYYY-MM-DD, such as 2026-08-05.',
});

/** A scalar that is text which `isValid` accepts; what it does not accept meets the caller as `BAD_USER_INPUT` with `refusal`. */
export function validatedText(
  name: string,
  isValid: (text: string) => boolean,
  refusal: Bilingual,
): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string') return value;
      throw new Error(`a ${name} field was resolved to something other than text`);
    },
    ...textInput((text) => (isValid(text) ? text : undefined), refusal),
  });
}

function textInput<Value>(read: (text: string) => Value | undefined, refusal: Bilingual) {
  const parse = (value: unknown): Value => {
    const known = typeof value === 'string' ? read(value) : undefined;
    if (known === undefined) throw new RequestError('BAD_USER_INPUT', refusal);
    return known;
  };
  return {
    parseValue: parse,
    parseLiteral: (node: ValueNode): Value => parse(node.kind === Kind.STRING ? node.value : undefined),
  };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
