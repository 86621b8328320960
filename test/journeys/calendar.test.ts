import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEventStream } from '../support/event-stream.ts';
import { dataOf } from '../support/graph-client.ts';
import { receiveAndAssign, send, versionOf } from '../support/journey.ts';
import { System, topologies } from '../support/system.ts';

/** What an officer sees of a dossier's deadline: iGate's word, and iDesk's beside it. */
const followDeadline = /* GraphQL */ `
  subscription ($code: DossierCode!) {
    dossierChanged(code: $code) {
      dueAt
      deadline {
        dueAt
        processingDays
        workingDaysLeft
        days {
          date
          counted
          kind
        }
      }
      drafts {
        dueAt
      }
    }
  }
`;

interface Followed {
  readonly dossierChanged: {
    readonly dueAt: string;
    readonly deadline: {
      readonly dueAt: string;
      readonly processingDays: number;
      readonly workingDaysLeft: number;
      readonly days: readonly { readonly date: string; readonly counted: boolean; readonly kind: string }[];
    };
    readonly drafts: readonly { readonly dueAt: string }[];
  };
}

/** Half of it is iDesk's, half iGate's. */
const desk = /* GraphQL */ `
  query {
    myDesk {
      counters {
        overdue
      }
      awaitingMe(first: 500, orderBy: DUE_SOONEST) {
        edges {
          node {
            dueAt
            heldSince
            dossier {
              code
              dueAt
              isOverdue
            }
          }
        }
      }
    }
  }
`;

interface Waiting {
  readonly dueAt: string | null;
  readonly heldSince: string | null;
  readonly dossier: { readonly code: string; readonly dueAt: string; readonly isOverdue: boolean } | null;
}

interface Desk {
  readonly myDesk: {
    readonly counters: { readonly overdue: number };
    readonly awaitingMe: { readonly edges: readonly { readonly node: Waiting }[] };
  };
}

const dayMs = 24 * 60 * 60 * 1000;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
/** Days of return end at 17:00 in Vietnam, which is 10:00 of the same day in UTC. */
const dayOf = (dueAt: string) => dueAt.slice(0, 10);
const todayInVietnam = () => new Date(Date.now() + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);

