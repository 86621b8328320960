import type { DeskRole } from './vocabulary.ts';

/** An officer as iDesk knows them. Names and positions are open to the whole department. */
export interface DeskUser {
  /** Always in lower case. */
  readonly ssoAccount: string;
  readonly fullName: string;
  readonly position: string | null;
  readonly departmentId: string;
  /** Null for those who work for the whole department: leaders, clerks, the counter. */
  readonly divisionId: string | null;
  /** Name of the division, or of the department where there is none. */
  readonly unit: string;
  readonly roles: readonly DeskRole[];
}
