import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { deepMerge, isFields } from './deep-merge.ts';
import { assertOrdinaryName, NotCovered } from './not-covered.ts';

type Fields = Record<string, unknown>;

/** Reads from an object what a subgraph needs to know it by; null where the object lacks some of it. */
export type Represent = (entity: unknown) => Fields | null;

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(schema: GraphQLSchema, requires: readonly QueryPlanSelectionNode[]): Represent {
  const select = compileSelections(schema, requires);
  return (entity) => {
    const representation = select(entity);
    return representation?.['__typename'] ? representation : null;
  };
}

function compileSelections(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Represent {
  const parts = selections.map((selection) => compileSelection(schema, selection));
  return (source) => {
    if (!isFields(source)) return null;
    const result: Fields = {};
    for (const add of parts) if (!add(source, result)) return null;
    return result;
  };
}

/** Adds one selection to a representation; false where the object cannot be represented without it. */
type AddPart = (source: Fields, result: Fields) => boolean;

function compileSelection(schema: GraphQLSchema, selection: QueryPlanSelectionNode): AddPart {
  if (selection.kind === 'InlineFragment') {
    if (selection.typeCondition === undefined) throw new NotCovered('a required fragment without a type');
    const types = typeNames(schema, selection.typeCondition);
    const select = compileSelections(schema, selection.selections);
    return (source, result) => {
      const part = types.has(source['__typename']) ? select(source) : null;
      if (part) deepMerge(result, part);
      return true;
    };
  }
  const name = selection.alias ?? selection.name;
  assertOrdinaryName(name);
  const nested = selection.selections && compileSelections(schema, selection.selections);
  return (source, result) => {
    const value = source[name];
    if (value === undefined) return false;
    result[name] = nested ? eachObject(value, nested) : value;
    return true;
  };
}

function eachObject(value: unknown, represent: Represent): unknown {
  return Array.isArray(value) ? value.map((item) => eachObject(item, represent)) : represent(value);
}

/** The names that `__typename` may have where a condition on `type` holds. */
function typeNames(schema: GraphQLSchema, type: string): ReadonlySet<unknown> {
  const condition = schema.getType(type);
  const names = new Set([type]);
  if (!isAbstractType(condition)) return names;
  for (const candidate of Object.values(schema.getTypeMap())) {
    const isCandidate = isObjectType(candidate) || isInterfaceType(candidate);
    if (isCandidate && schema.isSubType(condition, candidate)) names.add(candidate.name);
  }
  return names;
}
