/**
 * What subscribers cost that only listen: `node idle-subscribers.ts 2000` opens so many streams over Server-Sent Events to one
 * gateway, in a system of its own in one process, each following a dossier. It prints what each takes of memory, how long a
 * change takes to one of them meanwhile, how long a change takes to all of them at once, and how long others' requests take
 * until then. They are of one sign-in, or of as many as the second argument says, in turn.
 */
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { dataOf } from '../test/support/graph-client.ts';
import { receive } from '../test/support/journey.ts';
import { System } from '../test/support/system.ts';
import { signIn } from '../sso/sign-in.ts';
import { usageOf } from './processes/usage.ts';

const wanted = Number(process.argv[2] ?? 2000);
const signIns = Number(process.argv[3] ?? 1);
const query = 'subscription ($code: DossierCode!) { dossierChanged(code: $code) { code status drafts { state } } }';
type Step = readonly [field: string, type: string, input: object];
const assign: Step = ['assignDossier', 'AssignDossierInput', { assignee: 'nthoa@stttt.binhdinh.gov.vn' }];
const suspend: Step = ['suspendDossier', 'HoldDossierInput', { reason: 'Chờ ý kiến' }];
const resume: Step = ['resumeDossier', 'ResumeDossierInput', {}];
/** What takes memory once, whoever comes first: connections to the database, compiled operations. */
const warmUp = 200;
const agent = new Agent({ maxSockets: Infinity });

await using system = await System.start('one process', {
  MAX_STREAMS_OFFICER: String(wanted + warmUp),
  MAX_STREAMS_ADDRESS: String(wanted + warmUp),
});
await system.token('hoant');
const tokens = [await system.token('truongphong')];
while (tokens.length < signIns) tokens.push(await signInAgain());
const [crowded, alone] = [(await receive(system)).code, (await receive(system)).code];
const pid = (await system.processIds())['all'] ?? 0;

const first = await follow(alone, 0);
for (let opened = 1; opened < warmUp; opened++) await follow(alone, opened);
await delay(2000);
const before = usageOf(pid).residentMiB;
const counts: { answers: number }[] = [];
for (let opened = 0; opened < wanted; opened++) counts.push(await follow(crowded, opened));
await delay(5000);
const grown = usageOf(pid).residentMiB - before;
console.log(`${wanted} subscribers: ${((grown * 1024) / wanted).toFixed(1)} KiB of resident memory each`);

console.log(`a change reaches the first of ${warmUp} others after ${await change(alone, assign, [first])} ms`);
for (const step of [assign, suspend, resume]) {
  const others = { isOver: false };
  const asking = askMeanwhile(others);
  const took = await change(crowded, step, counts);
  console.log(`${step[0]} reaches all ${wanted}, of ${signIns} sign-ins, after ${took} ms`);
  others.isOver = true;
  console.log(`meanwhile others wait ${await asking}`);
  await delay(1000);
}
agent.destroy();

async function signInAgain(): Promise<string> {
  const { iss = '' } = decodeJwt(await system.token('truongphong'));
  return signIn({ issuer: iss, account: 'truongphong', password: 'lienthong-demo' });
}

/** Asks one thing after the other until it is over: how long the middle one took, and the longest. */
async function askMeanwhile(others: { readonly isOver: boolean }): Promise<string> {
  const took: number[] = [];
  while (!others.isOver) {
    const startedAt = performance.now();
    dataOf(
      await system.ask('hoant', 'query ($code: DossierCode!) { dossier(code: $code) { status } }', { code: alone }),
    );
    took.push(performance.now() - startedAt);
    await delay(5);
  }
  took.sort((one, other) => one - other);
  return `${took[took.length >> 1]?.toFixed(1)} ms, the longest of ${took.length} ${took.at(-1)?.toFixed(1)} ms`;
}

/** Opens a stream, and counts the answers that it brings. */
async function follow(code: string, at: number): Promise<{ answers: number }> {
  const asking = request(`${system.url}/graphql`, {
    agent,
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${tokens[at % tokens.length]}`,
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

/** Does a step of a dossier, and waits until all have heard of it: milliseconds from the answer to the last one's. */
async function change(
  code: string,
  [field, type, input]: Step,
  followers: readonly { readonly answers: number }[],
): Promise<string> {
  const heard = followers.map(({ answers }) => answers);
  const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { dossier { status } } }`;
  dataOf(await system.ask('truongphong', mutation, { input: { dossierCode: code, ...input } }));
  const startedAt = performance.now();
  while (followers.some(({ answers }, at) => answers === heard[at])) await delay(1);
  return (performance.now() - startedAt).toFixed(0);
}
