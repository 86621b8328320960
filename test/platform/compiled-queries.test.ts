import { isDeepStrictEqual } from 'node:util';
import { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import { igateSchema } from '../../subgraphs/igate/igate.ts';
import { ideskSchema } from '../../subgraphs/idesk/idesk.ts';
import { demoPlace, type DemoPlace } from '../demo/seeded.ts';
import { ideskContexts, igateContexts } from './demo-contexts.ts';
import { comparable, interpret } from './interpreted.ts';
import { knownKeys, randomRequest, type KnownKeys } from './random-requests.ts';

/** `ORACLE_OPERATIONS=20000` at night; `ORACLE_SEED` gives other operations. */
const operations = Number(process.env['ORACLE_OPERATIONS'] ?? 1000);
const seed = process.env['ORACLE_SEED'] ?? 'lienthong';

const logger = createLogger('test', { level: 'silent' });
let place: DemoPlace;
let known: KnownKeys;
beforeAll(async () => {
  place = await demoPlace();
  await place.seed({ dossiers: 120 });
  known = await knownKeys(place);
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

describe('a subgraph answers a compiled query as graphql-js answers it', () => {
  const each = Math.ceil(operations / 5);

  test(`${each} queries of iGate`, { timeout: operations * 100 }, async () => {
    const { differing, fruitful } = await compare(igateSchema, await igateContexts(place), each);
    expect(differing).toEqual([]);
    expect(fruitful).toBeGreaterThan(each / 8);
  });

  test(`${each} queries of iDesk`, { timeout: operations * 100 }, async () => {
    const { differing, fruitful } = await compare(ideskSchema, ideskContexts(place), each);
    expect(differing).toEqual([]);
    expect(fruitful).toBeGreaterThan(each / 8);
  });
});

/** Fruitful are queries that find something: those that find nothing would be answered alike by anybody. */
async function compare<Context>(
  schemaOf: () => GraphQLSchema,
  createContext: (origin: RequestOrigin) => Promise<Context>,
  count: number,
): Promise<{ readonly differing: readonly object[]; readonly fruitful: number }> {
  const plain = schemaOf();
  const executor = createSubgraphExecutor({ name: 'compiled', schema: schemaOf(), createContext, logger });
  const queries = new GraphQLSchema({ ...plain.toConfig(), mutation: null });
  const differing: object[] = [];
  let fruitful = 0;
  for (let number = 0; number < count; number++) {
    const name = `${seed} ${number}`;
    const request = randomRequest(queries, name, known);
    const interpreted = await interpret(plain, createContext, request);
    const compiled = await executor.executeBytes?.(request);
    const [wanted, got] = [comparable(interpreted), comparable(compiled)];
    if (!isDeepStrictEqual(wanted, got)) differing.push({ name, request, wanted, got });
    if (!interpreted.errors && JSON.stringify(interpreted.data).length > 100) fruitful += 1;
  }
  return { differing, fruitful };
}
