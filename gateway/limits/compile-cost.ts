import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { createCostProgram, type Term } from './cost-program.ts';
import type { DemandRules, ListSize } from './demand-rules.ts';
import { createInputCosts } from './input-cost.ts';
import { createSlices } from './slices.ts';

export type Cost = (variables: Readonly<Record<string, unknown>>) => number;

/** A list of which the schema does not say how long it is. */
const defaultListSize = 10;

/** A write is more than what it answers with. */
const mutationCost = 10;

/** What a selection costs for one object: a list in it may turn out longer or shorter than it says itself. */
interface SelectionCost {
  /** Without lists. */
  readonly rest: Term;
  /** By field name. */
  readonly lists: ReadonlyMap<string, ListCost>;
}

interface ListCost {
  /** Of one item, in each place that selects the list. */
  readonly item: Term;
  /** Of all of them, by the list's own size. */
  readonly whole: Term;
}

const nothing: SelectionCost = { rest: 0, lists: new Map() };

/**
 * Compiles what an operation may cost at most, by the rules of demand control that Apollo and IBM specify: an object
 * costs 1, a value nothing, a list as often as it is long; `@cost` sets other weights, `@listSize` says how long, if need
 * be by the arguments of a request. What is selected twice counts twice.
 *
 * The document need not be valid: what the schema does not have costs nothing, for it will not run. Compiling takes
 * time in proportion to the length of the document, however often its fragments are spread.
 */
export function compileCost(
  schema: GraphQLSchema,
  rules: DemandRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Cost {
  const program = createCostProgram();
  const { add, multiply } = program;
  const variable = variableReader(operation);
  const inputs = createInputCosts(rules, program, variable);
  const slices = createSlices(program, variable);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const ofFragments = new Map<string, SelectionCost>();

  function ofSelections(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): SelectionCost {
    if (!set || !isCompositeType(type)) return nothing;
    return sum(
      set.selections.map((selection) => {
        const cost = ofSelection(selection, type);
        return scaled(cost, inclusion(selection));
      }),
    );
  }

  function ofSelection(selection: SelectionNode, type: GraphQLNamedType): SelectionCost {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, type);
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition?.name.value;
        return ofSelections(selection.selectionSet, condition === undefined ? type : schema.getType(condition));
      }
      default:
        return ofFragment(selection.name.value);
    }
  }

  function ofFragment(name: string): SelectionCost {
    const known = ofFragments.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    // A fragment inside itself is not valid; it must not be followed either.
    ofFragments.set(name, nothing);
    const cost = fragment
      ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : nothing;
    ofFragments.set(name, cost);
    return cost;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType): SelectionCost {
    const name = node.name.value;
    const field = fieldOf(schema, parent, name);
    if (!field) return nothing;
    const coordinate = `${parent.name}.${name}`;
    const type = getNamedType(field.type);
    const weight = rules.weights.get(coordinate) ?? rules.weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
    const listSize = rules.listSizes.get(coordinate);
    const size = listSize && slices.sizeOf(listSize, node, field);
    const item = add(weight, whole(ofSelections(node.selectionSet, type), listSize, size));
    const passed = add(
      ...field.args.map((argument) => {
        const own = rules.weights.get(`${coordinate}(${argument.name}:)`);
        const given = node.arguments?.find((each) => each.name.value === argument.name);
        return given
          ? inputs.ofLiteral(given.value, argument.type, own)
          : inputs.ofValue(argument.defaultValue, argument.type, own);
      }),
    );
    if (!isListType(getNullableType(field.type))) return { rest: add(item, passed), lists: new Map() };
    const length = (listSize?.sizedFields.length ? undefined : size) ?? defaultListSize;
    return { rest: passed, lists: new Map([[name, { item, whole: multiply(length, item) }]]) };
  }

  /** What a selection costs where the field it stands in says how long some of its lists are. */
  function whole({ rest, lists }: SelectionCost, listSize: ListSize | undefined, size: Term | undefined): Term {
    const terms = [...lists].map(([name, list]) =>
      size !== undefined && listSize?.sizedFields.includes(name) ? multiply(size, list.item) : list.whole,
    );
    return add(rest, ...terms);
  }

  function sum(costs: readonly SelectionCost[]): SelectionCost {
    const [only, ...more] = costs.filter((cost) => cost !== nothing);
    if (!only) return nothing;
    if (more.length === 0) return only;
    const byName = new Map<string, ListCost[]>();
    for (const { lists } of [only, ...more]) {
      for (const [name, list] of lists) {
        const same = byName.get(name);
        if (same) same.push(list);
        else byName.set(name, [list]);
      }
    }
    const lists = [...byName].map(([name, same]): [string, ListCost] => [
      name,
      { item: add(...same.map((list) => list.item)), whole: add(...same.map((list) => list.whole)) },
    ]);
    return { rest: add(...[only, ...more].map(({ rest }) => rest)), lists: new Map(lists) };
  }

  function scaled(cost: SelectionCost, factor: Term): SelectionCost {
    if (factor === 1) return cost;
    const lists = [...cost.lists].map(([name, { item, whole: all }]): [string, ListCost] => [
      name,
      { item: multiply(item, factor), whole: multiply(all, factor) },
    ]);
    return { rest: multiply(cost.rest, factor), lists: new Map(lists) };
  }

  /** 1 where a selection is part of the operation, 0 where `@skip` or `@include` take it out. */
  function inclusion(selection: SelectionNode): Term {
    let factor: Term = 1;
    for (const directive of selection.directives ?? []) {
      const given = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
      const wanted = directive.name.value === 'include';
      if (!given || (!wanted && directive.name.value !== 'skip')) continue;
      if (given.kind === Kind.BOOLEAN) factor = multiply(factor, given.value === wanted ? 1 : 0);
      if (given.kind === Kind.VARIABLE) {
        const read = variable(given.name.value);
        const included = program.read((variables) => ((read(variables) === true) === wanted ? 1 : 0));
        factor = multiply(factor, included);
      }
    }
    return factor;
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  const base = operation.operation === OperationTypeNode.MUTATION ? mutationCost : 0;
  return program.finish(add(base, whole(ofSelections(operation.selectionSet, root), undefined, undefined)));
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** Reads a variable as the operation declares it: its default stands in where a request does not give it. */
function variableReader(operation: OperationDefinitionNode) {
  return (name: string) => {
    const declared = operation.variableDefinitions?.find((each) => each.variable.name.value === name);
    const standard: unknown = declared?.defaultValue && valueFromASTUntyped(declared.defaultValue);
    return (variables: Readonly<Record<string, unknown>>): unknown =>
      Object.hasOwn(variables, name) && variables[name] !== undefined ? variables[name] : standard;
  };
}
