import { programContestant } from '../program-contestant.ts';

export interface OursSettings {
  /** Whether tokens are verified and operations limited; they always are, but where their cost is measured. */
  readonly locked: boolean;
}

export const ours = oursWith('ours', 'lienthong', 'platform/tokens', { locked: true });

/** The same with every lock open, to know what they cost. */
export const unlocked = oursWith('unlocked', 'lienthong without locks', 'none', { locked: false });

function oursWith(name: string, title: string, authentication: string, settings: OursSettings) {
  return programContestant({ name, title, authentication }, new URL('ours-process.ts', import.meta.url), settings);
}
