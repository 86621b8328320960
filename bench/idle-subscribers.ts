/**
 * What subscribers cost that only listen: `node idle-subscribers.ts 2000` opens so many streams over Server-Sent Events to one
 * gateway, in a system of its own in one process, each following a dossier. It prints what each takes of memory, how long a
 * change takes to one of them meanwhile, and how long a change takes to all of them at once.
 */
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { dataOf } from '../test/support/graph-client.ts';
import { receive } from '../test/support/journey.ts';
import { System } from '../test/support/system.ts';
import { usageOf } from './processes/usage.ts';

const wanted = Number(process.argv[2] ?? 2000);
const query = 'subscription ($code: DossierCode!) { dossierChanged(code: $code) { code status drafts { state } } }';
/** What takes memory once, whoever comes first: connections to the database, compiled operations. */
const warmUp = 200;
const agent = new Agent({ maxSockets: Infinity });

await using system = await System.start('one process', {
  MAX_STREAMS_OFFICER: String(wanted + warmUp),
  MAX_STREAMS_ADDRESS: String(wanted + warmUp),
});
const token = await system.token('truongphong');
const [crowded, alone] = [(await receive(system)).code, (await receive(system)).code];
const pid = (await system.processIds())['all'] ?? 0;

const first = await follow(alone);
for (let opened = 1; opened < warmUp; opened++) await follow(alone);
await delay(2000);
const before = usageOf(pid).residentMiB;
const counts: { answers: number }[] = [];
for (let opened = 0; opened < wanted; opened++) counts.push(await follow(crowded));
await delay(5000);
const grown = usageOf(pid).residentMiB - before;
console.log(`${wanted} subscribers: ${((grown * 1024) / wanted).toFixed(1)} KiB of resident memory each`);

console.log(`a change reaches the first of ${warmUp} others after ${await change(alone, [first])} ms`);
console.log(`a change reaches all ${wanted} after ${await change(crowded, counts)} ms`);
agent.destroy();

/** Opens a stream, and counts the answers that it brings. */
async function follow(code: string): Promise<{ answers: number }> {
  const asking = request(`${system.url}/graphql`, {
    agent,
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
  });
  asking.end(JSON.stringify({ query, variables: { code } }));
  const [response]: IncomingMessage[] = await once(asking, 'response');
  if (response?.statusCode !== 200) throw new Error(`status ${response?.statusCode}`);
  const seen = { answers: 0 };
  response.setEncoding('utf8');
  response.on('data', (text: string) => (seen.answers += text.split('event: next').length - 1));
  response.on('error', () => {});
  while (seen.answers === 0) await delay(1);
  return seen;
}

/** Assigns a dossier, and waits until all have heard of it: milliseconds from the answer to the last one's. */
async function change(code: string, followers: readonly { readonly answers: number }[]): Promise<string> {
  const heard = followers.map(({ answers }) => answers);
  const assign = 'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }';
  const input = { dossierCode: code, assignee: 'nthoa@stttt.binhdinh.gov.vn' };
  dataOf(await system.ask('truongphong', assign, { input }));
  const startedAt = performance.now();
  while (followers.some(({ answers }, at) => answers === heard[at])) await delay(1);
  return (performance.now() - startedAt).toFixed(0);
}
