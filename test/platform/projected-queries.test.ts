import { isDeepStrictEqual } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import type { RootFields } from '../../platform/projection/project-query.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import { rootFields as ideskRootFields } from '../../subgraphs/idesk/graphql/projection.ts';
import { ideskSchema } from '../../subgraphs/idesk/idesk.ts';
import { projectedDossier as ideskDossier } from '../../subgraphs/idesk/store/projected-dossier.ts';
import { rootFields as igateRootFields } from '../../subgraphs/igate/graphql/projection.ts';
import { igateSchema } from '../../subgraphs/igate/igate.ts';
import { projectedDossier as igateDossier } from '../../subgraphs/igate/store/projected-dossier.ts';
import { demoPlace, type DemoPlace } from '../demo/seeded.ts';
import { ideskContexts, igateContexts } from './demo-contexts.ts';
import { comparable, interpret } from './interpreted.ts';
import { projectedPart } from './projected-part.ts';
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
  const { Dossier = [] } = await knownKeys(place);
  known = { Dossier };
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

describe('a subgraph answers a projected query, byte for byte, as graphql-js answers it', () => {
  const each = Math.ceil(operations / 2);

  test(`${each} queries of iGate`, { timeout: operations * 100 }, async () => {
    const part = projectedPart(igateSchema(), Object.keys(igateRootFields), igateDossier);
    const { differing, projected } = await compare(
      igateSchema(),
      part,
      await igateContexts(place),
      igateRootFields,
      each,
    );
    expect(differing).toEqual([]);
    expect(projected).toBeGreaterThan(each / 8);
  });

  test(`${each} queries of iDesk`, { timeout: operations * 100 }, async () => {
    const part = projectedPart(ideskSchema(), Object.keys(ideskRootFields), ideskDossier);
    const { differing, projected } = await compare(ideskSchema(), part, ideskContexts(place), ideskRootFields, each);
    expect(differing).toEqual([]);
    expect(projected).toBeGreaterThan(each / 8);
  });
});

/** Asks for what is in `part`. Counts the answers that were projected, and found something. */
async function compare<Context>(
  schema: GraphQLSchema,
  part: GraphQLSchema,
  createContext: (origin: RequestOrigin) => Promise<Context>,
  rootFields: RootFields<Context>,
  count: number,
): Promise<{ readonly differing: readonly object[]; readonly projected: number }> {
  let found = 0;
  const counted = counting(rootFields, () => (found += 1));
  const executor = createSubgraphExecutor({ name: 'projected', schema, createContext, rootFields: counted, logger });
  const differing: object[] = [];
  let projected = 0;
  for (let number = 0; number < count; number++) {
    const name = `${seed} projected ${number}`;
    const request = randomRequest(part, name, known);
    const interpreted = await interpret(schema, createContext, request);
    found = 0;
    const bytes = await executor.executeBytes?.(request);
    if (found > 0) projected += 1;
    const same = interpreted.errors
      ? isDeepStrictEqual(comparable(interpreted), comparable(bytes))
      : bytes?.toString() === JSON.stringify(interpreted);
    if (!same) differing.push({ name, request, wanted: comparable(interpreted), got: comparable(bytes) });
  }
  return { differing, projected };
}

/** Root fields that tell when they have found something. */
function counting<Context>(rootFields: RootFields<Context>, onFound: () => void): RootFields<Context> {
  return Object.fromEntries(
    Object.entries(rootFields).map(([name, field]) => [
      name,
      (selecting, selected) => {
        const read = field(selecting, selected);
        return (
          read &&
          (async (args, context) => {
            const print = await read(args, context);
            return (
              print &&
              ((out) => {
                const before = out.length;
                print(out);
                if (out.length - before > 40) onFound();
              })
            );
          })
        );
      },
    ]),
  );
}
