import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '../../sso/demo-accounts.ts';
import { passwordMatches } from '../../subgraphs/igate/domain/password.ts';
import { demoPlace, type DemoPlace } from './seeded.ts';

let place: DemoPlace;

beforeAll(async () => {
  place = await demoPlace();
  await place.seed({ dossiers: 2000 });
});
afterAll(() => place[Symbol.asyncDispose]());

const domain = 'stttt.binhdinh.gov.vn';

/** What is on the desk of an officer, by where it stands. */
async function desk(igateAccount: string) {
  return place.igate.kysely
    .selectFrom('dossiers')
    .innerJoin('officers', 'officers.id', 'dossiers.assignee_id')
    .selectAll('dossiers')
    .where('officers.account', '=', igateAccount)
    .execute();
}

test('everybody whom the SSO knows has an iDesk account, and an iGate account with the demo password', async () => {
  const officers = await place.igate.kysely.selectFrom('officers').selectAll().execute();
  const users = await place.idesk.kysely.selectFrom('desk_users').selectAll().execute();
  for (const { account, fullName } of demoAccounts.accounts) {
    expect(users.find((user) => user.sso_account === account)?.full_name).toBe(fullName);
    const officer = officers.find((one) => one.full_name === fullName);
    expect(await passwordMatches(demoAccounts.password, officer?.password_hash ?? null)).toBe(true);
    expect(officer?.linked_sso_account ?? null).toBe(account.startsWith('chualienket@') ? null : account);
  }
});

test('the accounts differ between the two systems as they do in the province', async () => {
  const officer = await place.igate.kysely
    .selectFrom('officers')
    .selectAll()
    .where('account', '=', `nthoa@${domain}`)
    .executeTakeFirstOrThrow();
  expect(officer).toMatchObject({
    full_name: 'Nguyễn Thị Hoa',
    linked_sso_account: `hoant@${domain}`,
    roles: ['SPECIALIST'],
  });
});

test('Nguyễn Thị Hoa has dossiers to send, under way in iDesk, back with results to take, and with results taken', async () => {
  const own = await desk(`nthoa@${domain}`);
  const processing = own.filter((one) => one.status === 'PROCESSING' && one.step === 'PROCESSING');
  const standing = (state: string, hasResults = false) =>
    processing.filter((one) => one.idesk_state === state && one.has_results === hasResults);
  expect(standing('NOT_SENT').length).toBeGreaterThanOrEqual(8);
  expect(standing('DRAFTING').length).toBeGreaterThanOrEqual(3);
  expect(standing('IN_REVIEW').length).toBeGreaterThanOrEqual(6);
  expect(standing('SIGNED').length).toBeGreaterThanOrEqual(3);
  expect(standing('ISSUED').length).toBeGreaterThanOrEqual(5);
  expect(standing('ISSUED', true).length).toBeGreaterThanOrEqual(2);
  expect(standing('SEND_FAILED').length).toBeGreaterThanOrEqual(1);
  expect(standing('RECALLED').length).toBeGreaterThanOrEqual(1);
  expect(own.filter((one) => one.step === 'RESULT_INTAKE' && !one.has_results).length).toBeGreaterThanOrEqual(2);

  const components = await place.igate.kysely
    .selectFrom('attachments')
    .select('dossier_code')
    .where('kind', '=', 'COMPONENT')
    .where(
      'dossier_code',
      'in',
      standing('NOT_SENT').map((one) => one.code),
    )
    .execute();
  expect(new Set(components.map((one) => one.dossier_code)).size).toBe(standing('NOT_SENT').length);
});

test('the division head, the leader and the clerk have drafts waiting for them, the counter dossiers to forward', async () => {
  const waiting = async (state: 'SUBMITTED' | 'APPROVED' | 'SIGNED') => {
    const found = await place.idesk.kysely
      .selectFrom('documents')
      .innerJoin('divisions', 'divisions.id', 'documents.division_id')
      .select('documents.id')
      .where('divisions.code', '=', 'BCVT')
      .where('state', '=', state)
      .execute();
    return found.length;
  };
  expect(await waiting('SUBMITTED')).toBeGreaterThanOrEqual(4);
  expect(await waiting('APPROVED')).toBeGreaterThanOrEqual(3);
  expect(await waiting('SIGNED')).toBeGreaterThanOrEqual(3);
  const atCounter = await place.igate.kysely
    .selectFrom('dossiers')
    .innerJoin('departments', 'departments.id', 'dossiers.department_id')
    .select('step')
    .where('departments.code', '=', 'STTTT')
    .where('status', '=', 'RECEIVED')
    .execute();
  expect(new Set(atCounter.map((one) => one.step))).toEqual(new Set(['RECEPTION', 'ASSIGNMENT']));
});

test('officers of other divisions and departments, and the one who has linked nothing, have dossiers to process too', async () => {
  for (const account of [
    `ig.chuyenvien2@${domain}`,
    `ig.chualienket@${domain}`,
    'ig.chuyenvien@snnptnt.binhdinh.gov.vn',
  ]) {
    const ready = (await desk(account)).filter((one) => one.status === 'PROCESSING' && one.idesk_state === 'NOT_SENT');
    expect(ready.length).toBeGreaterThanOrEqual(2);
  }
});
