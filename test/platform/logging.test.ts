import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '../../platform/logging.ts';

test('tokens and cookies are struck out wherever a request or its headers are logged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-logging-'));
  const destination = join(folder, 'log');
  try {
    const logger = createLogger('part', { level: 'info', destination });
    const headers = { authorization: 'Bearer secret', cookie: 'session=secret', accept: 'application/json' };
    const failure = Object.assign(new Error('no answer'), { headers, request: { headers } });
    logger.info({ ...headers, headers, req: { headers }, request: { headers }, err: failure }, 'a request');
    await new Promise((resolve) => logger.flush(resolve));
    const line = await readFile(destination, 'utf8');
    expect(line).toContain('application/json');
    expect(line).toContain('[redacted]');
    expect(line).not.toContain('secret');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
