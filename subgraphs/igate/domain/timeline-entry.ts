export type OfficeSystem = 'IGATE' | 'IDESK';

/** In the order in which they follow each other where two happen in the same millisecond. */
export const timelineKinds = [
  'RECEIVED',
  'ASSIGNED',
  'SENT',
  'SUBMITTED',
  'APPROVED',
  'RETURNED',
  'SIGNED',
  'ISSUED',
  'RECALLED',
  'ATTACHED',
  'RETURNED_TO_CITIZEN',
] as const;

export type TimelineKind = (typeof timelineKinds)[number];

/** Something that happened on a dossier's way, in whichever of the two systems. */
export interface TimelineEntry {
  readonly dossierCode: string;
  readonly kind: TimelineKind;
  readonly at: Date;
  readonly system: OfficeSystem;
  /** Null for what happened in iDesk, and for what nobody of iGate asked for. */
  readonly officerId: string | null;
  /** Of an officer of iDesk, as it was then; null for iGate's own. */
  readonly officerName: string | null;
  /** The send whose draft it is about; null for what concerns none. */
  readonly transferId: string | null;
}
