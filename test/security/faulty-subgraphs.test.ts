import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, httpSource, startGateway, startServer, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { createReviews } from '../gateway/shop.ts';
import { askGraph } from '../support/graph-client.ts';

const secret = 'connect ECONNREFUSED 10.1.2.3:5432 at /srv/app/store.ts:12 select password from officers';
const timeouts = { connectMs: 1000, answerMs: 1500, client };
const json = { 'content-type': 'application/json' };
const error = (more: object) => JSON.stringify({ data: null, errors: [{ message: secret, ...more }] });

type Fault = (request: IncomingMessage, response: ServerResponse) => void;

const faults: Readonly<Record<string, Fault>> = {
  'a status of 500 with its address in it': (_request, response) => response.writeHead(500).end(secret),
  'a status of 500 with JSON': (_request, response) => response.writeHead(500, json).end(error({})),
  'HTML of a proxy': (_request, response) =>
    response
      .writeHead(502, { 'content-type': 'text/html', server: 'nginx/1.2 10.1.2.3' })
      .end(`<html>${secret}</html>`),
  'HTML with a status of 200': (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${secret}</html>`),
  'a redirection': (_request, response) =>
    response.writeHead(302, { location: 'http://10.1.2.3/srv/app/store.ts' }).end(),
  'a connection that is reset': (request) => request.socket.resetAndDestroy(),
  'a connection that is reset within the answer': (request, response) => {
    response.writeHead(200, { ...json, 'content-length': '1000' }).write('{"data":{"product":');
    setTimeout(() => request.socket.resetAndDestroy(), 50);
  },
  'no answer at all': () => {},
  'an answer that stops halfway': (_request, response) => {
    response.writeHead(200, json).write('{"data":{"product":');
  },
  'half an answer': (_request, response) => response.writeHead(200, json).end('{"data":{"product":{"na'),
  'an empty answer': (_request, response) => response.writeHead(200, json).end(),
  'a list': (_request, response) => response.writeHead(200, json).end('[{"data":null}]'),
  'JSON a million levels deep': (_request, response) =>
    response.writeHead(200, json).end(`{"data":{"product":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`),
  'a name a million levels deep': (_request, response) =>
    response
      .writeHead(200, json)
      .end(`{"data":{"product":{"name":${'{"name":'.repeat(100_000)}1${'}'.repeat(100_000)}}}}`),
  'an answer of a gigabyte': (_request, response) => {
    response.writeHead(200, json).write('{"data":{"product":{"name":"');
    const chunk = 'x'.repeat(1024 * 1024);
    let left = 1024;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end('"}}}');
    };
    more();
  },
  'an error with a stack': (_request, response) =>
    response.writeHead(200, json).end(error({ extensions: { stacktrace: [secret], exception: { stack: secret } } })),
  'an error with a code and private extensions': (_request, response) =>
    response.writeHead(200, json).end(
      JSON.stringify({
        data: null,
        errors: [
          {
            message: 'Sai.',
            extensions: { code: 'WRONG_STEP', stacktrace: [secret], response: { url: secret }, serviceName: secret },
          },
        ],
      }),
    ),
  'an error that calls itself unexpected': (_request, response) =>
    response.writeHead(200, json).end(error({ extensions: { code: 'INTERNAL_SERVER_ERROR' } })),
  'errors that are no errors': (_request, response) =>
    response.writeHead(200, json).end(`{"data":null,"errors":["${secret}",7]}`),
  'a prototype in its data': (_request, response) =>
    response.writeHead(200, json).end('{"data":{"product":{"__proto__":{"polluted":"yes"},"name":"Bút bi"}}}'),
};

/** Nothing of where and how a subgraph runs. */
const internals =
  /10\.1\.2\.3|127\.0\.0\.1|ECONN|\/srv\/|\.ts\b|select |officers|nginx|at Object|node:|undici|stack|http:\/\//i;

describe.each(Object.entries(faults))('a subgraph that answers with %s', (_name, fault) => {
  let close: () => Promise<void>;
  let gateway: RunningGateway;
  beforeAll(async () => {
    const server = await startServer(fault);
    const products = httpSource('products', `${server.origin}/graphql`, timeouts);
    gateway = await startGateway({ sources: [products, createReviews()], timeouts });
    close = async () => {
      await gateway.close();
      await server.close();
      await products.close().catch(() => {});
    };
  });
  afterAll(() => close());

  test('shows nothing of itself, takes nothing else away, and does not stop the gateway', async () => {
    const before = process.memoryUsage().rss;
    // Twice: by Apollo Server, and past it where that is possible.
    for (let n = 0; n < 2; n += 1) {
      const query = '{ product(sku: "A-1") { name } latestReview { text } }';
      const { status, headers, data, errors } = await askGraph<Record<string, unknown>>(gateway.graphUrl, query);
      expect(status).toBe(200);
      expect(data?.['latestReview']).toEqual({ text: 'Tốt' });
      expect(JSON.stringify([data, errors, ...headers])).not.toMatch(internals);
      for (const each of errors)
        expect(each.extensions?.code).toMatch(/^(SUBGRAPH_UNAVAILABLE|INTERNAL_SERVER_ERROR|WRONG_STEP)$/);
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
    // A gigabyte is not kept: an answer ends where it is longer than allowed.
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
  });
});
