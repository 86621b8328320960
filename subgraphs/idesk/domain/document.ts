import type { DocumentKind, DraftState, Urgency } from './vocabulary.ts';

/** What every document has, from its first draft to the archive. */
interface DocumentBase {
  readonly id: string;
  readonly departmentId: string;
  readonly divisionId: string;
  readonly subject: string;
  readonly kind: DocumentKind;
  readonly urgency: Urgency;
  readonly dossierCode: string | null;
  /** The transfer of iGate that the draft came with; null for drafts begun in iDesk. */
  readonly transferId: string | null;
  /** Ngày hẹn trả of its dossier, as iGate last told it; null where it promises none, and for drafts of no dossier. */
  readonly dueAt: Date | null;
  /** Since when its dossier is on hold, as iGate last told it; null where the clock runs. */
  readonly heldSince: Date | null;
  /** Grows with every change; a caller must name the one it has seen. */
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Why it was last returned; kept while it is drafted again, so that the specialist can read it. */
  readonly returnReason: string | null;
}

interface Submission {
  readonly submittedAt: Date;
}

interface Approval extends Submission {
  readonly approvedBy: string;
  readonly approvedAt: Date;
}

interface Signature extends Approval {
  readonly signedBy: string;
  readonly signedAt: Date;
}

interface Issue extends Signature {
  readonly number: number;
  readonly symbol: string;
  /** `YYYY-MM-DD`: the day the document bears. */
  readonly issuedOn: string;
  readonly issuedBy: string;
  /** The moment the clerk took the number. */
  readonly issuedAt: Date;
  readonly archived: { readonly by: string; readonly at: Date } | null;
  readonly recalled: { readonly by: string; readonly at: Date; readonly reason: string } | null;
}

export type DraftingDocument = DocumentBase & { readonly state: 'DRAFTING' };
export type SubmittedDocument = DocumentBase & Submission & { readonly state: 'SUBMITTED' };
export type ApprovedDocument = DocumentBase & Approval & { readonly state: 'APPROVED' };
export type SignedDocument = DocumentBase & Signature & { readonly state: 'SIGNED' };
export type IssuedDocument = DocumentBase & Issue & { readonly state: 'ISSUED' };
export type CancelledDocument = DocumentBase & { readonly state: 'CANCELLED' };

/** A draft and the document issued from it are the same thing in two states, under the same id. */
export type DeskDocument =
  | DraftingDocument
  | SubmittedDocument
  | ApprovedDocument
  | SignedDocument
  | IssuedDocument
  | CancelledDocument;

export function isIssued(document: DeskDocument): document is IssuedDocument {
  return document.state === 'ISSUED';
}

/** What iGate is told about a draft that came from it: the draft's state, or that the issued document was recalled. */
export type ReportedState = DraftState | 'RECALLED';

export function reportedState(document: DeskDocument): ReportedState {
  return isIssued(document) && document.recalled ? 'RECALLED' : document.state;
}
