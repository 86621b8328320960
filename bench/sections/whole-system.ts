import { apollo } from '../contestants/apollo/apollo.ts';
import { openSystemArena } from '../arenas/system-arena.ts';
import { inProcess } from '../contestants/ours/in-process.ts';
import { ours } from '../contestants/ours/ours.ts';
import { peers } from '../contestants/peers.ts';
import { stock } from '../contestants/stock/stock.ts';
import { unfederated } from '../contestants/unfederated/unfederated.ts';
import { speedRatio } from '../report/results-table.ts';
import type { Target } from '../report/target.ts';
import { compare, type Comparison } from './compare.ts';
import type { Section } from './section.ts';

/** Of Apollo's servers throughout. Its gateway over our subgraphs gains by whatever makes those faster. */
const timesApollo = { 'dashboard 50': 4, 'dashboard 500': 4 };

export const wholeSystem: Section = {
  name: 'system',
  async run(options) {
    await using arena = await openSystemArena(options.dossiers);
    const comparison = await compare(arena, [ours, inProcess, apollo, stock, ...peers, unfederated], options);
    return {
      title: `Whole system, PostgreSQL with ${options.dossiers} dossiers`,
      targets: targets(comparison),
      text: comparison.text,
    };
  },
};

function targets({ byWorkload }: Comparison): readonly Target[] {
  const overApollo = Object.entries(timesApollo).map(([workload, atLeast]) => ({
    what: `in one process, requests/s of ${apollo.title}, ${workload}`,
    figure: speedRatio(byWorkload.get(workload), inProcess.name, apollo.name),
    atLeast,
  }));
  const overUnfederated = [...byWorkload].map(([workload, results]) => ({
    what: `in one process, requests/s of ${unfederated.title}, ${workload}`,
    figure: speedRatio(results, inProcess.name, unfederated.name),
    atLeast: 1,
  }));
  return [...overApollo, ...overUnfederated];
}
