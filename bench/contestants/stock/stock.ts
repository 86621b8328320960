import { programContestant } from '../program-contestant.ts';

/** What all others are compared with. */
export const stock = programContestant(
  { name: 'stock', title: 'Apollo Server + Gateway', authentication: 'jose, in the context function' },
  new URL('stock-process.ts', import.meta.url),
);
