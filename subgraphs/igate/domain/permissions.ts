import type { AttachmentKind } from './attachment.ts';
import type { HoldKind } from './hold.ts';
import type { OfficerRole } from './officer.ts';
import type { ApplicantView } from './personal-data.ts';
import type { StepKind } from './steps.ts';

/** What an officer may be allowed to do to one dossier; `availableActions` tells about each. */
export const dossierActions = [
  'ASSIGN',
  'ADD_ATTACHMENTS',
  'REQUEST_SUPPLEMENT',
  'SUSPEND',
  'RESUME',
  'SEND_TO_IDESK',
  'ATTACH_RESULTS',
  'COMPLETE_STEP',
  'RETRY_TRANSFER',
] as const;

export type DossierAction = (typeof dossierActions)[number];

export type Action =
  | 'SEE_DOSSIER'
  | 'REVEAL_APPLICANT'
  | 'SEE_TRANSFER'
  | 'SEE_OFFICER'
  | 'SEE_PROCEDURE'
  | 'SEE_AUDIT_LOG'
  | 'SEE_FIGURES'
  | 'LINK_SSO_ACCOUNT'
  | 'CHANGE_CALENDAR'
  | 'RECEIVE'
  | DossierAction;

/** Which rows a right extends to, seen from the officer who has it. */
export type Rows =
  /** The officer themselves, and what they asked for. */
  | 'OWN'
  /** The same, of dossiers that they see. */
  | 'OWN_OF_SEEN_DOSSIERS'
  | 'OF_SEEN_DOSSIERS'
  | 'ASSIGNED'
  /** The division's own, and those of its department that wait for a division to take them. */
  | 'DIVISION'
  | 'DEPARTMENT'
  | 'ALL';

/** Whether the dossier's processing goes on; `judgement.ts` says which statuses are meant. */
export type StatusCondition = 'UNDER_WAY' | 'UNDER_WAY_OR_AWAITING_SUPPLEMENT';

/** One right: a role may do this, on these rows, where everything else that the rule names holds too. */
export interface Rule {
  readonly action: Action;
  /** `ANYBODY`: whatever roles an officer has. */
  readonly role: OfficerRole | 'ANYBODY';
  readonly rows: Rows;
  /** Of a dossier that is seen: how much of the applicant. */
  readonly applicant?: ApplicantView;
  /** Narrows ADD_ATTACHMENTS to one kind. */
  readonly attachments?: AttachmentKind;
  /** Narrows RESUME to one kind of hold. */
  readonly hold?: HoldKind;
  readonly status?: StatusCondition;
  readonly steps?: readonly StepKind[];
  /** Only for officers whose iGate account is linked to an SSO account. */
  readonly linked?: true;
}

/**
 * Who may do what to which rows: the whole of iGate's authorization. Checks, the SQL that restricts lists and counts,
 * `availableActions` and docs/authorization.md all come from this table. Several roles add up. What asks for which of these
 * rights is in `entrances.ts`.
 */
