import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { account, carryTo, draftIn, newDossierCode, openDesk, send, type TestDesk } from './desk.ts';

let desk: TestDesk;
/** Drafts that wait for the leader, by what they are called here. */
const named = new Map<string, string>();
const transfers = new Map<string, string>();

/** A draft of a dossier that is due then, waiting for the leader. */
async function fromDossier(name: string, dueAt: string | null): Promise<void> {
  const transferId = randomUUID();
  const sent = { dossierCode: newDossierCode(), subject: name, dueAt, dueRevision: 0 };
  const { body } = await send(desk, transferId, sent);
  const draft = { id: String(body['documentId']), version: Number(body['version']), state: 'DRAFTING' };
  named.set(draft.id, name);
  transfers.set(name, transferId);
  await carryTo(desk, draft, 'APPROVED');
}

beforeAll(async () => {
  desk = await openDesk();
  desk.clock.now = new Date('2026-11-23T02:00:00Z');
  await fromDossier('due on Friday', '2026-11-27T10:00:00Z');
  await fromDossier('overdue', '2026-11-20T10:00:00Z');
  await fromDossier('no day promised', null);
  await fromDossier('due today', '2026-11-23T10:00:00Z');
  for (const [hour, urgency] of ['NORMAL', 'FLASH', 'NORMAL'].entries()) {
    desk.clock.now = new Date(Date.UTC(2026, 10, 23, 3, hour));
    named.set((await draftIn(desk, 'APPROVED', { urgency })).id, `${urgency} ${hour}`);
  }
  await draftIn(desk, 'DRAFTING');
  await draftIn(desk, 'SUBMITTED');
  await draftIn(desk, 'SIGNED');
  desk.clock.now = new Date('2026-11-23T04:00:00Z');
});
afterAll(() => desk.close());

interface Awaiting {
  readonly myDesk: {
    readonly awaitingMe: {
      readonly edges: readonly { readonly node: { readonly id: string; readonly dueAt: string | null } }[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  };
}

const query = `query ($orderBy: AwaitingOrder! = DUE_SOONEST, $states: [DraftState!], $first: Int, $after: String) {
  myDesk { awaitingMe(orderBy: $orderBy, states: $states, first: $first, after: $after) {
    edges { node { id dueAt } } pageInfo { endCursor hasNextPage }
  } }
}`;

async function page(variables: Record<string, unknown> = {}) {
  const { awaitingMe } = (await desk.get<Awaiting>('lanhdao', query, variables)).myDesk;
  return { names: awaitingMe.edges.map(({ node }) => named.get(node.id)), ...awaitingMe.pageInfo };
}

const byTimeLeft = ['overdue', 'due today', 'due on Friday', 'FLASH 1', 'no day promised', 'NORMAL 0', 'NORMAL 2'];

describe('what awaits a leader', () => {
  it('comes by how little time the dossier has left, and then by urgency and age', async () => {
    expect((await page()).names).toEqual(byTimeLeft);
  });

  it('comes by urgency and age where that is asked for', async () => {
    const { names } = await page({ orderBy: 'MOST_URGENT' });
    expect(names.slice(0, 2)).toEqual(['FLASH 1', 'due on Friday']);
  });

  it('is the same list page by page, across drafts without a due date too', async () => {
    const seen: unknown[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage;) {
      const next: Awaited<ReturnType<typeof page>> = await page({ first: 2, after });
      seen.push(...next.names);
      after = next.endCursor;
      hasNextPage = next.hasNextPage;
    }
    expect(seen).toEqual(byTimeLeft);
  });

  it('refuses a cursor of the other order', async () => {
    const { endCursor } = await page({ first: 1 });
    const answer = await desk.ask('lanhdao', query, { orderBy: 'MOST_URGENT', after: endCursor });
    expect(refusalOf(answer).code).toBe('BAD_USER_INPUT');
  });

  it('can be narrowed to what waits for one kind of step', async () => {
    expect((await page({ states: ['APPROVED'] })).names).toHaveLength(7);
    expect((await page({ states: ['SUBMITTED'] })).names).toEqual([]);
  });
});

describe('the counters of a desk', () => {
  interface Counted {
    readonly myDesk: { readonly counters: Record<string, number> };
  }
  const all = 'awaitingApproval awaitingSignature awaitingIssue overdue dueToday urgent drafting returned';
  const countersOf = async (who: string) =>
    (await desk.get<Counted>(who, `{ myDesk { counters { ${all} } } }`)).myDesk.counters;
  const nothing = Object.fromEntries(all.split(' ').map((name) => [name, 0]));

  it('count what waits for each role, and what presses', async () => {
    expect(await countersOf('lanhdao')).toEqual({
      ...nothing,
      awaitingSignature: 7,
      overdue: 1,
      dueToday: 1,
      urgent: 1,
    });
    expect(await countersOf('truongphong')).toEqual({ ...nothing, awaitingApproval: 1 });
    expect(await countersOf('vanthu')).toEqual({ ...nothing, awaitingIssue: 1 });
    expect(await countersOf('hoant')).toEqual({ ...nothing, drafting: 1 });
    expect(await countersOf('baocao')).toEqual(nothing);
  });

  it('agree with the list that they count, and move with the clock', async () => {
    desk.clock.now = new Date('2026-11-23T10:00:01Z');
    expect(await countersOf('lanhdao')).toMatchObject({ overdue: 2, dueToday: 0 });
    // The day ends at midnight in Vietnam, not in Greenwich.
    desk.clock.now = new Date('2026-11-26T17:00:00Z');
    expect(await countersOf('lanhdao')).toMatchObject({ overdue: 2, dueToday: 1 });
    desk.clock.now = new Date('2026-11-26T16:59:59Z');
    expect(await countersOf('lanhdao')).toMatchObject({ overdue: 2, dueToday: 0 });
  });

  it('show a colleague no more than the colleague sees', async () => {
    const { _entities } = await desk.get<{ _entities: { counters: object }[] }>(
      'hoant',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on DeskUser { counters { awaitingSignature awaitingApproval } } } }',
      { r: [{ __typename: 'DeskUser', ssoAccount: account('lanhdao') }] },
    );
    // All of these drafts are hoant's own; another specialist sees none of them.
    expect(_entities[0]?.counters).toEqual({ awaitingSignature: 7, awaitingApproval: 0 });
    const others = await desk.get<{ _entities: { counters: object }[] }>(
      'dongnghiep',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on DeskUser { counters { awaitingSignature awaitingApproval } } } }',
      { r: [{ __typename: 'DeskUser', ssoAccount: account('lanhdao') }] },
    );
    expect(others._entities[0]?.counters).toEqual({ awaitingSignature: 0, awaitingApproval: 0 });
  });

  it('cost one statement beside finding out who asks', async () => {
    desk.statements.length = 0;
    await countersOf('lanhdao');
    expect(desk.statements).toHaveLength(2);
  });
});

