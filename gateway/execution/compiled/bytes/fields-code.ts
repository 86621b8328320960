import { NotCovered } from '../not-covered.ts';
import type { BytesFetch, RequiredField } from './join-sites.ts';
import { compileProjection } from './key-projection.ts';
import type { Literals } from './pieces.ts';
import { passText, type ScannerCode } from './scanner-code.ts';

export interface FieldPlan {
  /** As the client and other fetches know it. */
  readonly name: string;
  /** As the fetch's answer has it: the planner gives an alias to what would clash. */
  readonly key: string;
  /** Whether it goes to the client. */
  readonly isKept: boolean;
  /** Statements that pass its value. */
  readonly pass: string;
}

/**
 * What stands where in the client's order: a field of this fetch, a stretch of fields that another fetch brings, or the
 * end of such a stretch in that other fetch's own answer.
 */
export type Part =
  | { readonly own: string }
  | { readonly join: BytesFetch; readonly stretch: number }
  | { readonly end: 'stretch' };

export interface FieldsPlan {
  readonly type: string;
  /** In the order of the fetch. */
  readonly fields: readonly FieldPlan[];
  /** In the order of the client. */
  readonly parts: readonly Part[];
  /** The fetches that want a representation of this object. */
  readonly joins: readonly { readonly join: BytesFetch; readonly keys: readonly RequiredField[] }[];
}

/** Statements that pass the fields of an object of which nothing goes to the client, without its braces. */
export function passedOverCode(fields: readonly FieldPlan[]): string {
  return fields.map((field, index) => passText(`${index > 0 ? ',' : ''}${label(field.key)}`) + field.pass).join(' ');
}

/**
 * Statements that pass the fields of an object, without its braces.
 *
 * @throws NotCovered where another fetch wants to know something of an object that this fetch does not bring.
 */
export function fieldsCode(plan: FieldsPlan, code: ScannerCode, literals: Literals): string {
  const kept = plan.fields.filter(({ isKept }) => isKept);
  const own = plan.parts.flatMap((part) => ('own' in part ? [part.own] : []));
  const isInOrder = kept.length === own.length && kept.every(({ name }, at) => name === own[at]);
  const represented = plan.joins.map(({ join, keys }) => representationCode(plan, join, keys, code));
  return isInOrder ? inOrder(plan, represented, literals) : rearranged(plan, represented, literals);
}

/** A representation: the statement that makes it, and the fields whose places the statement knows. */
interface Represented {
  readonly join: BytesFetch;
  /** Declares a constant, which `numberOf` names: the number of the representation. */
  readonly statement: string;
  readonly fields: ReadonlySet<number>;
}

/**
 * Most objects come in the client's order: what goes to the client is cut only where something is left out, or where
 * another fetch's fields belong.
 */
function inOrder({ fields, parts }: FieldsPlan, represented: readonly Represented[], literals: Literals): string {
  const places = placesOf(represented);
  const statements: string[] = [];
  const holes = new Map<BytesFetch, string[]>();
  const rest = [...parts];
  let slots = 0;
  /** Whether nothing of this object, or of this stretch of it, stands in front. */
  let isFirst = true;

  function putJoined(): void {
    for (let part = rest[0]; part && !('own' in part); part = rest[0]) {
      rest.shift();
      statements.push('s.cut(p);');
      if ('end' in part) statements.push('s.endStretch();');
      else {
        if (!isFirst) statements.push('s.comma();');
        const slot = `slot${slots++}`;
        statements.push(`const ${slot} = s.hole(${part.join.number}, ${part.stretch});`);
        holes.set(part.join, [...(holes.get(part.join) ?? []), slot]);
      }
      isFirst = 'end' in part;
    }
  }

  putJoined();
  for (const [index, field] of fields.entries()) {
    const { before, after } = places(index);
    const comma = passText(index > 0 ? ',' : '');
    const key = passText(label(field.key));
    if (!field.isKept) {
      statements.push('s.cut(p);', comma, before, key, field.pass, after, 's.from = p;');
      continue;
    }
    if (isFirst && index > 0) statements.push(comma, 's.from = p;');
    else if (index > 0) statements.push(comma);
    else if (!isFirst) statements.push('s.comma();');
    statements.push(before);
    if (field.name === field.key) statements.push(key);
    else statements.push('s.cut(p);', `s.literal(${literals.add(label(field.name))});`, key, 's.from = p;');
    statements.push(field.pass, after);
    isFirst = false;
    rest.shift();
    putJoined();
  }
  for (const { join, statement } of represented) {
    statements.push(statement);
    for (const slot of holes.get(join) ?? []) statements.push(`s.fill(${slot}, ${numberOf(join)});`);
  }
  return statements.join(' ');
}

