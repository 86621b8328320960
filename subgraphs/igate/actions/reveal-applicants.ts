import { RequestError } from '../../../platform/errors.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Officer } from '../domain/officer.ts';
import { mayNotReveal } from '../domain/refusals.ts';
import { mayReveal } from '../domain/row-scope.ts';
import { writeAuditEntries } from '../store/audit-log.ts';
import type { IgateServices } from './services.ts';

/**
 * Decides for each dossier whether the officer may have its applicant's personal data unmasked (Decree 13/2023), and
 * records it, however many dossiers, in one statement. Who does not wait for the answer must not give the data.
 *
 * @returns for each dossier, in their order, that it may be given, or the refusal `FORBIDDEN`.
 */
export async function revealApplicants(
  { db, now }: Pick<IgateServices, 'db' | 'now'>,
  officer: Officer,
  dossiers: readonly Dossier[],
): Promise<readonly (true | RequestError)[]> {
  const at = now();
  const judged = dossiers.map((dossier) => ({ dossier, allowed: mayReveal(officer, dossier) }));
  await writeAuditEntries(
    db,
    judged.map(({ dossier, allowed }) => ({
      at,
      officerId: officer.id,
      action: 'VIEW_PERSONAL_DATA' as const,
      dossierCode: dossier.code,
      ...(!allowed && { outcome: 'REFUSED' as const, details: { refusal: 'FORBIDDEN' } }),
    })),
  );
  return judged.map(({ allowed }) => allowed || new RequestError('FORBIDDEN', mayNotReveal));
}
