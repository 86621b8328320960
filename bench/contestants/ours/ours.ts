import { programContestant } from '../program-contestant.ts';

export const ours = programContestant(
  { name: 'ours', title: 'lienthong', authentication: 'platform/tokens' },
  new URL('ours-process.ts', import.meta.url),
);
