import { openMemoryArena } from '../arenas/memory-arena.ts';
import { ours, unlocked } from '../contestants/ours/ours.ts';
import { speedRatio } from '../report/results-table.ts';
import { compare } from './compare.ts';
import type { Section } from './section.ts';

const workload = 'dashboard 50';

/** What authentication and limits cost. */
export const locks: Section = {
  name: 'locks',
  async run(options) {
    await using arena = await openMemoryArena();
    const { byWorkload, text } = await compare(arena, [ours, unlocked], {
      ...options,
      only: [],
      workloads: [workload],
    });
    return {
      title: 'What the locks cost',
      targets: [
        {
          what: `requests/s with authentication and limits to those without, ${workload}`,
          figure: speedRatio(byWorkload.get(workload), ours.name, unlocked.name),
          atLeast: 0.9,
        },
      ],
      text,
    };
  },
};
