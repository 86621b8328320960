import type { Kysely, Transaction } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import type { AttachmentKind } from '../domain/attachment.ts';
import type { AuditAction } from '../domain/audit.ts';
import type { Dossier } from '../domain/dossier.ts';
import { demand, judge } from '../domain/judgement.ts';
import type { Officer } from '../domain/officer.ts';
import type { DossierAction } from '../domain/permissions.ts';
import { visibleRows } from '../domain/row-scope.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { dossiersByCodes, lockVisibleDossier } from '../store/dossiers.ts';
import type { IgateSchema } from '../store/schema.ts';
import type { IgateServices } from './services.ts';

/** One officer's attempt at one action on one dossier. */
export interface Attempt {
  readonly officer: Officer;
  readonly action: Exclude<DossierAction, 'RETRY_TRANSFER'>;
  readonly dossierCode: string;
  readonly attachments?: AttachmentKind;
}

export function dossierNotFound(): RequestError {
  return new RequestError('NOT_FOUND', {
    vi: 'Không tìm thấy hồ sơ. Hãy kiểm tra lại mã hồ sơ.',
    en: 'There is no such dossier. Check the dossier code.',
  });
}

/**
 * Refuses what cannot succeed before anything costly is begun, such as reading uploads.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`, in this order of precedence.
 */
export async function demandAction(db: Kysely<IgateSchema>, attempt: Attempt): Promise<Dossier> {
  const [dossier] = await dossiersByCodes(db, [attempt.dossierCode], visibleRows(attempt.officer));
  return demandOn(dossier, attempt);
}

/** @throws RequestError `NOT_FOUND` alone: for a repeated request, whose effect was allowed when it happened. */
export async function demandVisible(db: Kysely<IgateSchema>, attempt: Attempt): Promise<Dossier> {
  const [dossier] = await dossiersByCodes(db, [attempt.dossierCode], visibleRows(attempt.officer));
  if (!dossier) throw dossierNotFound();
  return dossier;
}

/** The same as `demandAction` under lock, for the transaction that acts: nobody changes the dossier between this check and the effect. */
export async function lockForAction(trx: Transaction<IgateSchema>, attempt: Attempt): Promise<Dossier> {
  return demandOn(await lockVisibleDossier(trx, visibleRows(attempt.officer), attempt.dossierCode), attempt);
}

function demandOn(dossier: Dossier | null | undefined, attempt: Attempt): Dossier {
  if (!dossier) throw dossierNotFound();
  demand(judge(attempt.officer, attempt.action, dossier, attempt.attachments));
  return dossier;
}

/**
 * Runs an attempt and records it in the audit log where the officer may not do it. Outside the attempt's transaction,
 * which a refusal undoes.
 */
export async function recordingRefusal<Result>(
  { db, now }: Pick<IgateServices, 'db' | 'now'>,
  attempt: { readonly officer: Officer; readonly dossierCode: string; readonly action: AuditAction },
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RequestError && error.code === 'FORBIDDEN') {
      await writeAuditEntry(db, {
        at: now(),
        officerId: attempt.officer.id,
        action: attempt.action,
        dossierCode: attempt.dossierCode,
        outcome: 'REFUSED',
        details: { refusal: error.code },
      });
    }
    throw error;
  }
}
