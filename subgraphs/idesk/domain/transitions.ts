import { RequestError } from '../../../platform/errors.ts';
import { dayInVietnam } from './calendar.ts';
import type {
  ApprovedDocument,
  DraftingDocument,
  IssuedDocument,
  SignedDocument,
  SubmittedDocument,
} from './document.ts';
import type { DocumentKind, Urgency } from './vocabulary.ts';

/** Each step of a document's life: who takes it has been checked already, what comes out is the document after it. */

interface Step {
  readonly by: string;
  readonly at: Date;
}

export interface DraftChanges {
  readonly subject?: string;
  readonly kind?: DocumentKind;
  readonly urgency?: Urgency;
}

export function change(draft: DraftingDocument, changes: DraftChanges): DraftingDocument {
  return { ...draft, ...changes, version: draft.version + 1 };
}

export function submit(draft: DraftingDocument, { at }: Step): SubmittedDocument {
  return { ...draft, state: 'SUBMITTED', version: draft.version + 1, submittedAt: at, returnReason: null };
}

export function approve(draft: SubmittedDocument, { by, at }: Step): ApprovedDocument {
  return { ...draft, state: 'APPROVED', version: draft.version + 1, approvedBy: by, approvedAt: at };
}

/** Back to the specialist; what had been submitted and approved counts no more. */
export function giveBack(draft: SubmittedDocument | ApprovedDocument, reason: string): DraftingDocument {
  const { id, departmentId, divisionId, subject, kind, urgency, createdBy, createdAt } = draft;
  const { dossierCode, transferId, dueAt, heldSince } = draft;
  const kept = { id, departmentId, divisionId, subject, kind, urgency, createdBy, createdAt };
  const ofDossier = { dossierCode, transferId, dueAt, heldSince };
  return { ...kept, ...ofDossier, state: 'DRAFTING', version: draft.version + 1, returnReason: reason };
}

export function sign(draft: ApprovedDocument, { by, at }: Step): SignedDocument {
  return { ...draft, state: 'SIGNED', version: draft.version + 1, signedBy: by, signedAt: at };
}

/**
 * The day a document will bear.
 *
 * @param wanted `YYYY-MM-DD`; today where left out.
 * @throws RequestError `BAD_USER_INPUT` for a day to come, and for one before the document was signed.
 */
export function dayOfIssue(draft: SignedDocument, wanted: string | undefined, now: Date): string {
  const today = dayInVietnam(now);
  const day = wanted ?? today;
  const signed = dayInVietnam(draft.signedAt);
  if (day > today) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Ngày ban hành không được sau hôm nay (${today}). Hãy chọn ngày khác.`,
      en: `The day of issue may not be later than today (${today}). Choose another.`,
    });
  }
  if (day < signed) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Ngày ban hành không được trước ngày ký (${signed}). Hãy chọn ngày khác.`,
      en: `The day of issue may not be before the day of signing (${signed}). Choose another.`,
    });
  }
  return day;
}

export function issue(
  draft: SignedDocument,
  { by, at }: Step,
  { number, symbol, issuedOn }: { number: number; symbol: string; issuedOn: string },
): IssuedDocument {
  return {
    ...draft,
    state: 'ISSUED',
    version: draft.version + 1,
    number,
    symbol,
    issuedOn,
    issuedBy: by,
    issuedAt: at,
    archived: null,
    recalled: null,
  };
}

export function archive(document: IssuedDocument, { by, at }: Step): IssuedDocument {
  return { ...document, version: document.version + 1, archived: { by, at } };
}

export function recall(document: IssuedDocument, { by, at }: Step, reason: string): IssuedDocument {
  return { ...document, version: document.version + 1, recalled: { by, at, reason } };
}
