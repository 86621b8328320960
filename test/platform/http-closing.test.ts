import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';

const logger = createLogger('test', { level: 'silent' });

it('closing waits for what is being answered, and for no connection on which nothing was asked', async () => {
  const app = createHttpServer(logger);
  app.get('/slow', async () => {
    await delay(300);
    return 'answered';
  });
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const silent = connect(Number(url.port), url.hostname);
  await once(silent, 'connect');
  const asked = fetch(new URL('/slow', url)).then((response) => response.text());
  await delay(100);
  const startedAt = performance.now();
  await app.close();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(await asked).toBe('answered');
  silent.destroy();
});
