import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually, openCounter, receiveAndAssign, suspension, type Counter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());
beforeEach(() => {
  counter.idesk.mood = 'willing';
  counter.idesk.dueDates.length = 0;
});

async function sent(): Promise<{ code: string; transferId: string }> {
  const code = await receiveAndAssign(counter);
  const { sendToIdesk } = await counter.get<{ sendToIdesk: { transfer: { id: string } } }>(
    'hoa',
    'mutation ($code: DossierCode!) { sendToIdesk(input: { dossierCode: $code }) { transfer { id } } }',
    { code },
  );
  return { code, transferId: sendToIdesk.transfer.id };
}

/** As an edit of the calendar or a dossier on hold changes it: the statement is all that there is to notice. */
async function change(code: string, dueAt: string | null): Promise<void> {
  const due = dueAt === null ? { due_at: null, processing_days: null } : { due_at: new Date(dueAt) };
  await counter.database.updateTable('dossiers').set(due).where('code', '=', code).execute();
}

const told = (transferId: string) => counter.idesk.dueDates.filter((entry) => entry['transferId'] === transferId);

describe('the due date of a dossier', () => {
  it('crosses over with the send', async () => {
    const { code, transferId } = await sent();
    const { dossier } = await counter.get<{ dossier: { dueAt: string } }>(
      'hoa',
      'query ($code: DossierCode!) { dossier(code: $code) { dueAt } }',
      { code },
    );
    expect(counter.idesk.drafts.get(transferId)?.body).toMatchObject({ dueAt: dossier.dueAt, dueRevision: 0 });
  });

  it('crosses over when it changes, with a number that grows', async () => {
    const { code, transferId } = await sent();
    await change(code, '2026-12-30T10:00:00.000Z');
    await eventually(
      async () => told(transferId),
      (entries) => entries.length === 1,
    );
    await change(code, null);
    const entries = await eventually(
      async () => told(transferId),
      (found) => found.length === 2,
    );
    expect(entries).toEqual([
      { transferId, dueAt: '2026-12-30T10:00:00.000Z', heldSince: null, dueRevision: 1 },
      { transferId, dueAt: null, heldSince: null, dueRevision: 2 },
    ]);
  });

  it('is not told again where it stays as it was, or where nothing was sent', async () => {
    const { code, transferId } = await sent();
    await change(code, '2026-12-30T10:00:00.000Z');
    await eventually(
      async () => told(transferId),
      (entries) => entries.length === 1,
    );
    await change(code, '2026-12-30T10:00:00.000Z');
    await change(await receiveAndAssign(counter), '2026-12-31T10:00:00.000Z');
    await delay(500);
    expect(counter.idesk.dueDates).toHaveLength(1);
  });

  it('is told once iDesk is there again, and then as it is by that time', async () => {
    const { code, transferId } = await sent();
    counter.idesk.mood = 'failing';
    await change(code, '2026-12-28T10:00:00.000Z');
    await delay(300);
    await change(code, '2026-12-29T10:00:00.000Z');
    counter.idesk.mood = 'willing';
    const entries = await eventually(
      async () => told(transferId),
      (found) => found.length > 0,
    );
    expect(entries).toEqual([{ transferId, dueAt: '2026-12-29T10:00:00.000Z', heldSince: null, dueRevision: 2 }]);
  });

  it('is told of many at once in few messages', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 3; n += 1) codes.push((await sent()).code);
    counter.idesk.dueDates.length = 0;
    await counter.database
      .updateTable('dossiers')
      .set({ due_at: new Date('2027-01-15T10:00:00.000Z') })
      .where('code', 'in', codes)
      .execute();
    await eventually(
      async () => counter.idesk.dueDates,
      (entries) => entries.length === 3,
    );
    await delay(300);
    expect(counter.idesk.dueDates).toHaveLength(3);
  });

  it('is heard of again after the connection that listens was lost', async () => {
    const { code, transferId } = await sent();
    const name = 'lienthong igate listener';
    await counter.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
      [name],
    );
    await change(code, '2026-12-30T10:00:00.000Z');
    const entries = await eventually(
      async () => told(transferId),
      (found) => found.length > 0,
    );
    expect(entries).toMatchObject([{ dueAt: '2026-12-30T10:00:00.000Z' }]);
  });

  it('crosses over with every hold of the dossier, and with its end', async () => {
    const { code, transferId } = await sent();
    const input = { dossierCode: code, reason: 'Chờ ý kiến của cơ quan phối hợp' };
    await counter.get('truongphong', suspension, { input });
    const [held] = await eventually(
      async () => told(transferId),
      (entries) => entries.length === 1,
    );
    expect(held).toMatchObject({ heldSince: counter.clock.now.toISOString(), dueRevision: 1 });
    const resume = 'mutation ($input: ResumeDossierInput!) { resumeDossier(input: $input) { dossier { status } } }';
    await counter.get('truongphong', resume, { input: { dossierCode: code } });
    const entries = await eventually(
      async () => told(transferId),
      (found) => found.length === 2,
    );
    expect(entries.at(-1)).toMatchObject({ heldSince: null, dueRevision: 2 });
  });
});
