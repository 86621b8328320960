import type { DocumentKind, DraftState } from './vocabulary.ts';

/** Figures of the events of a period. */
export const periodFigures = [
  'CREATED',
  'FROM_IGATE',
  'REWORKED',
  'ISSUED',
  'RECALLED',
  'CREATE_TO_ISSUE',
  'SIGN_TO_ISSUE',
] as const;

/** Figures of how things stand now, whatever the period. */
const presentFigures = [
  'UNDER_WAY',
  'DRAFTING',
  'AWAITING_APPROVAL',
  'AWAITING_SIGNATURE',
  'AWAITING_ISSUE',
  'PUSH_STUCK',
  'PUSH_FAILED',
] as const;

/** A figure of the report; the graph says what each one counts. */
export type DocumentFigure = (typeof periodFigures)[number] | (typeof presentFigures)[number];

export const allFigures: readonly DocumentFigure[] = [...periodFigures, ...presentFigures];

const durationFigures: readonly DocumentFigure[] = ['CREATE_TO_ISSUE', 'SIGN_TO_ISSUE'];

/** Whether a figure tells how long something took, besides how many. */
export function isDuration(figure: DocumentFigure): boolean {
  return durationFigures.includes(figure);
}

export type DocumentGrouping = 'DAY' | 'WEEK' | 'MONTH' | 'DEPARTMENT' | 'DIVISION' | 'OFFICER' | 'KIND' | 'STATE';

/** What the figures of a report depend on besides the rows. */
export interface FigureFacts {
  /** Calendar days, both included. */
  readonly from: string;
  readonly to: string;
  readonly now: Date;
}

/** What documents are divided by, in lists and in reports alike. All conditions hold together. */
export interface DocumentDimensions {
  readonly department?: string | null;
  readonly division?: string | null;
  /** SSO account. */
  readonly createdBy?: string | null;
  readonly kinds?: readonly DocumentKind[] | null;
  readonly states?: readonly DraftState[] | null;
  readonly fromIgate?: boolean | null;
}

/** A push that has been under way for this long is stuck: one that goes well takes seconds. */
export const stuckAfterMs = 15 * 60 * 1000;
