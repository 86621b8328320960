import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inventSources, type Weather } from './oracle/invented-data.ts';
import { inventedGraphs } from './oracle/invented-graphs.ts';
import { randomOperation } from './oracle/random-operation.ts';
import { sideBySide, type SideBySide } from './oracle/side-by-side.ts';

/** `ORACLE_OPERATIONS=20000` at night; `ORACLE_SEED` gives other operations. */
const operations = Number(process.env['ORACLE_OPERATIONS'] ?? 1000);
const seed = process.env['ORACLE_SEED'] ?? 'lienthong';

describe('compiled execution answers as Apollo Gateway does', () => {
  for (const invent of inventedGraphs) {
    const graph = invent();
    describe(`over ${graph.name}`, () => {
      const weather: Weather = { seed: '', storm: false };
      let sides: SideBySide;
      beforeAll(async () => {
        sides = await sideBySide(graph, () => inventSources(graph, weather));
      });
      afterAll(() => sides.stop());

      const each = Math.ceil(operations / inventedGraphs.length);
      test(`${each} operations`, { timeout: operations * 1000 }, async () => {
        for (let number = 0; number < each; number++) {
          const name = `${seed} ${graph.name} ${number}`;
          const operation = randomOperation(sides.schema, name);
          Object.assign(weather, { seed: name, storm: number % 2 === 1 });
          const { first, later, stock } = await sides.ask(operation);
          expect({ name, operation, ...first }).toEqual({ name, operation, ...stock });
          expect({ name, operation, ...later }).toEqual({ name, operation, ...stock });
        }
      });
    });
  }
});