describe('a due date that iGate changes', () => {
  const tell = async (dueDates: readonly object[], token = 'service:igate') => {
    const response = await fetch(`${desk.url}/peer/due-dates`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ dueDates }),
    });
    return response.status;
  };
  const dueDateOf = async (name: string) => {
    const answer = await desk.ask<Awaiting>('lanhdao', query);
    const edge = dataOf(answer).myDesk.awaitingMe.edges.find(({ node }) => named.get(node.id) === name);
    return edge?.node.dueAt;
  };

  it('moves the draft in the list', async () => {
    const transferId = transfers.get('due on Friday');
    expect(await tell([{ transferId, dueAt: '2026-11-19T10:00:00.000Z', dueRevision: 2 }])).toBe(204);
    expect(await dueDateOf('due on Friday')).toBe('2026-11-19T10:00:00.000Z');
    expect((await page()).names[0]).toBe('due on Friday');
  });

  it('is never overwritten by an older word, or by the same one twice', async () => {
    const transferId = transfers.get('due on Friday');
    for (const dueRevision of [1, 2]) {
      expect(await tell([{ transferId, dueAt: '2026-12-31T10:00:00.000Z', dueRevision }])).toBe(204);
    }
    expect(await dueDateOf('due on Friday')).toBe('2026-11-19T10:00:00.000Z');
  });

  it('may become none, and may be of a send that never arrived here', async () => {
    const transferId = transfers.get('overdue');
    const unknown = { transferId: randomUUID(), dueAt: null, dueRevision: 1 };
    expect(await tell([unknown, { transferId, dueAt: null, dueRevision: 1 }])).toBe(204);
    expect(await dueDateOf('overdue')).toBeNull();
  });

  it('stands still while iGate has the dossier on hold: its draft presses no more, and is late only if it was', async () => {
    const counters = async () => {
      const { myDesk } = await desk.get<{ myDesk: { counters: Record<string, number> } }>(
        'lanhdao',
        '{ myDesk { counters { overdue dueToday } } }',
      );
      return myDesk.counters;
    };
    desk.clock.now = new Date('2026-11-23T04:00:00Z');
    const transferId = transfers.get('due today');
    const dueAt = '2026-11-23T10:00:00.000Z';
    const before = await counters();
    expect(await tell([{ transferId, dueAt, heldSince: '2026-11-20T02:00:00.000Z', dueRevision: 4 }])).toBe(204);
    const { names } = await page();
    expect(names.indexOf('due today')).toBeGreaterThan(names.indexOf('FLASH 1'));
    expect(await counters()).toEqual({ ...before, dueToday: (before['dueToday'] ?? 0) - 1 });
    desk.clock.now = new Date('2026-11-24T04:00:00Z');
    expect(await counters()).toMatchObject({ overdue: before['overdue'] });
    expect(await tell([{ transferId, dueAt, heldSince: '2026-11-23T11:00:00.000Z', dueRevision: 5 }])).toBe(204);
    expect(await counters()).toMatchObject({ overdue: (before['overdue'] ?? 0) + 1 });
    expect(await tell([{ transferId, dueAt, heldSince: null, dueRevision: 6 }])).toBe(204);
    expect((await page()).names.indexOf('due today')).toBeLessThan(names.indexOf('due today'));
  });

  it('is no change of the draft: whoever holds its version may go on', async () => {
    const versions = await desk.database
      .selectFrom('documents')
      .select(['version', 'due_revision'])
      .where('transfer_id', '=', transfers.get('due on Friday') ?? '')
      .executeTakeFirstOrThrow();
    expect(versions).toEqual({ version: 3, due_revision: 2 });
  });

  it.each([
    ['no revision', { dueAt: null }],
    ['no moment', { dueAt: 'tomorrow', dueRevision: 1 }],
    ['no id', { transferId: 'x', dueAt: null, dueRevision: 1 }],
  ])('is refused for good with %s', async (_what, entry) => {
    expect(await tell([{ transferId: randomUUID(), ...entry }])).toBe(422);
  });

  it('is taken from iGate alone', async () => {
    expect(await tell([], 'service:somebody')).toBe(403);
    expect(await tell([], `sso:${account('lanhdao')}`)).toBe(403);
  });
});
