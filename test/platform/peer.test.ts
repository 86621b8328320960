import Fastify, { type FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import { Peer, PeerUnavailable } from '../../platform/transfers/peer.ts';

const logger = createLogger('test', { level: 'silent' });

describe('the other system', () => {
  let app: FastifyInstance;
  let peer: Peer;
  let isHanging: boolean;
  let requests: string[];

  beforeEach(async () => {
    isHanging = false;
    requests = [];
    app = Fastify({ forceCloseConnections: true });
    app.addHook('onRequest', async (request) => {
      requests.push(request.url);
      if (isHanging) await new Promise(() => {});
    });
    app.get('/health/ready', async () => ({}));
    app.put('/slow', async () => {
      await delay(5000);
      return { arrived: true };
    });
    app.get('/half', async (_request, reply) =>
      reply.send(
        Readable.from(
          (async function* () {
            yield Buffer.alloc(1000);
            await delay(60_000, undefined, { ref: false });
          })(),
        ),
      ),
    );
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    peer = new Peer({ url: () => url, token: async () => 'token', logger, standstillMs: 1000 });
  });
  afterEach(async () => {
    await peer.close();
    await app.close();
  });

  it('may take its time as long as it says that it is there', async () => {
    expect(await peer.send('PUT', '/slow', {})).toEqual({ arrived: true });
    expect(requests.filter((url) => url === '/health/ready').length).toBeGreaterThan(0);
  });

  it('that hangs is not waited for: what is under way is given up, and nothing more is sent', async () => {
    isHanging = true;
    const startedAt = performance.now();
    await expect(peer.send('PUT', '/slow', {})).rejects.toThrow(PeerUnavailable);
    expect(performance.now() - startedAt).toBeLessThan(6000);
    expect(peer.circuit.isOpen).toBe(true);

    requests = [];
    for (let index = 0; index < 100; index += 1) {
      await expect(peer.send('PUT', '/slow', {})).rejects.toThrow(PeerUnavailable);
    }
    expect(requests).not.toContain('/slow');
    isHanging = false;
    await expect.poll(() => peer.circuit.isOpen, { timeout: 6000 }).toBe(false);
    expect(await peer.send('PUT', '/slow', {})).toEqual({ arrived: true });
  });

  it('whose file stands still is given up on', async () => {
    const read = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await peer.file('/half')) chunks.push(chunk);
    };
    const startedAt = performance.now();
    await expect(read()).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('that has a file no more says so for good', async () => {
    const missing = peer.file('/gone');
    await expect(missing).rejects.toThrow(RequestError);
    await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that is gone is known within moments, and that one who has no token yet cannot send', async () => {
    await app.close();
    await expect(peer.send('PUT', '/slow', {})).rejects.toThrow(PeerUnavailable);
    await expect.poll(() => peer.circuit.isOpen).toBe(true);
    const waiting = new Peer({ url: () => 'http://127.0.0.1:1', token: () => new Promise(() => {}), logger });
    await expect(waiting.send('PUT', '/slow', {}, 100)).rejects.toThrow(PeerUnavailable);
    await waiting.close();
  });
});