/** Cuts every field out, then lays them down in the client's order, with holes for what others bring. */
function rearranged({ fields, parts }: FieldsPlan, represented: readonly Represented[], literals: Literals): string {
  const places = placesOf(represented);
  const statements = ['s.cut(p); const base = s.pieces.length;'];
  for (const [index, field] of fields.entries()) {
    const { before, after } = places(index);
    statements.push(passText(index > 0 ? ',' : ''), `s.from = p; const from${index} = s.pieces.length - base;`, before);
    statements.push(passText(label(field.key)));
    if (field.name !== field.key) statements.push(`s.literal(${literals.add(label(field.name))}); s.from = p;`);
    statements.push(field.pass, after);
    if (field.isKept) statements.push('s.cut(p);');
    statements.push(`const to${index} = s.pieces.length - base;`);
  }
  statements.push('s.from = p;', ...represented.map(({ statement }) => statement));
  statements.push('const cuts = s.pieces.splice(base);');
  const indexOf = new Map(fields.map(({ name }, index) => [name, index]));
  let isFirst = true;
  for (const part of parts) {
    if ('end' in part) statements.push('s.endStretch();');
    else {
      if (!isFirst) statements.push('s.comma();');
      if ('own' in part) {
        const index = indexOf.get(part.own);
        statements.push(`s.layDown(cuts, from${index}, to${index});`);
      } else statements.push(`s.fill(s.hole(${part.join.number}, ${part.stretch}), ${numberOf(part.join)});`);
    }
    isFirst = 'end' in part;
  }
  return statements.join(' ');
}

/** Statements that remember where a field stands, where a representation is made of it. */
function placesOf(represented: readonly Represented[]) {
  const known = new Set(represented.flatMap(({ fields }) => [...fields]));
  return (index: number) =>
    known.has(index)
      ? { before: `const start${index} = p;`, after: `const end${index} = p;` }
      : { before: '', after: '' };
}

function numberOf(join: BytesFetch): string {
  return `number${join.number}`;
}

/** Cuts out what another fetch wants to know of the object that was just passed. */
function representationCode(
  { type, fields }: FieldsPlan,
  join: BytesFetch,
  required: readonly RequiredField[],
  code: ScannerCode,
): Represented {
  const used = new Set<number>();
  /** Each is an expression of text; those that follow one another in the answer are read at once. */
  const texts: { readonly text: string; readonly last: number | null }[] = [];
  for (const { name, nested, value } of required) {
    const index = fields.findIndex((field) => field.name === name);
    const field = fields[index];
    if (!field) throw new NotCovered('bytes: a key that another fetch brings');
    if (value !== undefined) {
      texts.push({ text: JSON.stringify(label(name) + value), last: null });
      continue;
    }
    used.add(index);
    const valueStart = `start${index} + ${Buffer.byteLength(label(field.key))}`;
    const before = texts.at(-1);
    if (nested) {
      const project = code.constant(compileProjection(nested));
      const text = `projected(b, ${project}, ${valueStart}, end${index})`;
      texts.push({ text: `${JSON.stringify(label(name))} + ${text}`, last: null });
    } else if (field.key !== name) {
      const text = `b.latin1Slice(${valueStart}, end${index})`;
      texts.push({ text: `${JSON.stringify(label(name))} + ${text}`, last: null });
    } else if (before?.last === index - 1 && before.last !== null) {
      texts[texts.length - 1] = { text: before.text.replace(`end${index - 1})`, `end${index})`), last: index };
    } else texts.push({ text: `b.latin1Slice(start${index}, end${index})`, last: index });
  }
  const json = texts.map(({ text }) => text).join(" + ',' + ");
  const add = `s.joins[${join.number}].add(${json}, ${JSON.stringify(type)})`;
  return { join, statement: `const ${numberOf(join)} = ${add};`, fields: used };
}

function label(name: string): string {
  return `${JSON.stringify(name)}:`;
}
