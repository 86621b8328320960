/** Steps of a draft in iDesk that concern the dossier. */
export const ideskEventKinds = ['SUBMITTED', 'APPROVED', 'RETURNED', 'SIGNED', 'ISSUED', 'RECALLED'] as const;

export type IdeskEventKind = (typeof ideskEventKinds)[number];

/** One of them, as iDesk tells it: of the officer nothing but the name. */
export interface IdeskEvent {
  readonly kind: IdeskEventKind;
  readonly at: Date;
  readonly officerName: string;
  /** Of the draft after the step. */
  readonly version: number;
}
