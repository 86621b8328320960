import { openMemoryArena } from '../arenas/memory-arena.ts';
import { ours } from '../contestants/ours/ours.ts';
import { peers } from '../contestants/peers.ts';
import { stock } from '../contestants/stock/stock.ts';
import { graphqlJit, graphqlJs } from '../contestants/unfederated/unfederated.ts';
import { speedRatio } from '../report/results-table.ts';
import type { Target } from '../report/target.ts';
import { compare, type Comparison } from './compare.ts';
import type { Section } from './section.ts';

const timesStock = { 'one dossier': 9, 'dashboard 50': 12, 'dashboard 500': 16 };
const timesPeers = 1.4;

export const gatewayAlone: Section = {
  name: 'gateway',
  async run(options) {
    await using arena = await openMemoryArena();
    const comparison = await compare(arena, [ours, stock, ...peers, graphqlJs, graphqlJit], options);
    return {
      title: 'Gateway alone, over HTTP, subgraphs in memory',
      targets: targets(comparison),
      text: comparison.text,
    };
  },
};

function targets({ byWorkload }: Comparison): readonly Target[] {
  return Object.entries(timesStock).flatMap(([workload, atLeast]) => {
    const results = byWorkload.get(workload);
    return [
      { what: `requests/s of stock, ${workload}`, figure: speedRatio(results, ours.name, stock.name), atLeast },
      ...peers.map(({ name, title }) => ({
        what: `requests/s of ${title}, ${workload}`,
        figure: speedRatio(results, ours.name, name),
        atLeast: timesPeers,
      })),
    ];
  });
}
