import type { AttachmentKind } from './attachment.ts';
import type { HoldKind } from './hold.ts';
import type { OfficerRole } from './officer.ts';
import type { ApplicantView } from './personal-data.ts';
import type { StepKind } from './steps.ts';

/** Which dossiers a right extends to, seen from the officer who has it. */
export type Rows = 'ASSIGNED' | 'DIVISION' | 'DEPARTMENT';

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

/** Whose dossiers a role sees, and how much of the applicant; null: none. Several roles add up. */
export const viewing: Readonly<Record<OfficerRole, { readonly rows: Rows; readonly applicant: ApplicantView } | null>> =
  {
    ONE_STOP_OFFICER: { rows: 'DEPARTMENT', applicant: 'FULL' },
    SPECIALIST: { rows: 'ASSIGNED', applicant: 'FULL' },
    DIVISION_HEAD: { rows: 'DIVISION', applicant: 'FULL' },
    DEPARTMENT_LEADER: { rows: 'DEPARTMENT', applicant: 'MASKED' },
    CLERK: { rows: 'DEPARTMENT', applicant: 'WITHHELD' },
    ADMINISTRATOR: null,
    REPORT_VIEWER: null,
  };

/**
 * Who may do what to a dossier: a role, on rows, in steps; `attachments` narrows ADD_ATTACHMENTS to one kind, `hold` RESUME to
 * one kind of hold.
 */
export interface Grant {
  readonly action: DossierAction;
  readonly role: OfficerRole;
  readonly rows: Rows;
  readonly steps: readonly StepKind[];
  readonly attachments?: AttachmentKind;
  readonly hold?: HoldKind;
}

const beforeTheResult = ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'] as const satisfies StepKind[];

/** The one table that checks, `availableActions` and the documentation read; only RETRY_TRANSFER is a right of its own (`retry.ts`). */
export const grants: readonly Grant[] = [
  { action: 'ASSIGN', role: 'DIVISION_HEAD', rows: 'DIVISION', steps: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'] },
  {
    action: 'ADD_ATTACHMENTS',
    attachments: 'COMPONENT',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    steps: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'],
  },
  { action: 'ADD_ATTACHMENTS', attachments: 'PROCESSING', role: 'SPECIALIST', rows: 'ASSIGNED', steps: ['PROCESSING'] },
  { action: 'REQUEST_SUPPLEMENT', role: 'ONE_STOP_OFFICER', rows: 'DEPARTMENT', steps: ['RECEPTION', 'ASSIGNMENT'] },
  { action: 'REQUEST_SUPPLEMENT', role: 'SPECIALIST', rows: 'ASSIGNED', steps: ['PROCESSING'] },
  { action: 'SUSPEND', role: 'DIVISION_HEAD', rows: 'DIVISION', steps: ['ASSIGNMENT', 'PROCESSING'] },
  {
    action: 'RESUME',
    hold: 'SUPPLEMENT_REQUESTED',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    steps: beforeTheResult,
  },
  { action: 'RESUME', hold: 'SUPPLEMENT_REQUESTED', role: 'SPECIALIST', rows: 'ASSIGNED', steps: ['PROCESSING'] },
  { action: 'RESUME', hold: 'SUSPENDED', role: 'DIVISION_HEAD', rows: 'DIVISION', steps: beforeTheResult },
  { action: 'SEND_TO_IDESK', role: 'SPECIALIST', rows: 'ASSIGNED', steps: ['PROCESSING'] },
  {
    action: 'ATTACH_RESULTS',
    role: 'SPECIALIST',
    rows: 'ASSIGNED',
    steps: ['PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN'],
  },
  {
    action: 'ATTACH_RESULTS',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    steps: ['RESULT_INTAKE', 'AWAITING_RETURN'],
  },
  {
    action: 'COMPLETE_STEP',
    role: 'ONE_STOP_OFFICER',
    rows: 'DEPARTMENT',
    steps: ['RECEPTION', 'RESULT_INTAKE', 'AWAITING_RETURN'],
  },
  { action: 'COMPLETE_STEP', role: 'SPECIALIST', rows: 'ASSIGNED', steps: ['PROCESSING'] },
];