describe.each(topologies)('an administrator changes the working calendar (%s)', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology);
  }, 90_000);
  afterAll(async () => system.stop());

  /** How many dossiers have moved. */
  async function set(date: string, kind: 'HOLIDAY' | 'WORKING_DAY' | 'ORDINARY'): Promise<number> {
    const mutation = 'mutation ($input: SetCalendarDayInput!) { setCalendarDay(input: $input) { movedDossiers } }';
    const why = kind === 'ORDINARY' ? {} : { name: 'Theo quyết định của tỉnh', source: 'Quyết định 1/QĐ-UBND' };
    const answer = await system.ask<{ setCalendarDay: { movedDossiers: number } }>('quantri', mutation, {
      input: { date, kind, ...why },
    });
    return dataOf(answer).setCalendarDay.movedDossiers;
  }

  /** The working days from one day to another, both included. */
  async function workingDays(from: string, to: string): Promise<readonly string[]> {
    const query = 'query ($from: Date!, $to: Date!) { workingCalendar(from: $from, to: $to) { date isWorkingDay } }';
    const { workingCalendar } = dataOf(
      await system.ask<{ workingCalendar: { date: string; isWorkingDay: boolean }[] }>('hoant', query, { from, to }),
    );
    return workingCalendar.filter(({ isWorkingDay }) => isWorkingDay).map(({ date }) => date);
  }

  async function deskOf(account: string): Promise<{ overdue: number; waiting: readonly Waiting[] }> {
    const { counters, awaitingMe } = dataOf(await system.ask<Desk>(account, desk)).myDesk;
    return { overdue: counters.overdue, waiting: awaitingMe.edges.map(({ node }) => node) };
  }

  it('a day off moves a day of return away and a make-up day moves it back, in both systems, and who follows it is told', async () => {
    const { code } = await receiveAndAssign(system);
    const { draftId } = await send(system, { dossierCode: code, attachmentIds: [] });
    const submit = 'mutation ($input: DraftStepInput!) { submitDraft(input: $input) { draft { version } } }';
    dataOf(await system.ask('hoant', submit, { input: { draftId, version: await versionOf(system, draftId) } }));
    const token = await system.token('hoant');
    const stream = await openEventStream<Followed>(`${system.url}/graphql`, followDeadline, {
      variables: { code },
      token,
    });
    const seen = () => stream.answers.at(-1)?.data?.dossierChanged;
    await expect.poll(() => seen()?.drafts).toHaveLength(1);
    const before = seen();
    if (!before) throw new Error('no dossier');
    const { processingDays, workingDaysLeft, days } = before.deadline;
    const received = days[0]?.date ?? '';
    const due = dayOf(before.dueAt);

    /** Waits until both systems say what the calendar says; how many working days are left then. */
    async function followed(): Promise<number | undefined> {
      const counted = await workingDays(dayAfter(received, 1), dayAfter(received, 3 * processingDays + 30));
      const dueAt = `${counted[processingDays - 1]}T10:00:00.000Z`;
      await expect
        .poll(() => seen(), { timeout: 10_000 })
        .toMatchObject({ dueAt, deadline: { dueAt }, drafts: [{ dueAt }] });
      const listed = (await deskOf('truongphong')).waiting.find(({ dossier }) => dossier?.code === code);
      expect(listed).toMatchObject({ dueAt, dossier: { dueAt } });
      return seen()?.deadline.workingDaysLeft;
    }

    expect(await set(due, 'HOLIDAY')).toBeGreaterThan(0);
    // The clock has not moved: there are as many working days left as before, the last one another.
    expect(await followed()).toBe(workingDaysLeft);
    expect(dayOf(seen()?.dueAt ?? '') > due).toBe(true);
    expect(seen()?.deadline.days).toContainEqual({ date: due, counted: false, kind: 'HOLIDAY' });

    const weekend = days.findLast(({ kind }) => kind === 'WEEKEND')?.date ?? '';
    expect(await set(weekend, 'WORKING_DAY')).toBeGreaterThan(0);
    expect(await followed()).toBe(workingDaysLeft);
    expect(seen()?.deadline.days).toContainEqual({ date: weekend, counted: true, kind: 'MADE_UP' });

    for (const day of [weekend, due]) expect(await set(day, 'ORDINARY')).toBeGreaterThan(0);
    expect(await followed()).toBe(workingDaysLeft);
    expect(seen()?.dueAt).toBe(before.dueAt);
    stream.close();
  }, 60_000);

  it('what was late is late no more where the days since were none, on the dossier and on the desk where its draft waits', async () => {
    const before = await deskOf('lanhdao');
    const late = before.waiting.findLast(({ dossier, heldSince }) => dossier?.isOverdue === true && heldSince === null);
    const code = late?.dossier?.code;
    if (late?.dueAt == null || code === undefined) throw new Error('nothing on the desk is late');
    const find = async () => {
      const { overdue, waiting } = await deskOf('lanhdao');
      const index = waiting.findIndex(({ dossier }) => dossier?.code === code);
      return { overdue, index, ...waiting[index] };
    };

    const days = await workingDays(dayOf(late.dueAt), todayInVietnam());
    for (const day of days) await set(day, 'HOLIDAY');
    await expect.poll(async () => (await find()).overdue, { timeout: 10_000 }).toBeLessThan(before.overdue);
    const [next] = await workingDays(todayInVietnam(), dayAfter(todayInVietnam(), 30));
    const dueAt = `${next}T10:00:00.000Z`;
    const now = await find();
    expect(now).toMatchObject({ dueAt, dossier: { dueAt, isOverdue: false } });
    const { waiting } = await deskOf('lanhdao');
    const due = waiting.flatMap((one) => (one.dueAt !== null && one.heldSince === null ? [one.dueAt] : []));
    expect(due).toEqual(due.toSorted());

    for (const day of days) await set(day, 'ORDINARY');
    await expect.poll(async () => (await find()).overdue, { timeout: 10_000 }).toBe(before.overdue);
    expect(await find()).toMatchObject({ dueAt: late.dueAt, dossier: { dueAt: late.dueAt, isOverdue: true } });
  }, 60_000);
});
