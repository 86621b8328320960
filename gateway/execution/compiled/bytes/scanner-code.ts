import * as passing from './json-bytes.ts';
import { projected } from './key-projection.ts';
import type { Scan } from './pieces.ts';

/** Passes something that begins `at` a place of an answer, cuts it up on the way, and gives the place behind it. */
export type Pass = (scan: Scan, bytes: Buffer, at: number) => number;

/**
 * Scanners are written as JavaScript and compiled by V8: a loop over closures that look keys up took five times as long.
 *
 * Statements use `s`, the `Scan`; `b`, the bytes; `p`, the place, which they move; and the functions of `json-bytes.ts` by
 * their names. Whatever else they hold are names of a GraphQL document and numbers: nothing of a request, nothing of an
 * answer.
 */
export interface ScannerCode {
  /** Makes a `Pass` of statements. Gives the statement that calls it. */
  define(statements: string): string;
  /** The name by which statements know a value. */
  constant(value: unknown): string;
  /** Compiles all that was defined, once; then gives the `Pass` behind a statement that calls it. */
  finish(): (call: string) => Pass;
}

export function createScannerCode(): ScannerCode {
  const functions: string[] = [];
  const calls = new Map<string, number>();
  const constants: unknown[] = [];
  return {
    define(statements) {
      const name = `pass${functions.length}`;
      const call = `p = ${name}(s, b, p);`;
      calls.set(call, functions.length);
      functions.push(`function ${name}(s, b, p) { ${statements} return p; }`);
      return call;
    },
    constant: (value) => `constants[${constants.push(value) - 1}]`,
    finish() {
      const { names, values } = runtime;
      const list = functions.map((_, number) => `pass${number}`).join(', ');
      const source = `'use strict';\n${functions.join('\n')}\nreturn [${list}];`;
      // oxlint-disable-next-line typescript/no-implied-eval -- what goes into it is said above
      const compiled: readonly Pass[] = new Function(...names, 'constants', source)(...values, constants);
      return (call) => {
        const pass = compiled[calls.get(call) ?? -1];
        if (!pass) throw new Error(`${call} calls nothing`);
        return pass;
      };
    },
  };
}

const functionsOfRuntime = { ...passing, projected };
const runtime = { names: Object.keys(functionsOfRuntime), values: Object.values(functionsOfRuntime) };

/** Statement that passes exactly this text. */
export function passText(text: string): string {
  const bytes = Buffer.from(text);
  const differences = Array.from(bytes, (byte, index) => `b[p + ${index}] !== ${byte}`);
  return bytes.length === 0 ? '' : `if (${differences.join(' || ')}) differs(); p += ${bytes.length};`;
}

/** Statement that goes on with the first of the alternatives whose text stands here, which is not yet passed. */
export function choose(alternatives: readonly { readonly text: string; readonly statements: string }[]): string {
  const branches = alternatives.map(({ text, statements }) => {
    const equalities = Array.from(Buffer.from(text), (byte, index) => `b[p + ${index}] === ${byte}`);
    return `if (${equalities.join(' && ')}) { ${statements} }`;
  });
  return [...branches, 'differs();'].join(' else ');
}

/** Statements that pass an array of what `item` passes. */
export function passList(item: string): string {
  return `p = passByte(b, p, 0x5b); if (b[p] === 0x5d) p += 1; else for (;;) { ${item} if (b[p] === 0x2c) { p += 1; continue; } p = passByte(b, p, 0x5d); break; }`;
}

/** Statements that pass `null`, or what `present` passes. */
export function passNullable(present: string): string {
  return `if (b[p] === 0x6e) p = passNull(b, p); else { ${present} }`;
}
