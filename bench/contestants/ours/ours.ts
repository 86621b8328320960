import { availableParallelism } from 'node:os';
import { programContestant } from '../program-contestant.ts';

export interface OursSettings {
  /** Whether tokens are verified and operations limited; they always are, but where their cost is measured. */
  readonly locked: boolean;
  readonly threads: number;
}

/** As many as `start/gateway.ts` has where nothing is set. */
const threads = Math.min(availableParallelism(), 4);

export const ours = oursWith('ours', 'lienthong', 'platform/tokens', { locked: true, threads });

/** All on one thread, to be profiled. */
export const oneThread = oursWith('one-thread', 'lienthong on one thread', 'platform/tokens', {
  locked: true,
  threads: 1,
});

/** The same with every lock open, to know what they cost. */
export const unlocked = oursWith('unlocked', 'lienthong without locks', 'none', { locked: false, threads });

function oursWith(name: string, title: string, authentication: string, settings: OursSettings) {
  return programContestant({ name, title, authentication }, new URL('ours-process.ts', import.meta.url), settings);
}
