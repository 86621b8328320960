import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import type { GraphError } from '../support/graph-client.ts';
import { startGateway, type RunningGateway, verifierOf } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, type ShopState } from './shop.ts';

const query = 'subscription ($sku: Sku!) { productChanged(sku: $sku) { name rating } }';
const variables = { sku: 'A-1' };

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphError[];
}

let state: ShopState;
let feed: ChangeFeed;
let gateway: RunningGateway;
let signedIn: Set<string>;
let clients: Client[];
let sockets: WebSocket[];

beforeEach(async () => {
  state = createShopState();
  feed = new ChangeFeed('products');
  signedIn = new Set(['an', 'binh']);
  clients = [];
  sockets = [];
  await start();
});
afterEach(async () => {
  for (const client of clients) await client.dispose();
  for (const socket of sockets) socket.terminate();
  await gateway.close();
});

async function start(options: Partial<GatewayOptions> = {}): Promise<void> {
  gateway = await startGateway({
    sources: [createProducts(state), createReviews(state)],
    authenticate: verifierOf(signedIn),
    allowedOrigins: ['https://dashboard.example.vn'],
    subscriptions: { changes: [feed], limits: { perOfficer: 3, perAddress: 4, total: 100 } },
    ...options,
  });
  feed.gap();
}

const url = () => gateway.graphUrl.replace('http', 'ws');

/** The client that frontend teams use. */
function connect(token: string | null = 'an', options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: url(),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
    ...options,
  });
  clients.push(client);
  return client;
}

function subscribe(
  client: Client,
  payload: { query: string; variables?: Record<string, unknown> } = { query, variables },
) {
  const answers: Answer[] = [];
  const seen: { end: unknown } = { end: undefined };
  const stop = client.subscribe(payload, {
    next: (answer) => answers.push(answer as Answer),
    error: (error) => (seen.end = error),
    complete: () => (seen.end ??= 'complete'),
  });
  return { answers, seen, stop };
}

/** The protocol by hand, for what no good client sends. */
async function open(headers: Record<string, string> = {}, protocols = ['graphql-transport-ws']) {
  const socket = new WebSocket(url(), protocols, { headers });
  sockets.push(socket);
  const messages: { type: string; payload?: unknown }[] = [];
  socket.on('message', (message) => messages.push(JSON.parse(Buffer.isBuffer(message) ? message.toString() : '')));
  const closed = once(socket, 'close') as Promise<[number, Buffer]>;
  await once(socket, 'open');
  return {
    messages,
    say: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    closed: async () => {
      const [code, reason] = await closed;
      return { code, reason: String(reason) };
    },
  };
}

function rename(sku: string, name: string): void {
  state.names.set(sku, name);
  feed.publish({ topic: 'product', key: sku });
}

describe('a client of graphql-transport-ws', () => {
  test('is sent what is there, and what becomes of it, from both systems', async () => {
    const { answers } = subscribe(connect());
    await expect.poll(() => answers).toEqual([{ data: { productChanged: { name: 'Bút bi', rating: 4.5 } } }]);
    rename('A-1', 'Bút chì');
    await expect.poll(() => answers.at(-1)).toEqual({ data: { productChanged: { name: 'Bút chì', rating: 4.5 } } });
    expect(answers).toHaveLength(2);
  });

  test('carries several streams on one connection, and each ends by itself', async () => {
    const client = connect();
    const [one, other] = [subscribe(client), subscribe(client, { query, variables: { sku: 'A-3' } })];
    await expect.poll(() => [one.answers.length, other.answers.length]).toEqual([1, 1]);
    one.stop();
    await expect.poll(() => one.seen.end).toBe('complete');
    const before = state.operations;
    rename('A-1', 'Không ai nghe');
    rename('A-3', 'Thước dây');
    await expect.poll(() => other.answers.length).toBe(2);
    await delay(200);
    expect(one.answers).toHaveLength(1);
    expect(state.operations - before).toBeLessThanOrEqual(2);
  });

  test('may say who they are in a header of the handshake instead', async () => {
    class WithHeader extends WebSocket {
      constructor(address: string, protocols: string | string[]) {
        super(address, protocols, { headers: { authorization: 'Bearer binh' } });
      }
    }
    const { answers } = subscribe(connect(null, { webSocketImpl: WithHeader }));
    await expect.poll(() => answers.length).toBe(1);
  });

  test('gets a query answered once, and an error for what is wrong, in the language that they prefer', async () => {
    const client = connect('an', { connectionParams: { Authorization: 'Bearer an', 'accept-language': 'en' } });
    const once_ = subscribe(client, { query: '{ product(sku: "A-2") { name } }' });
    await expect.poll(() => once_.seen.end).toBe('complete');
    expect(once_.answers).toEqual([{ data: { product: { name: 'Sổ tay' } } }]);
    const wrong = subscribe(client, { query: 'subscription { productChanged(sku: "A-1") { nam } }' });
    await expect.poll(() => wrong.seen.end).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const conditional = 'subscription ($on: Boolean!) { productChanged(sku: "A-1") @skip(if: $on) { name } }';
    const refused = subscribe(client, { query: conditional, variables: { on: false } });
    await expect
      .poll(() => refused.seen.end)
      .toMatchObject([{ message: expect.stringContaining('takes no directives') }]);
  });

  test('that asks for too many streams is refused those, and keeps the others', async () => {
    const client = connect();
    const streams = Array.from({ length: 4 }, () => subscribe(client));
    await expect
      .poll(() => streams.map(({ answers }) => answers.length).toSorted((a, b) => a - b))
      .toEqual([0, 1, 1, 1]);
    const refused = streams.find(({ answers }) => answers.length === 0);
    await expect.poll(() => refused?.seen.end).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    streams.find(({ answers }) => answers.length === 1)?.stop();
    await delay(100);
    const again = subscribe(client);
    await expect.poll(() => again.answers.length).toBe(1);
  });
});

