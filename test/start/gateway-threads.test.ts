import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEventStream } from '../support/event-stream.ts';
import { openSsoSession } from '../support/sso-session.ts';
import { System } from '../support/system.ts';

/** The system shares connections out by chance: so many leave no thread out. */
const connections = 60;

const inbox = 'subscription { inboxChanged { ssoAccount } }';

let system: System;
beforeAll(async () => {
  system = await System.start('distributed', {
    DEMO_DOSSIERS: '20',
    GATEWAY_THREADS: '3',
    MAX_QUERY_COST: '2000',
    RATE_LIMIT_OFFICER: '30000',
    MAX_STREAMS_OFFICER: '5',
  });
}, 90_000);
afterAll(async () => system.stop());

/** Each on a connection of its own. */
async function askSeparately(times: number, query: string, token?: string): Promise<number[]> {
  const asked = Array.from({ length: times }, async () => {
    const dispatcher = new Agent();
    const { statusCode, body } = await request(`${system.url}/graphql`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query }),
    });
    await body.dump();
    await dispatcher.close();
    return statusCode;
  });
  return Promise.all(asked);
}

async function answeredQueries(): Promise<number> {
  const metrics = await (await fetch(`${system.url}/metrics`, { headers: { connection: 'close' } })).text();
  return Number(/operation_seconds_count\{kind="query",outcome="ok"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

it('has as many threads as it is told, and the figures of any of them are those of all', async () => {
  // The log is written within a tenth of a second.
  const listening = async () => (await system.log()).match(/"name":"gateway","msg":"Server listening/g);
  await expect.poll(listening).toHaveLength(3);
  const before = await answeredQueries();
  await askSeparately(connections, '{ __typename }');
  for (let n = 0; n < 10; n++) expect(await answeredQueries()).toBe(before + connections);
});

it('limits what an officer spends in all of them together', async () => {
  const token = await system.token('baocao');
  const statuses = await askSeparately(150, '{ dossiers(first: 400) { edges { node { code } } } }', token);
  // A burst of 30,000; each costs some 800, and 1,000 more where a thread sees it for the first time.
  const passed = statuses.filter((status) => status === 200).length;
  expect(passed).toBeGreaterThan(20);
  expect(passed).toBeLessThan(50);
  expect(statuses.filter((status) => status === 429)).toHaveLength(150 - passed);
});

it('counts the streams of an officer in all of them together', async () => {
  const token = await system.token('lanhdao');
  const open = () => openEventStream(`${system.url}/graphql`, inbox, { token });
  const streams = [await open(), await open(), await open(), await open(), await open()];
  for (const stream of streams) await stream.untilAnswers(1);
  for (let n = 0; n < 10; n++) expect((await open()).status).toBe(429);
  streams[0]?.close();
  await expect.poll(async () => (await open()).status, { timeout: 5_000, interval: 100 }).toBe(200);
});

it('no thread takes a token of a session that another was told has ended', async () => {
  const session = await openSsoSession(system, 'hoant');
  const ask = async (times: number) => new Set(await askSeparately(times, '{ me { account } }', session.token));
  expect(await ask(connections)).toEqual(new Set([200]));
  await session.logOut();
  await expect.poll(() => ask(1), { timeout: 5_000, interval: 20 }).toEqual(new Set([401]));
  expect(await ask(connections)).toEqual(new Set([401]));
});
