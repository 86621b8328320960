import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openEventStream, type Streamed } from '../support/event-stream.ts';
import { dataOf } from '../support/graph-client.ts';
import { pdf, receive, receiveAndAssign, send, versionOf } from '../support/journey.ts';
import { System, topologies } from '../support/system.ts';

/** What a change must reach a subscriber within, in milliseconds. */
const promisedMs = 500;

/** Half of it is iGate's, half iDesk's. */
const followDossier = /* GraphQL */ `
  subscription ($code: DossierCode!) {
    dossierChanged(code: $code) {
      status
      procedureName
      assignee {
        fullName
      }
      drafts {
        state
        version
        subject
      }
    }
  }
`;

interface Followed {
  readonly dossierChanged: {
    readonly status: string;
    readonly procedureName: string;
    readonly assignee: { readonly fullName: string } | null;
    readonly drafts: readonly { readonly state: string; readonly version: number; readonly subject: string }[] | null;
  } | null;
}

const followInbox = /* GraphQL */ `
  subscription {
    inboxChanged {
      counters {
        awaitingApproval
      }
      awaitingMe(first: 500) {
        edges {
          node {
            id
            state
            dossier {
              code
              assignee {
                fullName
              }
            }
          }
        }
      }
    }
  }
`;

interface Inbox {
  readonly inboxChanged: {
    readonly counters: { readonly awaitingApproval: number };
    readonly awaitingMe: {
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly dossier: { readonly code: string; readonly assignee: { readonly fullName: string } | null } | null;
        };
      }[];
    };
  };
}

