import { demoAccounts } from '../../sso/demo-accounts.ts';
import { departmentOf, departments, divisionOf, type DemoDepartment, type DemoDivision } from './departments.ts';
import { accountName, igateAccountName, personName } from './people.ts';
import { createRandom, fixedUuid } from './random.ts';

export type DemoRole =
  | 'ONE_STOP_OFFICER'
  | 'SPECIALIST'
  | 'DIVISION_HEAD'
  | 'DEPARTMENT_LEADER'
  | 'CLERK'
  | 'ADMINISTRATOR'
  | 'REPORT_VIEWER';

/** Cán bộ: one person with an account on each side. */
export interface DemoOfficer {
  /** In iGate's database. */
  readonly id: string;
  readonly igateAccount: string;
  /** The SSO account, which is also the iDesk account. */
  readonly ssoAccount: string;
  /** Whether the iGate account has been linked to the SSO account. */
  readonly linked: boolean;
  readonly fullName: string;
  readonly position: string;
  readonly department: DemoDepartment;
  /** Null for those who work for the whole department. */
  readonly division: DemoDivision | null;
  readonly role: DemoRole;
  /** Whether this is an account that the embedded SSO knows and anybody may try. */
  readonly canSignIn: boolean;
}

/** Password of every demo account, in the SSO and in iGate. */
export const demoPassword = demoAccounts.password;

/** SSO account and iGate account (without the domain where it is the usual one), role, department, division, linked. */
const accountTable = [
  ['hoant', 'nthoa', 'SPECIALIST', 'STTTT', 'BCVT', true],
  ['chuyenvien2', 'ig.chuyenvien2', 'SPECIALIST', 'STTTT', 'CNTT', true],
  ['truongphong', 'ig.truongphong', 'DIVISION_HEAD', 'STTTT', 'BCVT', true],
  ['lanhdao', 'ig.lanhdao', 'DEPARTMENT_LEADER', 'STTTT', null, true],
  ['vanthu', 'ig.vanthu', 'CLERK', 'STTTT', null, true],
  ['motcua', 'ig.motcua', 'ONE_STOP_OFFICER', 'STTTT', null, true],
  ['quantri', 'ig.quantri', 'ADMINISTRATOR', 'STTTT', null, true],
  ['baocao', 'ig.baocao', 'REPORT_VIEWER', 'STTTT', null, true],
  ['chualienket', 'ig.chualienket', 'SPECIALIST', 'STTTT', 'BCVT', false],
  ['chuyenvien@snnptnt.binhdinh.gov.vn', 'ig.chuyenvien@snnptnt.binhdinh.gov.vn', 'SPECIALIST', 'SNN', 'TTBVTV', true],
] as const satisfies readonly (readonly [string, string, DemoRole, string, string | null, boolean])[];

function accountOfficers(): DemoOfficer[] {
  return accountTable.map(([sso, igate, role, departmentCode, divisionCode, linked]) => {
    const ssoAccount = withDomain(sso);
    const known = demoAccounts.accounts.find((one) => one.account === ssoAccount);
    if (!known) throw new Error(`The embedded SSO does not know the demo account ${ssoAccount}.`);
    const department = departmentOf(departmentCode);
    return {
      id: fixedUuid(`officer ${igate}`),
      igateAccount: withDomain(igate),
      ssoAccount,
      linked,
      fullName: known.fullName,
      position: known.position,
      department,
      division: divisionCode === null ? null : divisionOf(department, divisionCode),
      role,
      canSignIn: true,
    };
  });
}

function withDomain(account: string): string {
  return account.includes('@') ? account : `${account}@${demoAccounts.domain}`;
}

/** Colleagues of the demo accounts: every division gets a head and specialists, every department the rest. */
function colleagues(known: readonly DemoOfficer[]): DemoOfficer[] {
  const random = createRandom(1, 1);
  const made: DemoOfficer[] = [];
  const taken = new Set(known.flatMap((one) => [one.igateAccount, one.ssoAccount]));

  const add = (department: DemoDepartment, division: DemoDivision | null, role: DemoRole, position: string): void => {
    let fullName = personName(random);
    const accounts = (): [string, string] => [
      `${igateAccountName(fullName)}@${department.emailDomain}`,
      `${accountName(fullName)}@${department.emailDomain}`,
    ];
    while (accounts().some((account) => taken.has(account))) fullName = personName(random);
    const [igateAccount, ssoAccount] = accounts();
    taken.add(igateAccount).add(ssoAccount);
    const id = fixedUuid(`officer ${igateAccount}`);
    made.push({
      id,
      igateAccount,
      ssoAccount,
      linked: true,
      fullName,
      position,
      department,
      division,
      role,
      canSignIn: false,
    });
  };
  const lacks = (department: DemoDepartment, division: DemoDivision | null, role: DemoRole): boolean =>
    !known.some((one) => one.department === department && one.division === division && one.role === role);

  for (const department of departments) {
    if (lacks(department, null, 'DEPARTMENT_LEADER')) {
      add(department, null, 'DEPARTMENT_LEADER', `Phó Giám đốc ${department.name}`);
    }
    if (lacks(department, null, 'CLERK')) add(department, null, 'CLERK', `Văn thư ${department.name}`);
    if (lacks(department, null, 'ONE_STOP_OFFICER')) {
      add(department, null, 'ONE_STOP_OFFICER', 'Cán bộ một cửa, Trung tâm Phục vụ hành chính công');
    }
    for (const division of department.divisions) {
      const [office, place] = /^Phòng (.+)/.test(division.name)
        ? ['Trưởng phòng', division.name.replace(/^Phòng /, '')]
        : ['Chi cục trưởng', division.name];
      if (lacks(department, division, 'DIVISION_HEAD'))
        add(department, division, 'DIVISION_HEAD', `${office} ${place}`);
      const specialists = random.whole(2, 3);
      for (let n = 0; n < specialists; n += 1)
        add(department, division, 'SPECIALIST', `Chuyên viên ${lowerFirst(division.name)}`);
    }
  }
  return made;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

const known = accountOfficers();

export const officers: readonly DemoOfficer[] = [...known, ...colleagues(known)];

const byAccount: ReadonlyMap<string, DemoOfficer> = new Map(officers.map((officer) => [officer.ssoAccount, officer]));

/** @throws Error where nobody has this SSO account. */
export function officerOf(ssoAccount: string): DemoOfficer {
  const account = withDomain(ssoAccount);
  const found = byAccount.get(account);
  if (!found) throw new Error(`The demo has no officer ${account}.`);
  return found;
}

/** Those of one role in a department, or in one division of it. */
export function officersWith(
  role: DemoRole,
  department: DemoDepartment,
  division?: DemoDivision,
): readonly DemoOfficer[] {
  return officers.filter(
    (one) =>
      one.role === role && one.department === department && (division === undefined || one.division === division),
  );
}
