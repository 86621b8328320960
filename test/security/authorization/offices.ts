import type { Kysely } from 'kysely';
import { hashPassword } from '../../../subgraphs/igate/domain/password.ts';
import type { IdeskSchema } from '../../../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../../../subgraphs/igate/store/schema.ts';
import { accounts, igateAccount, password, ssoAccount, type AccountName } from './accounts.ts';

export type Division = 'BCVT' | 'CNTT' | 'TT';
export type Department = 'STTTT' | 'SNN';

export interface Offices {
  readonly igate: OfficeIds & {
    readonly officer: Readonly<Record<AccountName, string>>;
    /** One procedure of each department. */
    readonly procedure: Readonly<Record<Department, string>>;
  };
  readonly idesk: OfficeIds;
}

interface OfficeIds {
  readonly department: Readonly<Record<Department, string>>;
  readonly division: Readonly<Record<Division, string>>;
}

const departments = [
  { code: 'STTTT', agency_code: '000.00.13.H08', name: 'Sở Thông tin và Truyền thông' },
  { code: 'SNN', agency_code: '000.00.10.H08', name: 'Sở Nông nghiệp và Phát triển nông thôn' },
] as const;

const divisions = [
  { code: 'BCVT', department: 'STTTT', name: 'Phòng Bưu chính Viễn thông' },
  { code: 'CNTT', department: 'STTTT', name: 'Phòng Công nghệ thông tin' },
  { code: 'TT', department: 'SNN', name: 'Phòng Trồng trọt' },
] as const;

/** Two departments with three divisions, and the accounts, in both systems. */
export async function fillOffices(igate: Kysely<IgateSchema>, idesk: Kysely<IdeskSchema>): Promise<Offices> {
  const igateOffices = await insertOffices(igate);
  const ideskOffices = await insertOffices(idesk);
  const password_hash = await hashPassword(password);
  const officers = await igate
    .insertInto('officers')
    .values(
      people.map(({ name, account }) => ({
        account: igateAccount(name),
        full_name: `Cán bộ ${name}`,
        position: null,
        department_id: igateOffices.department[account.department],
        division_id: 'division' in account ? igateOffices.division[account.division] : null,
        roles: [account.role],
        password_hash,
        linked_sso_account: account.linked ? ssoAccount(name) : null,
      })),
    )
    .returning(['id', 'account'])
    .execute();
  await idesk
    .insertInto('desk_users')
    .values(
      people.map(({ name, account }) => ({
        sso_account: ssoAccount(name),
        full_name: `Cán bộ ${name}`,
        position: null,
        department_id: ideskOffices.department[account.department],
        division_id: 'division' in account ? ideskOffices.division[account.division] : null,
        roles: [account.role],
      })),
    )
    .execute();
  const procedures = await igate
    .insertInto('procedures')
    .values(
      (['STTTT', 'SNN'] as const).map((code) => ({
        department_id: igateOffices.department[code],
        code: `1.00${code}`,
        field: 'Bưu chính',
        name: `Cấp giấy phép của ${code}`,
        processing_days: 20,
      })),
    )
    .returning(['id', 'code'])
    .execute();
  return {
    igate: {
      ...igateOffices,
      officer: byName(people.map(({ name }) => [name, idOf(officers, 'account', igateAccount(name))])),
      procedure: byName((['STTTT', 'SNN'] as const).map((code) => [code, idOf(procedures, 'code', `1.00${code}`)])),
    },
    idesk: ideskOffices,
  };
}

const people = (Object.keys(accounts) as AccountName[]).map((name) => ({ name, account: accounts[name] }));

async function insertOffices(database: Kysely<IgateSchema> | Kysely<IdeskSchema>): Promise<OfficeIds> {
  // The two tables are alike in both systems.
  const db = database as Kysely<Pick<IgateSchema, 'departments' | 'divisions'>>;
  const made = await db.insertInto('departments').values(departments).returning(['id', 'code']).execute();
  const department = byName(departments.map(({ code }) => [code, idOf(made, 'code', code)]));
  const madeDivisions = await db
    .insertInto('divisions')
    .values(divisions.map((one) => ({ department_id: department[one.department], code: one.code, name: one.name })))
    .returning(['id', 'code'])
    .execute();
  return { department, division: byName(divisions.map(({ code }) => [code, idOf(madeDivisions, 'code', code)])) };
}

function idOf<Column extends string>(
  rows: readonly ({ readonly id: string } & Readonly<Record<Column, string>>)[],
  column: Column,
  value: string,
): string {
  const row = rows.find((candidate) => candidate[column] === value);
  if (!row) throw new Error(`there is no ${value}`);
  return row.id;
}

function byName<Name extends string>(entries: readonly (readonly [Name, string])[]): Record<Name, string> {
  return Object.fromEntries(entries) as Record<Name, string>;
}
