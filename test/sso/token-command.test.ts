import { decodeJwt } from 'jose';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { runSso, type RunningSso } from './running-sso.ts';

/** Stands for a gateway that trusts this SSO. */
let sso: RunningSso;
let port: number;
const gateway = createServer((request, response) => {
  if (request.url !== '/.well-known/oauth-protected-resource') response.statusCode = 404;
  response.end(JSON.stringify({ resource: `http://127.0.0.1:${port}`, authorization_servers: [sso.issuer] }));
});

beforeAll(async () => {
  sso = await runSso();
  port = await freePort();
  gateway.listen(port, '127.0.0.1');
  await once(gateway, 'listening');
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await sso[Symbol.asyncDispose]();
});

function run(words: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const env = { ...process.env, PORT: String(port), ...environment };
    const child = execFile(process.execPath, ['start/token.ts', ...words], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

test.each(['hoant', 'hoant@stttt.binhdinh.gov.vn'])('the token of %s is all that is printed', async (account) => {
  const { code, out, err } = await run([account]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  expect(decodeJwt(out.trim())['preferred_username']).toBe('hoant@stttt.binhdinh.gov.vn');
});

test('HOST may be the one the gateway listens on, even if that is every address', async () => {
  expect((await run(['hoant'], { HOST: '0.0.0.0' })).code).toBe(0);
});

test.each<[string, string[], Record<string, string>, RegExp]>([
  ['nobody', [], {}, /^Name one account.*The demo accounts are: hoant, chuyenvien2,/s],
  ['an unknown account', ['khongco'], {}, /^There is no demo account khongco\.\nThe demo accounts are: hoant,/],
  [
    'a system that is not running',
    ['hoant'],
    { PORT: '1' },
    /^Nothing answers at http:\/\/127\.0\.0\.1:1\. Start the system with npm start/,
  ],
])('for %s it says what to do, and fails', async (_name, words, environment, sentence) => {
  const { code, out, err } = await run(words, environment);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(sentence);
});

test('a server that is no gateway of ours is told apart', async () => {
  const { code, err } = await run(['hoant'], { PORT: new URL(sso.origin).port });
  expect(code).toBe(1);
  expect(err).toContain('is not our gateway');
});
