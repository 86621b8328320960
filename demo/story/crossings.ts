import type { StoredFile } from '../../platform/files/file-store.ts';
import type { DeskDocument } from '../../subgraphs/idesk/domain/document.ts';
import type { DemoFiles } from '../files/demo-files.ts';
import { deskStory, type DeskRow, type DeskStory } from './desk-document.ts';
import type { Outline } from './outline.ts';

/** Both sides of a dossier's way through iDesk, so that each side's rows are written from the same facts. */
export interface Crossing {
  readonly sendId: string;
  readonly subject: string;
  readonly sentFiles: readonly StoredFile[];
  readonly sentAt: Date;
  readonly attempts: number;
  /** Null where the sending failed. */
  readonly desk: (DeskStory & { readonly receivedAt: Date }) | null;
  /** How the result came back; null while it has not. */
  readonly result: CrossedResult | null;
}

export interface CrossedResult {
  readonly transferId: string;
  readonly kind: 'ATTACH_RESULTS' | 'PUSH_RESULTS';
  /** Of the entry in the document's history that a push leaves. */
  readonly eventId: string;
  /** SSO account of whoever asked for it. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly deliveredAt: Date;
  readonly files: readonly DeskRow<'document_files'>[];
}

interface CrossingFacts {
  readonly outline: Outline;
  readonly dossierCode: string;
  readonly dueAt: Date | null;
  readonly sentFiles: readonly StoredFile[];
  readonly files: DemoFiles;
  /** A paper made for this dossier alone. */
  readonly ownResult: StoredFile | undefined;
  readonly number: () => number;
}

/** The dossier's way through iDesk, or null where it was not sent. */
export function crossingOf({
  outline,
  dossierCode,
  dueAt,
  sentFiles,
  files,
  ownResult,
  number,
}: CrossingFacts): Crossing | null {
  const { moments, procedure, staff, assignee, random, refused, trouble } = outline;
  const sentAt = moments.get('sent');
  if (!sentAt) return null;
  const sendId = random.uuid(sentAt);
  const send = {
    sendId,
    sentFiles,
    sentAt,
    subject: refused ? `Thông báo không giải quyết hồ sơ: ${procedure.name}` : procedure.name,
    attempts: trouble === null ? 1 : random.whole(4, 9),
  };
  if (trouble === 'FAILED') return { ...send, desk: null, result: null };

  const receivedAt = later(sentAt, trouble === 'RETRIED' ? retryDelay(outline, sentAt) : random.whole(400, 1200));
  const kind = refused ? 'THONG_BAO' : procedure.result;
  const result =
    ownResult ?? (refused ? files.refusal(staff.department) : files.result(staff.department, procedure.result));
  const draft: Extract<DeskDocument, { state: 'DRAFTING' }> = {
    id: random.uuid(receivedAt),
    state: 'DRAFTING',
    version: 1,
    createdAt: receivedAt,
    returnReason: null,
    departmentId: staff.department.id,
    divisionId: staff.division.id,
    createdBy: assignee.ssoAccount,
    subject: send.subject,
    kind: 'CONG_VAN',
    dossierCode,
    transferId: sendId,
    dueAt,
    // What is on hold in the demo was never sent.
    heldSince: null,
    urgency: 'NORMAL',
  };
  const urgency = random.chance(0.08) ? random.pick(['URGENT', 'VERY_URGENT'] as const) : 'NORMAL';
  const drafting = { initial: sentFiles, drafted: [result] };
  const desk = deskStory({ draft, moments, staff, files: drafting, becomes: { kind, urgency }, number, random });
  return { ...send, desk: { ...desk, receivedAt }, result: resultOf(outline, desk, sentFiles.length) };
}

/** A send that failed is tried again before anybody works on the draft: in milliseconds after it was asked for. */
function retryDelay({ moments }: Outline, sentAt: Date): number {
  const next = moments.get('drafted') ?? moments.get('submitted');
  return next ? Math.floor((next.getTime() - sentAt.getTime()) / 2) : 1000;
}

function resultOf(outline: Outline, desk: DeskStory, sentFiles: number): CrossedResult | null {
  const requestedAt = outline.moments.get('attached');
  if (!requestedAt || desk.document.state !== 'ISSUED' || desk.document.recalled) return null;
  const { random, way, assignee, staff } = outline;
  const pushed = way === 'PUSH';
  return {
    requestedAt,
    transferId: random.uuid(requestedAt),
    eventId: random.uuid(requestedAt),
    kind: pushed ? 'PUSH_RESULTS' : 'ATTACH_RESULTS',
    requestedBy: pushed && random.chance(0.5) ? staff.clerk.ssoAccount : assignee.ssoAccount,
    deliveredAt: later(requestedAt, random.whole(300, 1500)),
    files: desk.files.slice(sentFiles),
  };
}

export function later(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
