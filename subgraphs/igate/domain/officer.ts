/** Người dùng iGate: who an officer is and which roles are theirs. */
export const officerRoles = [
  'ONE_STOP_OFFICER',
  'SPECIALIST',
  'DIVISION_HEAD',
  'DEPARTMENT_LEADER',
  'CLERK',
  'ADMINISTRATOR',
  'REPORT_VIEWER',
] as const;

export type OfficerRole = (typeof officerRoles)[number];

export interface Officer {
  readonly id: string;
  /** iGate account, lower case: nthoa@stttt.binhdinh.gov.vn. */
  readonly account: string;
  readonly fullName: string;
  readonly position: string | null;
  readonly departmentId: string;
  /** Null for those who work for the whole department. */
  readonly divisionId: string | null;
  readonly roles: readonly OfficerRole[];
  /** "Tài khoản liên kết cổng CBCC", lower case. */
  readonly linkedSsoAccount: string | null;
}

/** Whom a division head may give a dossier to: a specialist of the own division. */
export function mayBeAssigned(assignee: Officer, head: Officer): boolean {
  return assignee.roles.includes('SPECIALIST') && assignee.divisionId === head.divisionId;
}

/** Phòng. */
export interface Division {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string;
}

/** Sở. */
export interface Department {
  readonly id: string;
  readonly code: string;
  readonly agencyCode: string;
  readonly name: string;
}
