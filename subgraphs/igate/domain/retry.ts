import type { Officer } from './officer.ts';
import { rightsTo } from './rights.ts';
import type { Transfer } from './transfer.ts';

/** Chuyển lại: whether an officer may put this crossing back in line once it has failed. */
export function mayRetry(officer: Officer, transfer: Pick<Transfer, 'requestedById'>, seesDossier: boolean): boolean {
  return rightsTo(officer, 'RETRY_TRANSFER').some(
    ({ rows }) =>
      rows === 'ALL' || (rows === 'OWN_OF_SEEN_DOSSIERS' && seesDossier && transfer.requestedById === officer.id),
  );
}
