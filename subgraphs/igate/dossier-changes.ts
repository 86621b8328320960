import type { Change } from '../../platform/changes/change.ts';

/** What iGate's triggers notify on; each payload is a dossier code. */
export const dossierChannel = 'dossier_changes';

export async function dossierChanges(codes: readonly string[]): Promise<readonly Change[]> {
  return codes.map((code) => ({ topic: 'dossier', key: code }));
}
