import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { callers, type Caller } from './accounts.ts';
import { refused } from './design.ts';
import type { Province } from './province.ts';
import { partsOf, questionFor, rawAnswer, type Reading, type ReadRow } from './reading.ts';

/** How many cells of the matrix have been tried: a caller, a way in, a row. */
export const cells = { count: 0 };

export interface Subject {
  readonly rows: Readonly<Record<string, ReadRow>>;
  /** The names of the rows that a caller is to be given. */
  readonly given: (caller: Caller) => readonly string[];
  /** A key in the right form that nothing has. */
  readonly missing: () => string;
}

export const unknownId = (): string => randomUUID();
export const unknownCode = (): string => '000.00.13.H08-261120-9999';

/**
 * Asks for every row in every way, as every caller, and compares what is given with what is to be given. A row that is not
 * given must look like one that is not there: its part of the answer, and the whole answer where it is all that was asked.
 */
export async function tryReadings(province: Province, readings: readonly Reading[], subject: Subject): Promise<void> {
  for (const reading of readings) {
    await Promise.all(callers.map((caller) => tryReading(province, reading, subject, caller)));
  }
}

async function tryReading(province: Province, reading: Reading, subject: Subject, caller: Caller): Promise<void> {
  const cell = `${caller} asks ${reading.at} for ${reading.way} ${reading.what ?? ''}`;
  const rows = Object.entries(subject.rows);
  const keys = [...rows.map(([, row]) => row.key), subject.missing()];
  const { query, variables } = questionFor(reading, keys);
  const answer = await province.ask(reading.at, caller, query, variables);
  const parts = partsOf(reading, answer.data, keys.length);
  const missing = JSON.stringify(parts.at(-1));
  const refusal = refused[reading.at][caller];
  const codes = new Set(answer.errors.map(({ extensions }) => extensions?.code));
  expect([cell, [...codes]]).toEqual([cell, refusal ? [refusal] : []]);

  const given: string[] = [];
  for (const [index, [name, row]] of rows.entries()) {
    cells.count += 1;
    if (reading.gives(parts[index], row)) given.push(name);
    else expect([cell, name, JSON.stringify(parts[index])]).toEqual([cell, name, missing]);
  }
  expect([cell, given]).toEqual([cell, refusal ? [] : subject.given(caller)]);

  const denied = rows.find(([name]) => !given.includes(name));
  if (!denied) return;
  const [itsAnswer, missingAnswer] = await Promise.all([
    rawAnswer(province, reading.at, caller, reading, denied[1].key),
    rawAnswer(province, reading.at, caller, reading, subject.missing()),
  ]);
  expect(itsAnswer).toBe(missingAnswer);
}
