import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followChanges } from '../support/follow-changes.ts';
import { pdf } from '../support/journey.ts';
import { account, draftIn, issuedFromIgate, newDossierCode, openDesk, send, step, type TestDesk } from './desk.ts';

let desk: TestDesk;
let changes: Awaited<ReturnType<typeof followChanges>>;
beforeAll(async () => {
  desk = await openDesk();
  changes = await followChanges(desk.idesk.changes);
});
afterAll(async () => {
  await changes?.close();
  await desk?.close();
});

/** Whoever the division's drafts come to, one after the other, and the one whose draft it is. */
const concerned = ['hoant', 'lanhdao', 'truongphong', 'vanthu'].map((name) => `inbox ${account(name)}`);

describe('whoever follows iDesk hears of the inboxes that a draft comes into or goes from, and no others', () => {
  it('when it is created', async () => {
    expect(await changes.during(() => draftIn(desk, 'DRAFTING'))).toEqual(concerned);
  });

  it.each(['submitDraft', 'approveDraft'])('when it goes on by %s', async (field) => {
    const [who, state] =
      field === 'submitDraft' ? (['hoant', 'DRAFTING'] as const) : (['truongphong', 'SUBMITTED'] as const);
    const draft = await draftIn(desk, state);
    expect(await changes.during(() => step(desk, who, field, draft.id, draft.version))).toEqual(concerned);
  });

  it('and not when a step is refused', async () => {
    const draft = await draftIn(desk, 'SUBMITTED');
    const heard = await changes.during(async () => {
      await step(desk, 'truongphong', 'approveDraft', draft.id, draft.version + 7);
      await step(desk, 'truongphong2', 'approveDraft', draft.id, draft.version);
    });
    expect(heard).toEqual([]);
  });

  it('and of nobody who has left', async () => {
    const draft = await draftIn(desk, 'DRAFTING');
    const active = (is: boolean) =>
      desk.database
        .updateTable('desk_users')
        .set({ active: is })
        .where('sso_account', '=', account('vanthu'))
        .execute();
    await active(false);
    const heard = await changes.during(() => step(desk, 'hoant', 'submitDraft', draft.id, draft.version));
    await active(true);
    expect(heard).toEqual(concerned.filter((key) => key !== `inbox ${account('vanthu')}`));
  });
});

describe('of a draft that came from iGate', () => {
  it('the dossier is told, too', async () => {
    const dossierCode = newDossierCode();
    expect(await changes.during(() => send(desk, randomUUID(), { dossierCode, subject: 'V/v' }))).toEqual([
      `dossier ${dossierCode}`,
      ...concerned,
    ]);
  });

  it('a push of its files is told at its beginning and at its end', async () => {
    const dossierCode = newDossierCode();
    const file = desk.igate.offer('a.pdf', Buffer.from(await pdf('a.pdf', dossierCode).arrayBuffer()));
    const document = await issuedFromIgate(desk, dossierCode, [file]);
    const push = 'mutation ($id: ID!) { pushResultsToIgate(input: { documentId: $id }) { __typename } }';
    const heard = await changes.during(() => desk.get('vanthu', push, { id: document.id }));
    expect(heard).toEqual([`dossier ${dossierCode}`, ...concerned]);
  });
});

it('one statement that changes very many documents is told as a gap', async () => {
  await draftIn(desk, 'DRAFTING');
  await changes.during(() =>
    desk.pool
      .query(`insert into documents (department_id, division_id, subject, kind, dossier_code, created_by, created_at, changed_at)
      select department_id, division_id, subject, kind, '000.00.13.H08-210101-' || lpad(n::text, 4, '0'), created_by, created_at, changed_at
      from (select * from documents limit 1) as one, generate_series(1, 1001) as n`),
  );
  expect(await changes.during(() => desk.pool.query('update documents set changed_at = now()'))).toEqual(['gap']);
});
