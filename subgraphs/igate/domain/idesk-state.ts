/** Where the dossier's most recent draft stands in iDesk, as iGate shows it. */
export type IdeskState =
  | 'NOT_SENT'
  | 'SENDING'
  | 'DRAFTING'
  | 'IN_REVIEW'
  | 'SIGNED'
  | 'ISSUED'
  | 'RECALLED'
  | 'SEND_FAILED';

/** What iDesk tells: the states of a draft, and RECALLED for an issued document that was taken back. */
export const toldStates = ['DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'CANCELLED', 'RECALLED'] as const;

export type ToldState = (typeof toldStates)[number];

const translations = {
  DRAFTING: 'DRAFTING',
  SUBMITTED: 'IN_REVIEW',
  APPROVED: 'IN_REVIEW',
  SIGNED: 'SIGNED',
  ISSUED: 'ISSUED',
  RECALLED: 'RECALLED',
  // A cancelled draft leaves the dossier as if nothing had been sent: the officer may send again.
  CANCELLED: 'NOT_SENT',
} as const satisfies Record<ToldState, IdeskState>;

/** iDesk's own word for a state, in iGate's words. */
export function ideskStateOf(told: ToldState): IdeskState {
  return translations[told];
}
