import { Pool } from 'undici';
import type { Arena } from '../arenas/arena.ts';
import { openMemoryArena } from '../arenas/memory-arena.ts';
import { ours } from '../contestants/ours/ours.ts';
import { stock } from '../contestants/stock/stock.ts';
import { median } from '../driving/median.ts';
import { interrupted } from '../processes/interruption.ts';
import { figure, table } from '../report/table.ts';
import { unseenRequest } from '../workloads/unseen.ts';
import type { GraphqlRequest } from '../workloads/workload.ts';
import type { Section } from './section.ts';

/** Until both have compiled their own code for planning. */
const warmUp = 200;
const measured = 300;

/** What the first answer to an operation costs, which must be read, validated, planned and, with us, compiled. */
export const firstSight: Section = {
  name: 'first-sight',
  async run() {
    await using arena = await openMemoryArena();
    const contestants = [ours, stock];
    await using running = new AsyncDisposableStack();
    const asked = [];
    for (const contestant of contestants) {
      const { url } = running.use(await contestant.start(arena.graph));
      const pool = new Pool(new URL(url).origin, { connections: 1 });
      running.defer(() => pool.destroy());
      asked.push({ ...contestant, pool, first: [] as number[], second: [] as number[] });
    }
    for (let number = 0; number < warmUp + measured; number++) {
      const request = unseenRequest(number);
      for (const { pool, first, second } of asked) {
        const times = [await timeOf(pool, request, arena), await timeOf(pool, request, arena)] as const;
        if (number < warmUp) continue;
        first.push(times[0]);
        second.push(times[1]);
      }
    }
    const [own = NaN, other = NaN] = asked.map(({ first }) => median(first));
    return {
      title: 'A query never seen before',
      targets: [{ what: 'first answer to that of stock', figure: own / other, atMost: 3 }],
      text: table(
        ['', 'first answer, ms', 'the same again, ms'],
        asked.map(({ title, first, second }) => [title, figure(median(first)), figure(median(second))]),
      ),
    };
  },
};

async function timeOf(pool: Pool, request: GraphqlRequest, { graph }: Arena): Promise<number> {
  const startedAt = performance.now();
  const { statusCode, body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${graph.tokens.example}` },
    body: JSON.stringify(request),
    signal: interrupted,
  });
  const text = await body.text();
  const took = performance.now() - startedAt;
  if (statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return took;
}
