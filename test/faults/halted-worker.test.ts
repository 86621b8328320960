import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../support/journey.ts';
import { Ledger } from './ledger.ts';
import { Office } from './office.ts';
import { openFaultyProvince, type FaultyProvince } from './province.ts';
import { accounts, employ } from './staff.ts';
import { judge, settled, taken } from './verdict.ts';

/** Until the other process is there, has found that a heartbeat stays away, and has done the work. */
const takenOverWithinMs = 60_000;
/** How long the other process of a system is down, so that it is known which one takes a job. */
const aloneMs = 8_000;

let province: FaultyProvince;
let office: Office;
let ledger: Ledger;
let procedure: string;
beforeAll(async () => {
  province = await openFaultyProvince();
  ledger = new Ledger();
  office = new Office(province, ledger, Date.now() + 600_000);
  await office.signIn(accounts);
  procedure = await employ(province);
}, 180_000);
afterEach(async () => {
  for (const part of province.parts.values()) part.goOn();
  for (const wire of Object.values(province.wires)) wire.mood = { is: 'fine' };
  await Promise.all([...province.parts.values()].map((part) => part.untilLive()));
});
afterAll(async () => {
  await province[Symbol.asyncDispose]();
}, 60_000);

async function assignedDossier(): Promise<string> {
  const code = await office.insist<{ receiveDossier: { dossier: { code: string } } }, string>(
    'motcua',
    'mutation ($input: ReceiveDossierInput!) { receiveDossier(input: $input) { dossier { code } } }',
    { input: { procedure, applicant: { fullName: 'Trần Văn Bình' }, idempotencyKey: randomUUID() } },
    (data) => data.receiveDossier?.dossier.code,
  );
  await office.insist<{ assignDossier: object }, object>(
    'truongphong',
    'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { code } } }',
    { input: { dossierCode: code, assignee: 'nthoa@stttt.binhdinh.gov.vn' } },
    (data) => data.assignDossier,
  );
  return code;
}

/** Sends a dossier; nobody waits for the answer, which a halted process may owe. */
async function send(uploads: readonly File[]) {
  const dossierCode = await assignedDossier();
  const subject = `V/v cấp giấy phép ${randomUUID()}`;
  const digests = await Promise.all(
    uploads.map(async (file) =>
      createHash('sha256')
        .update(await file.bytes())
        .digest('hex'),
    ),
  );
  const entry = ledger.open({ kind: 'send', key: randomUUID(), dossierCode, subject, digests });
  const answered = office
    .insist<{ sendToIdesk: { transfer: { id: string } } }, string>(
      'hoant',
      'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }',
      { input: { dossierCode, subject, uploads, idempotencyKey: entry.key } },
      (data) => data.sendToIdesk?.transfer.id,
    )
    .then((id) => entry.answers.add(id));
  return { subject, answered };
}

const sentAs = async (subject: string) =>
  province.systems.igate
    .selectFrom('transfers')
    .select(['id', 'state', 'attempts', 'dossier_code as dossierCode'])
    .where('subject', '=', subject)
    .execute();
const draftsOf = async (subject: string) =>
  province.systems.idesk.selectFrom('documents').select('id').where('subject', '=', subject).execute();

/** What both systems have written down of a send whose worker came back from the dead. */
async function expectOnce(subject: string, before: ReadonlySet<string>): Promise<void> {
  expect(await settled(province, 60_000)).not.toBeNull();
  const [transfer, ...others] = await sentAs(subject);
  expect([transfer?.state, others]).toEqual(['DELIVERED', []]);
  expect(await draftsOf(subject)).toHaveLength(1);
  const { igate, idesk } = province.systems;
  const sends = await igate
    .selectFrom('audit_entries')
    .select('outcome')
    .where('dossier_code', '=', transfer?.dossierCode ?? '')
    .where('action', '=', 'SEND_TO_IDESK')
    .execute();
  expect(sends).toEqual([{ outcome: 'DONE' }]);
  const arrivals = await idesk
    .selectFrom('audit_entries')
    .select('outcome')
    .where('dossier_code', '=', transfer?.dossierCode ?? '')
    .where('action', '=', 'RECEIVE_FROM_IGATE')
    .execute();
  expect(arrivals).toEqual([{ outcome: 'DONE' }]);
  const { lost, duplicate, broken, failed, disagreements, orphans } = await judge(province, ledger, before);
  expect({ lost, duplicate, broken, failed, disagreements, orphans }).toEqual({
    lost: [],
    duplicate: [],
    broken: [],
    failed: [],
    disagreements: [],
    orphans: [],
  });
  expect(ledger.surprises).toEqual([]);
}

describe('two workers on one job', () => {
  it('a sender that is halted for longer than its heartbeat may stay away, and goes on when another has delivered', async () => {
    const before = await taken(province);
    const { parts, wires } = province;
    const [halted, other] = [parts.get('igate'), parts.get('igate2')];
    other?.kill(aloneMs);
    wires.toIdesk.mood = { is: 'deaf' };
    const { subject, answered } = await send([]);
    await expect.poll(() => wires.toIdesk.withholds('PUT /peer/drafts/'), { timeout: 20_000, interval: 20 }).toBe(true);
    expect(halted?.halt()).toBe(true);
    wires.toIdesk.mood = { is: 'fine' };
    // What it had said takes effect, and it does not hear of it.
    await expect.poll(() => draftsOf(subject), { timeout: 10_000 }).toHaveLength(1);
    expect(await sentAs(subject)).toMatchObject([{ state: 'PENDING', attempts: 1 }]);
    await expect
      .poll(() => sentAs(subject), { timeout: takenOverWithinMs })
      .toMatchObject([{ state: 'DELIVERED', attempts: 2 }]);
    halted?.goOn();
    await answered;
    // Longer than it takes to read the answer that had waited, and to note it.
    await delay(3000);
    await expectOnce(subject, before);
  }, 180_000);

  it('a receiver that is halted in the middle of a file, and goes on when another has taken the dossier in', async () => {
    const before = await taken(province);
    const { parts, wires } = province;
    const [halted, other] = [parts.get('idesk'), parts.get('idesk2')];
    other?.kill(aloneMs);
    wires.toIgate.mood = { is: 'deaf' };
    const { subject, answered } = await send([pdf('Dự thảo.pdf', randomUUID())]);
    await expect
      .poll(() => wires.toIgate.withholds('GET /peer/transfers/'), { timeout: 20_000, interval: 20 })
      .toBe(true);
    expect(halted?.halt()).toBe(true);
    wires.toIgate.mood = { is: 'fine' };
    await expect.poll(() => sentAs(subject), { timeout: takenOverWithinMs }).toMatchObject([{ state: 'DELIVERED' }]);
    expect(await draftsOf(subject)).toHaveLength(1);
    halted?.goOn();
    await answered;
    await delay(3000);
    await expectOnce(subject, before);
  }, 180_000);
});
