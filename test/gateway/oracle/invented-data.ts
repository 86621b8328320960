import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { RequestError } from '../../../platform/errors.ts';
import { createLogger } from '../../../platform/logging.ts';
import { createSubgraphExecutor } from '../../../platform/serving/subgraph-executor.ts';
import type { SubgraphSource } from '../../../platform/serving/subgraph-source.ts';
import type { InventedGraph } from './invented-graphs.ts';
import { hash, seeded } from './seeded.ts';

/** Changes what the subgraphs answer, between operations. */
export interface Weather {
  seed: string;
  /** In a storm fields fail, entities are missing, and nulls stand where none may be. */
  storm: boolean;
}

/** An object is its type and its identity: whoever is asked about it says the same. */
interface Invented {
  readonly __typename?: string;
  readonly identity: string;
  /** What a representation carried besides the key. */
  readonly carried?: unknown;
}

/** How each key tells an object's identity. */
const keys: Readonly<Record<string, string>> = {
  id: '',
  sku: 'S',
  code: 'C',
  number: '',
  account: 'A',
  ssoAccount: 'O',
};

const texts = [
  'Nguyễn Thị Hoà',
  'Nguyễn',
  '',
  'a "quoted" \\ text',
  'line\nbreak\ttab\u0000\u001f\u007f',
  '😀 \ud83d \udc00',
  '\u2028\u2029</script>',
  '{"data":{"_entities":[null]}}',
  'x'.repeat(300),
  '12',
];
const integers = [0, -1, 7, 2147483647, -2147483648];
const floats = [0, -0.5, 1e21, 1.7976931348623157e308, 5e-324, 3, 0.1 + 0.2, -0];
const anything = [{ b: [1, null, { '': 'x' }] }, 'text', [[]], Number.MAX_SAFE_INTEGER + 2, false, {}];

export function inventSources({ subgraphs }: InventedGraph, weather: Weather): SubgraphSource[] {
  return subgraphs.map(({ name, typeDefs }) => {
    const schema = buildSubgraphSchema([{ typeDefs }]);
    inventResolvers(schema, name, weather);
    return createSubgraphExecutor({
      name,
      schema,
      createContext: async () => ({}),
      logger: createLogger(name, { level: 'silent' }),
    });
  });
}

function inventResolvers(schema: GraphQLSchema, subgraph: string, weather: Weather): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('_')) continue;
    if (isInterfaceType(type)) type.resolveType = (object: Invented) => concrete(schema, type.name, object.identity);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference: resolveReference(type.name) } } };
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      field.resolve = (object: Invented | undefined, args, _context, info) =>
        resolveField(object ?? { identity: 'root' }, args, info);
    }
  }

  function resolveReference(type: string) {
    return (reference: Record<string, unknown>) => {
      const identity = identityIn(reference) ?? 'nobody';
      const random = seeded(`${weather.seed} ${subgraph} ${type} ${identity} found`);
      if (weather.storm && random.chance(0.1)) return null;
      if (weather.storm && random.chance(0.05)) throw new RequestError('NOT_FOUND', { vi: 'không', en: 'no' });
      const abstract = schema.getType(type);
      const __typename = isInterfaceType(abstract) ? concrete(schema, type, identity) : type;
      return { __typename, identity, carried: reference };
    };
  }

  function resolveField(object: Invented, args: Record<string, unknown>, info: GraphQLResolveInfo): unknown {
    const { fieldName, parentType, returnType } = info;
    const key = keys[fieldName];
    const named = getNamedType(returnType);
    if (key !== undefined && object.identity !== 'root' && !isEnumType(named)) {
      return named.name === 'Int' ? Number(object.identity) : `${key}${object.identity}`;
    }
    const required = requiredText(schema, parentType, fieldName, object.carried);
    const place = `${weather.seed} ${parentType.name} ${object.identity} ${fieldName} ${stable(args)} ${required}`;
    const random = seeded(place);
    if (weather.storm && random.chance(0.04)) throw new RequestError('FORBIDDEN', { vi: `Cấm ${fieldName}`, en: 'no' });
    if (weather.storm && random.chance(0.01)) throw new Error('at /srv/secret.ts:1');
    return invent(returnType, place);
  }

  function invent(type: GraphQLOutputType, place: string): unknown {
    const random = seeded(place);
    if (isNonNullType(type)) {
      if (weather.storm && random.chance(0.02)) return null;
      return inventPresent(type.ofType, place);
    }
    return random.chance(0.12) ? null : inventPresent(type, place);
  }

  function inventPresent(type: GraphQLOutputType, place: string): unknown {
    const random = seeded(`${place} value`);
    if (isListType(type)) {
      return Array.from({ length: random.below(4) }, (_, index) => invent(type.ofType, `${place} ${index}`));
    }
    if (isNonNullType(type)) return inventPresent(type.ofType, place);
    if (isEnumType(type)) return random.pick(type.getValues()).value;
    if (isAbstractType(type)) {
      const identity = String(1 + random.below(6));
      return { __typename: concrete(schema, type.name, identity), identity };
    }
    if (isObjectType(type)) return { __typename: type.name, identity: String(1 + random.below(6)) };
    switch (type.name) {
      case 'Int':
        return random.pick(integers);
      case 'Float':
        return random.pick(floats);
      case 'Boolean':
        return random.chance(0.5);
      case 'Anything':
        return random.pick(anything);
      default:
        return random.pick(texts);
    }
  }
}

/** Which type of object stands behind an identity; the same in every subgraph, and for every interface that has it. */
function concrete(schema: GraphQLSchema, abstract: string, identity: string): string {
  const type = schema.getType(abstract);
  if (!isAbstractType(type)) throw new Error(`${abstract} is not abstract`);
  const names = schema
    .getPossibleTypes(type)
    .map(({ name }) => name)
    .toSorted();
  return seeded(`concrete ${abstract} ${identity}`).pick(names);
}

function identityIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, prefix] of Object.entries(keys)) {
    const text: unknown = Reflect.get(value, name);
    if (typeof text === 'number') return String(text);
    if (typeof text === 'string' && text.startsWith(prefix)) return text.slice(prefix.length);
  }
  for (const nested of Object.values(value)) {
    const identity = identityIn(nested);
    if (identity !== undefined) return identity;
  }
  return undefined;
}

/** What a field with `@requires` was given: its value must show whether the gateway brought the right thing. */
function requiredText(schema: GraphQLSchema, type: GraphQLObjectType, field: string, carried: unknown): string {
  const node = schema.getType(type.name)?.astNode;
  if (node?.kind !== Kind.OBJECT_TYPE_DEFINITION) return '';
  const definition = node.fields?.find(({ name }) => name.value === field);
  return definition?.directives?.some(({ name }) => name.value === 'requires') ? String(hash(stable(carried))) : '';
}

/** JSON with sorted keys: the order in which keys arrive means nothing. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}
