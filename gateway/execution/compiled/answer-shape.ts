import {
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isFields } from './deep-merge.ts';
import type { SelectedField, SelectFields, Selections } from './selected-fields.ts';

type Fields = Record<string, unknown>;

/** Turns a merged value into what the client gets; `invalid` where it is null although it must not be. */
type Shape = (value: unknown) => unknown;

const invalid = Symbol('null where no null may be');

/**
 * Compiles what the client gets out of what was merged: the fields that it asked for, under its names and in its order,
 * nulls passed up to where they may be, and nothing that its schema does not have.
 *
 * The result throws where a subgraph answered with a list for an object, or the like.
 */
export function compileAnswerShape(
  schema: GraphQLSchema,
  root: Selections,
  select: SelectFields,
): (data: Fields) => Fields | null {
  const fields = compileFields(root.type, [root]);
  return (data) => {
    const answer = shapeFields(data, fields);
    return isFields(answer) ? answer : null;
  };

  function compileFields(type: GraphQLCompositeType, selections: readonly Selections[]): readonly FieldShape[] {
    return [...select(type, selections).values()].map((field) => ({
      name: field.responseName,
      shape: field.type ? compileType(field.type, field) : null,
      ownTypeName: isObjectType(type) ? type.name : invalid,
      typeName: (name) => {
        const named = typeof name === 'string' ? (schema.getType(name) ?? type) : type;
        return isObjectType(named) ? named.name : invalid;
      },
    }));
  }

  function compileType(type: GraphQLOutputType, field: SelectedField): Shape {
    if (isNonNullType(type)) {
      const shape = compileType(type.ofType, field);
      return (value) => shape(value) ?? invalid;
    }
    if (isListType(type)) return listShape(compileType(type.ofType, field));
    return isCompositeType(type) ? compileObject(type, field.selections) : leafShape(type);
  }

  function compileObject(type: GraphQLCompositeType, selections: readonly Selections[]): Shape {
    const byType = new Map<unknown, readonly FieldShape[] | null>();
    const fieldsOf = (name: string) => {
      const named = name === '' ? type : schema.getType(name);
      const known = isCompositeType(named) ? compileFields(named, selections) : null;
      // Only types of the schema are remembered: a subgraph may send any text.
      if (known) byType.set(name, known);
      return known;
    };
    return (value) => {
      if (value === null || value === undefined) return null;
      if (!isFields(value)) throw new Error('a subgraph answered with something else where an object belongs');
      const name = value['__typename'] ?? '';
      if (typeof name !== 'string') throw new Error('a subgraph answered with a type’s name that is no text');
      const known = byType.get(name) ?? fieldsOf(name);
      if (!known) return null;
      const answer = shapeFields(value, known);
      return answer === invalid ? null : answer;
    };
  }
}

interface FieldShape {
  readonly name: string;
  /** Null for `__typename`. */
  readonly shape: Shape | null;
  readonly ownTypeName: string | typeof invalid;
  /** The name of the type as the client may see it. */
  readonly typeName: (name: unknown) => string | typeof invalid;
}

function shapeFields(value: Fields, fields: readonly FieldShape[]): Fields | typeof invalid {
  const answer: Fields = {};
  for (const { name, shape, ownTypeName, typeName } of fields) {
    let shaped: unknown;
    if (shape) shaped = shape(value[name]);
    else {
      const given = value[name] ?? value['__typename'];
      shaped = given === ownTypeName ? given : typeName(given);
    }
    if (shaped === invalid) return invalid;
    answer[name] = shaped;
  }
  return answer;
}

function listShape(shape: Shape): Shape {
  return (value) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) throw new Error('a subgraph answered with something else where a list belongs');
    const items: unknown[] = [];
    let hasInvalid = false;
    for (const item of value) {
      const shaped = shape(item);
      if (shaped === invalid) hasInvalid = true;
      items.push(shaped);
    }
    return hasInvalid ? null : items;
  };
}

/** A value that its type does not have is null; a scalar of the project's own may be anything. */
function leafShape(type: GraphQLLeafType): Shape {
  const isValid = leafCheck(type);
  return (value) => (value !== undefined && isValid(value) ? value : null);
}

function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  switch (type.name) {
    case 'String':
      return (value) => typeof value === 'string';
    case 'ID':
      return (value) => typeof value === 'string' || isWhole(value);
    case 'Int':
      return isWhole;
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    default:
      return () => true;
  }
}

/** Wider than 32 bits on purpose: a subgraph that sends more is right about its own data. */
function isWhole(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21;
}