export const rules: readonly Rule[] = [
  { action: 'SEE_DOSSIER', role: 'ONE_STOP_OFFICER', rows: 'DEPARTMENT', applicant: 'FULL' },
  { action: 'SEE_DOSSIER', role: 'SPECIALIST', rows: 'ASSIGNED', applicant: 'FULL' },
  { action: 'SEE_DOSSIER', role: 'DIVISION_HEAD', rows: 'DIVISION', applicant: 'FULL' },
  { action: 'SEE_DOSSIER', role: 'DEPARTMENT_LEADER', rows: 'DEPARTMENT', applicant: 'MASKED' },
  { action: 'SEE_DOSSIER', role: 'CLERK', rows: 'DEPARTMENT', applicant: 'WITHHELD' },

  // Leaves an entry in the audit log, also where the applicant is seen in full anyway.
  { action: 'REVEAL_APPLICANT', role: 'ONE_STOP_OFFICER', rows: 'DEPARTMENT' },
  { action: 'REVEAL_APPLICANT', role: 'SPECIALIST', rows: 'ASSIGNED' },
  { action: 'REVEAL_APPLICANT', role: 'DIVISION_HEAD', rows: 'DIVISION' },
  { action: 'REVEAL_APPLICANT', role: 'DEPARTMENT_LEADER', rows: 'DEPARTMENT' },

  { action: 'SEE_TRANSFER', role: 'ANYBODY', rows: 'OWN' },
  { action: 'SEE_TRANSFER', role: 'ANYBODY', rows: 'OF_SEEN_DOSSIERS' },
  { action: 'SEE_TRANSFER', role: 'ADMINISTRATOR', rows: 'ALL' },
  { action: 'SEE_OFFICER', role: 'ANYBODY', rows: 'DEPARTMENT' },
  { action: 'SEE_OFFICER', role: 'ADMINISTRATOR', rows: 'ALL' },
  { action: 'SEE_PROCEDURE', role: 'ANYBODY', rows: 'DEPARTMENT' },
  { action: 'SEE_PROCEDURE', role: 'ADMINISTRATOR', rows: 'ALL' },
  { action: 'SEE_AUDIT_LOG', role: 'ADMINISTRATOR', rows: 'ALL' },

  { action: 'SEE_FIGURES', role: 'ONE_STOP_OFFICER', rows: 'OF_SEEN_DOSSIERS' },
  { action: 'SEE_FIGURES', role: 'SPECIALIST', rows: 'OF_SEEN_DOSSIERS' },
  { action: 'SEE_FIGURES', role: 'DIVISION_HEAD', rows: 'OF_SEEN_DOSSIERS' },
  { action: 'SEE_FIGURES', role: 'DEPARTMENT_LEADER', rows: 'OF_SEEN_DOSSIERS' },
  { action: 'SEE_FIGURES', role: 'CLERK', rows: 'OF_SEEN_DOSSIERS' },
  { action: 'SEE_FIGURES', role: 'REPORT_VIEWER', rows: 'ALL' },

  { action: 'LINK_SSO_ACCOUNT', role: 'ANYBODY', rows: 'OWN' },
  { action: 'CHANGE_CALENDAR', role: 'ADMINISTRATOR', rows: 'ALL' },
  { action: 'RECEIVE', role: 'ONE_STOP_OFFICER', rows: 'DEPARTMENT' },
  {
    action: 'ASSIGN',
    role: 'DIVISION_HEAD',
    rows: 'DIVISION',
    status: 'UNDER_WAY',
    steps: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'],
  },
  {
    action: 'ADD_ATTACHMENTS',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    attachments: 'COMPONENT',
    status: 'UNDER_WAY_OR_AWAITING_SUPPLEMENT',
    steps: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'],
  },
  {
    action: 'ADD_ATTACHMENTS',
    role: 'SPECIALIST',
    rows: 'ASSIGNED',
    attachments: 'PROCESSING',
    status: 'UNDER_WAY_OR_AWAITING_SUPPLEMENT',
    steps: ['PROCESSING'],
  },
  {
    action: 'REQUEST_SUPPLEMENT',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    status: 'UNDER_WAY',
    steps: ['RECEPTION', 'ASSIGNMENT'],
  },
  { action: 'REQUEST_SUPPLEMENT', role: 'SPECIALIST', rows: 'ASSIGNED', status: 'UNDER_WAY', steps: ['PROCESSING'] },
  {
    action: 'SUSPEND',
    role: 'DIVISION_HEAD',
    rows: 'DIVISION',
    status: 'UNDER_WAY',
    steps: ['ASSIGNMENT', 'PROCESSING'],
  },
  {
    action: 'RESUME',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    hold: 'SUPPLEMENT_REQUESTED',
    steps: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'],
  },
  { action: 'RESUME', role: 'SPECIALIST', rows: 'ASSIGNED', hold: 'SUPPLEMENT_REQUESTED', steps: ['PROCESSING'] },
  {
    action: 'RESUME',
    role: 'DIVISION_HEAD',
    rows: 'DIVISION',
    hold: 'SUSPENDED',
    steps: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'],
  },
  {
    action: 'SEND_TO_IDESK',
    role: 'SPECIALIST',
    rows: 'ASSIGNED',
    status: 'UNDER_WAY',
    steps: ['PROCESSING'],
    linked: true,
  },
  {
    action: 'ATTACH_RESULTS',
    role: 'SPECIALIST',
    rows: 'ASSIGNED',
    status: 'UNDER_WAY',
    steps: ['PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN'],
  },
  {
    action: 'ATTACH_RESULTS',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    status: 'UNDER_WAY',
    steps: ['RESULT_INTAKE', 'AWAITING_RETURN'],
  },
  {
    action: 'COMPLETE_STEP',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    status: 'UNDER_WAY',
    steps: ['RECEPTION', 'RESULT_INTAKE', 'AWAITING_RETURN'],
  },
  { action: 'COMPLETE_STEP', role: 'SPECIALIST', rows: 'ASSIGNED', status: 'UNDER_WAY', steps: ['PROCESSING'] },

  { action: 'RETRY_TRANSFER', role: 'ANYBODY', rows: 'OWN_OF_SEEN_DOSSIERS' },
  { action: 'RETRY_TRANSFER', role: 'ADMINISTRATOR', rows: 'ALL' },
];
