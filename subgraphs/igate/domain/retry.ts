import type { Officer } from './officer.ts';
import type { Transfer } from './transfer.ts';

/**
 * Chuyển lại: whether an officer may put this crossing back in line once it has failed. Administrators may, and whoever
 * asked for it, as long as they see the dossier.
 */
export function mayRetry(officer: Officer, transfer: Pick<Transfer, 'requestedById'>, seesDossier: boolean): boolean {
  return officer.roles.includes('ADMINISTRATOR') || (seesDossier && transfer.requestedById === officer.id);
}
