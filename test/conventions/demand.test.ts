import {
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { demoOperations } from '../../demo/operations.ts';
import { createOperationPlanner } from '../../gateway/execution/compiled/operation-planner.ts';
import { readDemandRules } from '../../gateway/limits/demand-rules.ts';
import { createOperationInspector } from '../../gateway/limits/inspect-operation.ts';
import { supergraphSdl } from '../../schema/subgraphs.ts';
import { readConfiguration } from '../../start/configuration.ts';

const { apiSchema } = createOperationPlanner(supergraphSdl());
const rules = readDemandRules(parse(supergraphSdl()));
const { operation: limits } = readConfiguration({}, 'all').gateway;
const inspect = createOperationInspector(apiSchema, parse(supergraphSdl()), { ...limits, introspection: true });

function fields() {
  return Object.values(apiSchema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).map((field) => ({ type: type.name, field, at: `${type.name}.${field.name}` }))
      : [],
  );
}

describe('the supergraph', () => {
  it('says of each list of objects how long it is', () => {
    const sizedInside = new Set(
      fields().flatMap(({ field, at }) => {
        const type = getNamedType(field.type).name;
        return (rules.listSizes.get(at)?.sizedFields ?? []).map((name) => `${type}.${name}`);
      }),
    );
    const unsized = fields().filter(
      ({ field, at }) =>
        isListType(getNullableType(field.type)) &&
        isCompositeType(getNamedType(field.type)) &&
        !rules.listSizes.has(at) &&
        !sizedInside.has(at),
    );
    expect(unsized.map(({ at }) => at)).toEqual([]);
    expect(sizedInside.size).toBeGreaterThan(3);
  });

  it('takes the length of each page from what is asked for', () => {
    const pages = fields().filter(({ field }) => field.args.some(({ name }) => name === 'first'));
    expect(pages.length).toBeGreaterThan(3);
    for (const { field, at } of pages) {
      const sizes = field.args.map(({ name }) => name).filter((name) => name === 'first' || name === 'last');
      expect({ at, by: rules.listSizes.get(at)?.slicingArguments }).toEqual({ at, by: sizes });
    }
  });
});

describe('as configured where nothing is set', () => {
  const costOf = (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const { refusal, cost } = inspect(query).operation(undefined);
    return refusal?.message ?? cost?.(variables);
  };

  it.each(demoOperations.map(({ query, variables }) => [query.split('\n')[1], query, variables] as const))(
    'the limits let pass: %s',
    (_name, query, variables) => {
      expect(costOf(query, variables)).toBeGreaterThan(0);
      expect(costOf(query, variables)).toBeLessThanOrEqual(limits.cost);
    },
  );

  it('the limits let pass what README.md shows', async () => {
    const readme = await readFile('README.md', 'utf8');
    const shown = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, operation = '']) => operation);
    expect(shown.length).toBeGreaterThan(0);
    for (const query of shown) expect(costOf(query)).toBeLessThanOrEqual(limits.cost);
  });

  it('the limits let pass the dashboard of 500 rows, and what GraphiQL asks for the schema', () => {
    expect(costOf(demoOperations.at(-1)?.query ?? '', { first: 500 })).toBeLessThanOrEqual(limits.cost);
    const introspection = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true });
    expect(costOf(introspection)).toBeLessThanOrEqual(limits.cost);
  });

  it('the limits stop 1,000 aliases and 100 levels', () => {
    const aliases = Array.from({ length: 1000 }, (_, n) => `a${n}: me { fullName }`).join(' ');
    const levels = `{ me { ${'deskUser { officer { '.repeat(50)} account ${'} }'.repeat(50)} } }`;
    for (const query of [`{ ${aliases} }`, levels]) {
      expect(inspect(query).operation(undefined).refusal?.code).toBe('QUERY_TOO_COMPLEX');
    }
  });

  it('a page may not be of any length', () => {
    const page = inspect('query ($n: Int) { dossiers(first: $n) { edges { node { code } } } }').operation(undefined);
    expect(page.cost?.({ n: 1_000_000 })).toBeGreaterThan(limits.cost);
  });
});
