import { sql, type RawBuilder } from 'kysely';
import type { Bilingual, Language } from '../errors.ts';

/** A column's value as people call it, in a query whose rows the database writes. */
export function namedValue(
  column: string,
  names: Readonly<Record<string, Bilingual>>,
  language: Language,
): RawBuilder<unknown> {
  const words = Object.entries(names).map(
    ([value, name]) => sql`when ${sql.lit(value)} then ${sql.lit(name[language])}`,
  );
  return sql`case ${sql.ref(column)} ${sql.join(words, sql` `)} end`;
}
