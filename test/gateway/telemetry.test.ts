import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { askGraph } from '../support/graph-client.ts';
import { startGateway } from './gateway-under-test.ts';
import { createProducts, createReviews } from './shop.ts';

const loopback = /^(127\.0\.0\.1|::1|localhost)$/;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  delete process.env['APOLLO_KEY'];
  delete process.env['APOLLO_GRAPH_REF'];
});

test('nothing connects to anywhere but this machine, not even in hours, and not even with an Apollo key', async () => {
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
  process.env['APOLLO_KEY'] = 'service:shop:x';
  process.env['APOLLO_GRAPH_REF'] = 'shop@current';
  const reached: string[] = [];
  const connecting = vi.spyOn(Socket.prototype, 'connect');
  const lookingUp = vi.spyOn(dns, 'lookup');
  const undiciConnect = (message: unknown) => reached.push(JSON.stringify(message));
  subscribe('undici:client:beforeConnect', undiciConnect);
  vi.useFakeTimers({ toFake: ['setInterval'] });

  const gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  await askGraph(gateway.graphUrl, '{ products { name rating } }');
  await vi.advanceTimersByTimeAsync(25 * 3_600_000);
  vi.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await gateway.close();
  unsubscribe('undici:client:beforeConnect', undiciConnect);

  for (const [first] of connecting.mock.calls) {
    const [options] = Array.isArray(first) ? first : [first];
    if (typeof options === 'object' && options !== null && 'host' in options) reached.push(String(options.host));
  }
  for (const [host] of lookingUp.mock.calls) reached.push(host);
  const hosts = reached.filter((host) => !host.startsWith('{'));
  expect(hosts.filter((host) => !loopback.test(host))).toEqual([]);
  expect(reached.filter((message) => message.startsWith('{') && !message.includes('127.0.0.1'))).toEqual([]);
});