describe('a connection ends', () => {
  test('when its session does, with a code after which clients come again with another token', async () => {
    let token = 'an';
    const client = connect('an', { connectionParams: () => ({ authorization: `Bearer ${token}` }), retryAttempts: 5 });
    const codes: unknown[] = [];
    client.on('closed', (event) =>
      codes.push(Reflect.get(Object(event), 'code'), Reflect.get(Object(event), 'reason')),
    );
    const { answers, seen } = subscribe(client);
    await expect.poll(() => answers.length).toBe(1);
    token = 'binh';
    signedIn.delete('an');
    await expect.poll(() => codes, { timeout: 5_000 }).toEqual([4403, expect.stringMatching(/^UNAUTHENTICATED: /)]);
    // The same subscription goes on, and begins with what is there.
    await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(2);
    expect(seen.end).toBeUndefined();
  }, 20_000);

  test('when the gateway stops, with a code after which clients come again', async () => {
    const codes: unknown[] = [];
    const client = connect('an');
    client.on('closed', (event) => codes.push(Reflect.get(Object(event), 'code')));
    const { answers } = subscribe(client);
    await expect.poll(() => answers.length).toBe(1);
    const startedAt = performance.now();
    await gateway.close();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await expect.poll(() => codes).toEqual([1012]);
    await start();
  });

  test.each([
    ['nobody', undefined, 4403, 'UNAUTHENTICATED'],
    ['a token that is not good', { authorization: 'Bearer nobody' }, 4403, 'UNAUTHENTICATED'],
    ['another scheme', { authorization: 'Basic YW46YW4=' }, 4403, 'UNAUTHENTICATED'],
    ['a token that cannot be verified now', { authorization: 'Bearer unverifiable' }, 1013, 'SUBGRAPH_UNAVAILABLE'],
  ])('for %s at once', async (_whom, payload, code, reason) => {
    const { say, closed } = await open();
    say({ type: 'connection_init', payload });
    expect(await closed()).toEqual({ code, reason: expect.stringMatching(new RegExp(`^${reason}: `)) });
  });

  test.each([
    ['no JSON', 'xin chào', 4400],
    ['a message of no known type', { type: 'chào' }, 4400],
    ['a subscription before it says who it is', { id: '1', type: 'subscribe', payload: { query } }, 4401],
    ['a message that is longer than a request may be', 'x'.repeat(200_000), 1009],
  ])('after %s', async (_what, message, code) => {
    const { say, closed } = await open();
    say(message);
    expect(await closed()).toMatchObject({ code });
  });

  test('that does not say which protocol it speaks', async () => {
    const { closed } = await open({}, []);
    expect(await closed()).toMatchObject({ code: 4406 });
  });
});

describe('no connection is opened', () => {
  const refusal = async (address: string, headers: Record<string, string> = {}) => {
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
    const [, response] = (await once(socket, 'unexpected-response')) as [
      unknown,
      AsyncIterable<Buffer> & { statusCode: number },
    ];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return { status: response.statusCode, body: Buffer.concat(chunks).toString() };
  };

  test('for a page of another origin', async () => {
    const { status, body } = await refusal(url(), { origin: 'https://evil.example' });
    expect({ status, code: JSON.parse(body).errors[0].extensions.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
    for (const origin of ['https://graph.example.vn', 'https://dashboard.example.vn']) await open({ origin });
  });

  test('for more than an address may have', async () => {
    for (let n = 0; n < 4; n++) await open();
    const { status, body } = await refusal(url());
    expect({ status, code: JSON.parse(body).errors[0].extensions.code }).toEqual({ status: 429, code: 'RATE_LIMITED' });
    sockets[0]?.terminate();
    await expect
      .poll(
        () =>
          open().then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(true);
  });

  test('elsewhere', async () => {
    expect(await refusal(`${gateway.url.replace('http', 'ws')}/health/live`)).toMatchObject({ status: 200 });
    expect(await refusal(`${gateway.url.replace('http', 'ws')}/nowhere`)).toMatchObject({ status: 404 });
  });

  test('by a client that offers HTTP/2: it is answered as ever', async () => {
    const asked = request(`${gateway.url}/health/live`, {
      headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' },
    });
    asked.end();
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
  });
});

test('a connection that does not answer any more is cut, and its streams with it', async () => {
  const socket = new WebSocket(url(), 'graphql-transport-ws', { autoPong: false });
  sockets.push(socket);
  await once(socket, 'open');
  const startedAt = performance.now();
  await once(socket, 'close');
  expect(performance.now() - startedAt).toBeLessThan(30_000);
}, 40_000);
