import type { DeskDocument } from './document.ts';
import type { DeskRole, DraftState } from './vocabulary.ts';

export type DocumentAction =
  | 'SEE'
  | 'CREATE'
  | 'UPDATE'
  | 'SUBMIT'
  | 'APPROVE'
  | 'RETURN'
  | 'SIGN'
  | 'ISSUE'
  | 'ARCHIVE'
  | 'RECALL'
  | 'PUSH_RESULTS';

export type Action = DocumentAction | 'SEE_OFFICER' | 'SEE_FIGURES' | 'SEE_AUDIT_LOG';

/**
 * Whose rows a rule reaches, seen from the officer: their own, their division's, their department's, those that they see,
 * everybody's.
 */
export type Rows = 'OWN' | 'DIVISION' | 'DEPARTMENT' | 'DEPARTMENT_WITH_DOSSIER' | 'SEEN' | 'ALL';

/** What else must hold of a document; `conditions.ts` says what each means. */
export type Condition = 'IN_FORCE' | 'FROM_IGATE';

export interface Rule {
  readonly action: Action;
  /** `ANYBODY`: whatever roles an officer has. */
  readonly role: DeskRole | 'ANYBODY';
  readonly rows: Rows;
  /** States in which the document may be. */
  readonly in?: readonly DraftState[];
  readonly when?: readonly Condition[];
}

export const anyState = ['DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'CANCELLED'] as const;

/**
 * Who may do what to which rows, and in which states: the whole of iDesk's authorization. Checks, the SQL that restricts
 * lists and counts, the list of what awaits an officer and docs/authorization.md all come from this table. Several roles
 * add up. What asks for which of these rights is in `entrances.ts`.
 */
export const rules = [
  { action: 'SEE', role: 'SPECIALIST', rows: 'OWN', in: anyState },
  { action: 'SEE', role: 'DIVISION_HEAD', rows: 'DIVISION', in: anyState },
  { action: 'SEE', role: 'DEPARTMENT_LEADER', rows: 'DEPARTMENT', in: anyState },
  { action: 'SEE', role: 'CLERK', rows: 'DEPARTMENT', in: ['SIGNED', 'ISSUED'] },
  { action: 'SEE', role: 'ONE_STOP_OFFICER', rows: 'DEPARTMENT_WITH_DOSSIER', in: ['ISSUED'] },

  { action: 'SEE_OFFICER', role: 'ANYBODY', rows: 'DEPARTMENT' },
  { action: 'SEE_OFFICER', role: 'ADMINISTRATOR', rows: 'ALL' },
  { action: 'SEE_AUDIT_LOG', role: 'ADMINISTRATOR', rows: 'ALL' },

  { action: 'SEE_FIGURES', role: 'SPECIALIST', rows: 'SEEN' },
  { action: 'SEE_FIGURES', role: 'DIVISION_HEAD', rows: 'SEEN' },
  { action: 'SEE_FIGURES', role: 'DEPARTMENT_LEADER', rows: 'SEEN' },
  { action: 'SEE_FIGURES', role: 'CLERK', rows: 'SEEN' },
  { action: 'SEE_FIGURES', role: 'ONE_STOP_OFFICER', rows: 'SEEN' },
  { action: 'SEE_FIGURES', role: 'REPORT_VIEWER', rows: 'ALL' },

  { action: 'CREATE', role: 'SPECIALIST', rows: 'DIVISION', in: ['DRAFTING'] },
  { action: 'CREATE', role: 'DIVISION_HEAD', rows: 'DIVISION', in: ['DRAFTING'] },
  { action: 'UPDATE', role: 'SPECIALIST', rows: 'OWN', in: ['DRAFTING'] },
  { action: 'UPDATE', role: 'DIVISION_HEAD', rows: 'OWN', in: ['DRAFTING'] },
  { action: 'SUBMIT', role: 'SPECIALIST', rows: 'OWN', in: ['DRAFTING'] },
  { action: 'SUBMIT', role: 'DIVISION_HEAD', rows: 'OWN', in: ['DRAFTING'] },

  { action: 'APPROVE', role: 'DIVISION_HEAD', rows: 'DIVISION', in: ['SUBMITTED'] },
  { action: 'RETURN', role: 'DIVISION_HEAD', rows: 'DIVISION', in: ['SUBMITTED'] },
  { action: 'RETURN', role: 'DEPARTMENT_LEADER', rows: 'DEPARTMENT', in: ['APPROVED'] },
  { action: 'SIGN', role: 'DEPARTMENT_LEADER', rows: 'DEPARTMENT', in: ['APPROVED'] },

  { action: 'ISSUE', role: 'CLERK', rows: 'DEPARTMENT', in: ['SIGNED'] },
  { action: 'ARCHIVE', role: 'CLERK', rows: 'DEPARTMENT', in: ['ISSUED'] },
  { action: 'RECALL', role: 'CLERK', rows: 'DEPARTMENT', in: ['ISSUED'], when: ['IN_FORCE'] },

  { action: 'PUSH_RESULTS', role: 'SPECIALIST', rows: 'OWN', in: ['ISSUED'], when: ['IN_FORCE', 'FROM_IGATE'] },
  { action: 'PUSH_RESULTS', role: 'DIVISION_HEAD', rows: 'OWN', in: ['ISSUED'], when: ['IN_FORCE', 'FROM_IGATE'] },
  { action: 'PUSH_RESULTS', role: 'CLERK', rows: 'DEPARTMENT', in: ['ISSUED'], when: ['IN_FORCE', 'FROM_IGATE'] },
] as const satisfies readonly Rule[];

/** The document in one of the states that an action starts from. */
export type DocumentFor<Wanted extends DocumentAction> = Extract<
  DeskDocument,
  { state: Extract<(typeof rules)[number], { action: Wanted }>['in'][number] }
>;
