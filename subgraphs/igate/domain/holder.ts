import type { Dossier } from './dossier.ts';
import { hasEnded } from './judgement.ts';
import type { ProcessingStep, StepKind } from './steps.ts';
import type { OfficeSystem, TimelineEntry } from './timeline-entry.ts';

/** What whoever holds a dossier has to do with it next. */
export type HeldFor =
  | 'RECEPTION'
  | 'ASSIGNMENT'
  | 'PROCESSING'
  | 'DRAFTING'
  | 'APPROVAL'
  | 'SIGNATURE'
  | 'ISSUE'
  | 'RESULT_INTAKE'
  | 'RETURN';

/** Who holds a dossier now: an officer, or whoever of a unit comes first to it. */
export interface Holder {
  readonly system: OfficeSystem;
  readonly heldFor: HeldFor;
  /** Null where it waits for nobody in particular. */
  readonly officerId: string | null;
  /** Null for the department as a whole. */
  readonly divisionId: string | null;
  readonly departmentId: string;
  readonly since: Date;
}

const heldForStep: Readonly<Record<Exclude<StepKind, 'RETURNED'>, HeldFor>> = {
  RECEPTION: 'RECEPTION',
  ASSIGNMENT: 'ASSIGNMENT',
  PROCESSING: 'PROCESSING',
  RESULT_INTAKE: 'RESULT_INTAKE',
  AWAITING_RETURN: 'RETURN',
};

/**
 * Who holds the dossier now; null once it has ended. While it is processed that is told by how far its most recent draft has
 * come in iDesk, as far as iDesk has told.
 */
export function holderOf(
  dossier: Dossier,
  currentStep: ProcessingStep,
  timeline: readonly TimelineEntry[],
): Holder | null {
  if (hasEnded(dossier) || currentStep.kind === 'RETURNED') return null;
  const { divisionId, departmentId } = dossier;
  const { kind, officerId, startedAt: since } = currentStep;
  const inDivision = kind === 'ASSIGNMENT' || kind === 'PROCESSING';
  const unit = { divisionId: inDivision ? divisionId : null, departmentId };
  const here: Holder = { system: 'IGATE', heldFor: heldForStep[kind], officerId, ...unit, since };
  return kind === 'PROCESSING' ? withDraft(dossier, here, timeline) : here;
}

/** The one who holds the draft, or the dossier again since the draft has become something. */
function withDraft(dossier: Dossier, here: Holder, timeline: readonly TimelineEntry[]): Holder {
  const draft = timeline.filter(({ transferId }) => transferId !== null && transferId === dossier.ideskTransferId);
  const sent = draft.find(({ kind }) => kind === 'SENT');
  if (!sent) return here;
  // Each system has its own clock: what iDesk did is in order among itself.
  const last = draft.findLast(({ system }) => system === 'IDESK') ?? sent;
  const there = { ...here, system: 'IDESK', officerId: null, since: last.at } as const;
  switch (dossier.ideskState) {
    case 'NOT_SENT':
    case 'SENDING':
    case 'SEND_FAILED':
      return here;
    case 'DRAFTING':
      return { ...there, heldFor: 'DRAFTING', officerId: sent.officerId };
    case 'IN_REVIEW':
      return last.kind === 'APPROVED'
        ? { ...there, heldFor: 'SIGNATURE', divisionId: null }
        : { ...there, heldFor: 'APPROVAL' };
    case 'SIGNED':
      return { ...there, heldFor: 'ISSUE', divisionId: null };
    case 'ISSUED':
    case 'RECALLED': {
      const newest = timeline.findLast(({ kind, transferId }) => kind === 'ATTACHED' || transferId === sent.transferId);
      return { ...here, since: newest?.at ?? last.at };
    }
  }
}
