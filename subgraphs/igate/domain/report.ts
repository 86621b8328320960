/** Figures of the events of a period. */
export const periodFigures = [
  'RECEIVED',
  'CARRIED_OVER',
  'ENDED',
  'COMPLETED',
  'COMPLETED_EARLY',
  'COMPLETED_ON_TIME',
  'COMPLETED_LATE',
  'RETURNED',
  'SENT_TO_IDESK',
  'ISSUED',
  'ATTACHED',
  'SEND_TO_ISSUE',
  'SIGN_TO_ISSUE',
  'ISSUE_TO_ATTACH',
] as const;

/** Figures of how things stand now, whatever the period. */
const presentFigures = [
  'OPEN',
  'OVERDUE',
  'DUE_SOON',
  'WAITING_FOR_SUPPLEMENT',
  'SUSPENDED',
  'DRAFTING',
  'AWAITING_APPROVAL',
  'AWAITING_SIGNATURE',
  'AWAITING_ISSUE',
  'ISSUED_NOT_ATTACHED',
  'ATTACHED_NOT_RETURNED',
  'TRANSFER_STUCK',
  'TRANSFER_FAILED',
] as const;

/** A figure of the report; the graph says what each one counts. */
export type DossierFigure = (typeof periodFigures)[number] | (typeof presentFigures)[number];

export const allFigures: readonly DossierFigure[] = [...periodFigures, ...presentFigures];

export type DossierGrouping = 'DAY' | 'WEEK' | 'MONTH' | 'DEPARTMENT' | 'DIVISION' | 'PROCEDURE' | 'OFFICER' | 'STATUS';

const durationFigures: readonly DossierFigure[] = ['SEND_TO_ISSUE', 'SIGN_TO_ISSUE', 'ISSUE_TO_ATTACH'];

/** Whether a figure tells how long something took, besides how many. */
export function isDuration(figure: DossierFigure): boolean {
  return durationFigures.includes(figure);
}

/** What the figures of a report depend on besides the rows. */
export interface FigureFacts {
  /** Calendar days, both included. */
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  /** DUE_SOON: the last moment of return that is soon. */
  readonly soon: Date;
}

/** A crossing that has been under way for this long is stuck: one that goes well takes seconds. */
export const stuckAfterMs = 15 * 60 * 1000;
