import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type ValueNode,
} from 'graphql';
import type { CostProgram, Term } from './cost-program.ts';
import type { DemandRules } from './demand-rules.ts';

type CostOfValue = (value: unknown) => number;

export interface InputCosts {
  /** Of a value that stands in the document, with the variables in it. `own` is the weight of the argument or field. */
  ofLiteral(node: ValueNode, type: GraphQLInputType, own: number | undefined): Term;
  /** Of a value that does not change from request to request, such as a default. */
  ofValue(value: unknown, type: GraphQLInputType, own: number | undefined): number;
}

/**
 * The cost of what is handed to a field: an input object costs 1 and what its fields cost, anything else nothing, unless
 * `@cost` says otherwise. `variable` knows the value of a variable of the operation.
 */
export function createInputCosts(
  rules: DemandRules,
  program: CostProgram,
  variable: (name: string) => (variables: Readonly<Record<string, unknown>>) => unknown,
): InputCosts {
  const ofType = new Map<string, CostOfValue>();

  function weightOf(type: GraphQLNamedInputType): number {
    return rules.weights.get(type.name) ?? (isInputObjectType(type) ? 1 : 0);
  }

  /** The cost of a value that is an object of this type, without its own weight. */
  function fieldsOf(type: GraphQLNamedInputType): CostOfValue {
    let known = ofType.get(type.name);
    if (known) return known;
    if (!isInputObjectType(type)) return () => 0;
    const fields = Object.values(type.getFields());
    known = (value) => {
      let cost = 0;
      if (!isRecord(value)) return cost;
      for (const field of fields) {
        const given = value[field.name] === undefined ? field.defaultValue : value[field.name];
        cost += ofValue(given, field.type, rules.weights.get(`${type.name}.${field.name}`));
      }
      return cost;
    };
    ofType.set(type.name, known);
    return known;
  }

  function ofValue(value: unknown, type: GraphQLInputType, own: number | undefined): number {
    if (value === undefined || value === null) return 0;
    if (Array.isArray(value)) {
      const item = itemOf(type);
      return value.reduce<number>((sum, each: unknown) => sum + ofValue(each, item, own), 0);
    }
    const named = getNamedType(type);
    return (own ?? weightOf(named)) + fieldsOf(named)(value);
  }

  function ofLiteral(node: ValueNode, type: GraphQLInputType, own: number | undefined): Term {
    const named = getNamedType(type);
    switch (node.kind) {
      case Kind.NULL:
        return 0;
      case Kind.VARIABLE: {
        if (!isInputObjectType(named) && (own ?? weightOf(named)) === 0) return 0;
        const read = variable(node.name.value);
        return program.read((variables) => ofValue(read(variables), type, own));
      }
      case Kind.LIST:
        return program.add(...node.values.map((value) => ofLiteral(value, itemOf(type), own)));
      case Kind.OBJECT:
        return program.add(own ?? weightOf(named), ...ofFields(node.fields, named));
      default:
        return own ?? weightOf(named);
    }
  }

  function ofFields(
    given: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[],
    type: GraphQLNamedInputType,
  ): readonly Term[] {
    if (!isInputObjectType(type)) return [];
    return Object.values(type.getFields()).map((field) => {
      const own = rules.weights.get(`${type.name}.${field.name}`);
      const node = given.find(({ name }) => name.value === field.name);
      return node ? ofLiteral(node.value, field.type, own) : ofValue(field.defaultValue, field.type, own);
    });
  }

  return { ofLiteral, ofValue };
}

function itemOf(type: GraphQLInputType): GraphQLInputType {
  const nullable = isNonNullType(type) ? type.ofType : type;
  return isListType(nullable) ? nullable.ofType : nullable;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
