import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import { startGateway, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, type ShopState } from './shop.ts';

const query = 'subscription { productChanged(sku: "A-1") { name } }';
const megabyte = 1024 * 1024;
const changes = 40;

let state: ShopState;
let feed: ChangeFeed;
let gateway: RunningGateway;

beforeEach(async () => {
  state = createShopState();
  feed = new ChangeFeed('products');
  gateway = await startGateway({
    sources: [createProducts(state), createReviews(state)],
    subscriptions: { changes: [feed], limits: { perOfficer: 3, perAddress: 5, total: 100 } },
  });
  feed.gap();
});
afterEach(() => gateway.close());

/** A client that has read its first answer, and no more until `read` is called. */
interface SlowClient {
  /** Everything that comes from then on. */
  read(): { text: string };
  close(): void;
}

async function overEvents(): Promise<SlowClient> {
  const asked = request(gateway.graphUrl, {
    method: 'POST',
    agent: false,
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: 'Bearer good' },
  });
  asked.end(JSON.stringify({ query }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await once(response, 'data');
  response.pause();
  return {
    read() {
      const read = { text: '' };
      response.setEncoding('utf8').on('data', (chunk: string) => (read.text += chunk));
      response.resume();
      return read;
    },
    close: () => response.on('error', () => undefined).destroy(),
  };
}

async function overWebSocket(): Promise<SlowClient> {
  const socket = new WebSocket(gateway.graphUrl.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer good' } }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  await once(socket, 'message');
  socket.pause();
  return {
    read() {
      const read = { text: '' };
      socket.on('message', (message: Buffer) => (read.text += message.toString()));
      socket.resume();
      return read;
    },
    close: () => socket.terminate(),
  };
}

test.each([
  ['Server-Sent Events', overEvents],
  ['WebSocket', overWebSocket],
])(
  'over %s, of a client that takes nothing no more answers are asked for; then it is sent what is there',
  async (_how, open) => {
    const client = await open();
    const before = state.operations;
    for (let number = 1; number <= changes; number++) {
      state.names.set('A-1', `${'x'.repeat(megabyte)} lần ${number}.`);
      feed.publish({ topic: 'product', key: 'A-1' });
      await delay(120);
    }
    // What the network takes on its own is some megabytes, and waits for nobody.
    expect(state.operations - before).toBeLessThan(changes / 2);
    const read = client.read();
    await expect.poll(() => read.text.includes(`lần ${changes}.`), { timeout: 5_000 }).toBe(true);
    expect(read.text.match(/lần \d+\./g)?.length).toBeLessThan(changes / 2);
    client.close();
  },
  20_000,
);
