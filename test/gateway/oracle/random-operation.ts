import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { seeded, type Seeded } from './seeded.ts';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A value for a scalar, by the name of its type. */
export type RandomScalar = (type: string, random: Seeded) => unknown;

/** Makes valid operations out of nothing but a schema and a seed; scalars may be told what values make sense. */
export function randomOperation(
  schema: GraphQLSchema,
  seed: string,
  scalar: RandomScalar = anyScalar,
): RandomOperation {
  for (let attempt = 0; attempt < 50; attempt++) {
    const operation = attempted(schema, seeded(`${seed} ${attempt}`), scalar);
    // Aliases may conflict; that is for validation to say.
    if (validate(schema, parse(operation.query)).length === 0) return operation;
  }
  throw new Error(`no valid operation for the seed ${seed}`);
}

function attempted(schema: GraphQLSchema, random: Seeded, scalar: RandomScalar): RandomOperation {
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  const mutation = schema.getMutationType();
  const isMutation = mutation && random.chance(0.15);
  const root = isMutation ? mutation : schema.getQueryType();
  if (!root) throw new Error('a schema without queries');
  let budget = 24;

  function selections(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const wanted = 1 + random.below(depth === 0 ? 3 : 5);
    for (let count = 0; count < wanted; count++) {
      if (random.chance(0.1)) parts.push(random.chance(0.3) ? 'kind: __typename' : '__typename');
      if (fields.length > 0 && !(isAbstractType(type) && random.chance(0.4))) {
        const field = random.pick(fields);
        const named = getNamedType(field.type);
        if (isCompositeType(named) && (depth >= 5 || budget <= 0)) continue;
        budget -= 1;
        const given = argumentsOf(field.args);
        // An alias that hides a key breaks the plan itself, so Apollo Gateway is no measure there.
        const alias = random.chance(0.15) ? `${random.pick(['x', 'y', 'edges', 'nick'])}: ` : '';
        const nested = isCompositeType(named) ? ` { ${selections(named, depth + 1)} }` : '';
        parts.push(`${alias}${field.name}${given}${directives()}${nested}`);
      } else if (depth < 7) parts.push(fragment(type, depth));
    }
    if (random.chance(0.12) && depth < 6) parts.push(fragment(type, depth));
    return parts.length > 0 ? parts.join(' ') : '__typename';
  }

  function fragment(type: GraphQLCompositeType, depth: number): string {
    // A condition on an interface, inside one on an object, is where Apollo Gateway loses fields.
    const conditions = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
    const condition = random.pick(conditions);
    const body = selections(condition, depth + 1);
    if (random.chance(0.3)) {
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${condition.name} { ${body} }`);
      return `...${name}${directives()}`;
    }
    return `... ${random.chance(0.2) && condition === type ? '' : `on ${condition.name}`}${directives()} { ${body} }`;
  }

  function directives(): string {
    if (!random.chance(0.12)) return '';
    const name = random.pick(['skip', 'include']);
    if (random.chance(0.2)) return ` @${name}(if: ${random.chance(0.5)})`;
    const variable = random.pick(['p', 'q', 'r']);
    if (!(variable in variables)) {
      variables[variable] = random.chance(0.6);
      definitions.push(`$${variable}: Boolean! = true`);
    }
    return ` @${name}(if: $${variable})`;
  }

  function argumentsOf(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap((argument) => {
      const isRequired = isNonNullType(argument.type) && argument.defaultValue === undefined;
      if (!isRequired && !random.chance(0.3)) return [];
      if (random.chance(0.5)) {
        const name = `v${definitions.length}`;
        definitions.push(`$${name}: ${String(argument.type)}`);
        variables[name] = inputValue(argument.type, 0);
        return [`${argument.name}: $${name}`];
      }
      return [`${argument.name}: ${literal(argument.type, inputValue(argument.type, 0))}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  function inputValue(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return presentInput(type.ofType, depth);
    return random.chance(0.2) ? null : presentInput(type, depth);
  }

  function presentInput(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return presentInput(type.ofType, depth);
    if (isListType(type)) return Array.from({ length: random.below(3) }, () => inputValue(type.ofType, depth + 1));
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (depth < 3 && random.chance(0.3)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, inputValue(field.type, depth + 1)]));
    }
    return scalar(type.name, random);
  }

  const body = selections(root, 0);
  const declared = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  const query = `${isMutation ? 'mutation' : 'query'} Random${declared} { ${body} } ${fragments.join(' ')}`;
  return { query, variables };
}

function anyScalar(type: string, random: Seeded): unknown {
  switch (type) {
    case 'Int':
      return random.below(5);
    case 'Float':
      return 1.5;
    case 'Boolean':
      return random.chance(0.5);
    default:
      return random.pick(['1', '2', 'S3', 'Đường "số" 4']);
  }
}

function literal(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (value === null || value === undefined) return 'null';
  if (isListType(type)) {
    return Array.isArray(value) ? `[${value.map((item) => literal(type.ofType, item)).join(', ')}]` : 'null';
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value).map(([name, part]) => {
      const field = fields[name];
      return field ? `${name}: ${literal(field.type, part)}` : '';
    });
    return `{${parts.join(', ')}}`;
  }
  // The keys of an object of a scalar stand without quotation marks.
  return isEnumType(type) && typeof value === 'string' ? value : JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');
}
