import DataLoader from 'dataloader';
import { revealApplicants } from '../actions/reveal-applicants.ts';
import type { IgateServices } from '../actions/services.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Officer } from '../domain/officer.ts';

/** Resolves where a dossier's applicant may be given unmasked, which has then been recorded: once a request and dossier. */
export type Revealed = DataLoader<Dossier, true, string>;

export function createRevealed(services: IgateServices, caller: () => Promise<Officer>): Revealed {
  return new DataLoader<Dossier, true, string>(
    async (dossiers) => revealApplicants(services, await caller(), dossiers),
    {
      cacheKeyFn: ({ code }) => code,
    },
  );
}