describe.each(topologies)('following what happens, %s', (topology) => {
  let system: System;
  const streams: Streamed<unknown>[] = [];
  beforeAll(async () => {
    system = await System.start(topology);
  }, 90_000);
  afterAll(async () => system.stop());
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });

  async function follow<Data>(account: string, query: string, variables: Record<string, unknown> = {}) {
    const token = await system.token(account);
    const stream = await openEventStream<Data>(`${system.url}/graphql`, query, { variables, token });
    streams.push(stream);
    await stream.untilAnswers(1, 10_000);
    return stream;
  }

  /** Waits until the last answer of a stream is as wanted: how long that took, in milliseconds. */
  async function until<Data>(stream: Streamed<Data>, wanted: (data: Data) => boolean): Promise<number> {
    const startedAt = performance.now();
    const isThere = () => {
      const data = stream.answers.at(-1)?.data;
      return data !== undefined && data !== null && wanted(data);
    };
    while (!isThere() && performance.now() - startedAt < 20_000) await delay(1);
    expect(stream.answers.at(-1)?.data).toSatisfy(isThere);
    return performance.now() - startedAt;
  }

  async function step(account: string, field: string, draftId: string, input: Record<string, unknown> = {}) {
    const type = field === 'returnDraft' ? 'ReturnDraftInput' : 'DraftStepInput';
    const version = await versionOf(system, draftId);
    const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { draft { version } } }`;
    dataOf(await system.ask(account, mutation, { input: { draftId, version, ...input } }));
  }

  it('a change in iDesk reaches who selects what iGate has, in half a second', async () => {
    const { code, procedureName } = await receiveAndAssign(system, [pdf('Đơn.pdf', 'đơn')]);
    const stream = await follow<Followed>('hoant', followDossier, { code });
    const { draftId } = await send(system, { dossierCode: code, attachmentIds: [] });
    await until(stream, ({ dossierChanged }) => dossierChanged?.drafts?.[0]?.state === 'DRAFTING');
    const took: number[] = [];
    for (let round = 0; round < 5; round++) {
      await step('hoant', 'submitDraft', draftId);
      took.push(await until(stream, ({ dossierChanged }) => dossierChanged?.drafts?.[0]?.state === 'SUBMITTED'));
      await step('truongphong', 'returnDraft', draftId, { reason: 'Sửa lại trích yếu' });
      took.push(await until(stream, ({ dossierChanged }) => dossierChanged?.drafts?.[0]?.state === 'DRAFTING'));
    }
    expect(stream.answers.at(-1)?.data?.dossierChanged).toMatchObject({ status: 'PROCESSING', procedureName });
    console.log(`${topology}, iDesk to iGate's fields: ${took.map(Math.round).join(', ')} ms`);
    expect(Math.max(...took)).toBeLessThan(promisedMs);
  }, 60_000);

  it('a change in iGate reaches who selects what iDesk has, in half a second', async () => {
    const { code } = await receiveAndAssign(system);
    await send(system, { dossierCode: code, attachmentIds: [], subject: 'Trích yếu của tôi' });
    const stream = await follow<Followed>('truongphong', followDossier, { code });
    const hold = (field: string, input: string, extra: Record<string, unknown>) =>
      system.ask('truongphong', `mutation ($input: ${input}!) { ${field}(input: $input) { dossier { code } } }`, {
        input: { dossierCode: code, ...extra },
      });
    const took: number[] = [];
    for (let round = 0; round < 5; round++) {
      dataOf(await hold('suspendDossier', 'HoldDossierInput', { reason: 'Chờ ý kiến' }));
      took.push(await until(stream, ({ dossierChanged }) => dossierChanged?.status === 'SUSPENDED'));
      dataOf(await hold('resumeDossier', 'ResumeDossierInput', {}));
      took.push(await until(stream, ({ dossierChanged }) => dossierChanged?.status === 'PROCESSING'));
    }
    expect(stream.answers.at(-1)?.data?.dossierChanged?.drafts).toMatchObject([{ subject: 'Trích yếu của tôi' }]);
    console.log(`${topology}, iGate to iDesk's fields: ${took.map(Math.round).join(', ')} ms`);
    expect(Math.max(...took)).toBeLessThan(promisedMs);
  }, 60_000);

  it('what comes onto a desk, and goes from it, reaches its inbox', async () => {
    const { code } = await receiveAndAssign(system);
    const inbox = await follow<Inbox>('truongphong', followInbox);
    const before = inbox.answers[0]?.data?.inboxChanged.counters.awaitingApproval ?? 0;
    const { draftId } = await send(system, { dossierCode: code, attachmentIds: [] });
    await step('hoant', 'submitDraft', draftId);
    const isCounted = (count: number) => (data: Inbox) => data.inboxChanged.counters.awaitingApproval === count;
    expect(await until(inbox, isCounted(before + 1))).toBeLessThan(promisedMs);
    const waiting = inbox.answers.at(-1)?.data?.inboxChanged.awaitingMe.edges.map(({ node }) => node);
    expect(waiting?.find(({ id }) => id === draftId)?.dossier).toMatchObject({ code, assignee: expect.anything() });
    await step('truongphong', 'approveDraft', draftId);
    expect(await until(inbox, isCounted(before))).toBeLessThan(promisedMs);
  }, 60_000);

  it('who may not see a dossier hears nothing of it, whatever happens to it; who gets it hears of that', async () => {
    const { code } = await receive(system);
    const stranger = await follow<Followed>('chuyenvien@snnptnt.binhdinh.gov.vn', followDossier, { code });
    const nothing = await follow<Followed>('hoant', followDossier, { code: '000.00.13.H08-210805-9999' });
    const getsIt = await follow<Followed>('hoant', followDossier, { code });
    expect(getsIt.answers).toEqual([{ data: { dossierChanged: null } }]);
    const assign = 'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }';
    const assignee = 'nthoa@stttt.binhdinh.gov.vn';
    dataOf(await system.ask('truongphong', assign, { input: { dossierCode: code, assignee } }));
    await until(getsIt, ({ dossierChanged }) => dossierChanged?.status === 'PROCESSING');
    await send(system, { dossierCode: code, attachmentIds: [] });
    await until(getsIt, ({ dossierChanged }) => dossierChanged?.drafts?.length === 1);
    await delay(promisedMs);
    expect(stranger.answers).toEqual(nothing.answers);
    expect(stranger.answers).toEqual([{ data: { dossierChanged: null } }]);
  }, 60_000);

  it('a WebSocket tells the same', async () => {
    const { code } = await receive(system);
    const token = await system.token('truongphong');
    const client = createClient({
      url: `${system.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const answers = client.iterate<Followed>({ query: followDossier, variables: { code } });
    const next = async () => {
      const { value } = await answers.next();
      return (value as { data?: Followed } | undefined)?.data?.dossierChanged;
    };
    expect(await next()).toMatchObject({ status: 'RECEIVED', assignee: null });
    const assign = 'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }';
    const assignee = 'nthoa@stttt.binhdinh.gov.vn';
    dataOf(await system.ask('truongphong', assign, { input: { dossierCode: code, assignee } }));
    const startedAt = performance.now();
    expect(await next()).toMatchObject({ status: 'PROCESSING', assignee: { fullName: 'Nguyễn Thị Hoa' } });
    expect(performance.now() - startedAt).toBeLessThan(promisedMs);
    await client.dispose();
  }, 60_000);

  it.runIf(topology === 'distributed')(
    'a system that was away has its streams read anew when it is back',
    async () => {
      const { code } = await receiveAndAssign(system);
      const stream = await follow<Followed>('hoant', followDossier, { code });
      const { draftId } = await send(system, { dossierCode: code, attachmentIds: [] });
      await until(stream, ({ dossierChanged }) => dossierChanged?.drafts?.length === 1);
      await system.crash('idesk');
      const ready = async () => fetch(`${system.url}/health/ready`).then(({ status }) => status);
      await expect.poll(() => ready().catch(() => 0), { timeout: 60_000, interval: 100 }).toBe(200);
      await step('hoant', 'submitDraft', draftId);
      await until(stream, ({ dossierChanged }) => dossierChanged?.drafts?.[0]?.state === 'SUBMITTED');
      expect(stream.end).toBeUndefined();
    },
    120_000,
  );
});
