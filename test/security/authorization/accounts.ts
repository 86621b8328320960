import type { OfficerRole } from '../../../subgraphs/igate/domain/officer.ts';

interface Account {
  readonly role: OfficerRole;
  readonly department: 'STTTT' | 'SNN';
  readonly division?: 'BCVT' | 'CNTT' | 'TT';
  /** Whether the iGate account is linked to the SSO account. */
  readonly linked: boolean;
}

/** The demo accounts, by SSO account as far as the @: every role, two divisions, two departments. */
export const accounts = {
  hoant: { role: 'SPECIALIST', department: 'STTTT', division: 'BCVT', linked: true },
  chualienket: { role: 'SPECIALIST', department: 'STTTT', division: 'BCVT', linked: false },
  chuyenvien2: { role: 'SPECIALIST', department: 'STTTT', division: 'CNTT', linked: true },
  truongphong: { role: 'DIVISION_HEAD', department: 'STTTT', division: 'BCVT', linked: true },
  lanhdao: { role: 'DEPARTMENT_LEADER', department: 'STTTT', linked: true },
  vanthu: { role: 'CLERK', department: 'STTTT', linked: true },
  motcua: { role: 'ONE_STOP_OFFICER', department: 'STTTT', linked: true },
  quantri: { role: 'ADMINISTRATOR', department: 'STTTT', linked: true },
  baocao: { role: 'REPORT_VIEWER', department: 'STTTT', linked: true },
  chuyenviensnn: { role: 'SPECIALIST', department: 'SNN', division: 'TT', linked: true },
} as const satisfies Readonly<Record<string, Account>>;

export type AccountName = keyof typeof accounts;

/** An account signed in through the SSO; one that has signed in to iGate itself; and one who has not signed in. */
export type Caller = AccountName | 'chualienket in iGate' | 'nobody';

export const accountNames = Object.keys(accounts) as AccountName[];
export const callers: readonly Caller[] = [...accountNames, 'chualienket in iGate', 'nobody'];

export const ssoAccount = (name: AccountName): string => `${name}@binhdinh.gov.vn`;
export const igateAccount = (name: AccountName): string => `ig.${name}@binhdinh.gov.vn`;
export const password = 'mật khẩu của tôi';
