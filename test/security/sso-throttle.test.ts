import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CookieJar } from '../../sso/cookie-jar.ts';
import { runSso } from '../sso/running-sso.ts';

test('guessing a password at the SSO waits longer and longer, also for accounts that do not exist', async () => {
  // Its clock stands still: how long a guess takes is the machine's affair.
  let now = new Date();
  await using sso = await runSso({ now: () => now });

  /** The login page of a sign-in that has just begun. */
  async function begin() {
    const jar = new CookieJar();
    const start = new URL(`${sso.issuer}/auth`);
    start.search = new URLSearchParams({
      client_id: 'lienthong-graphiql',
      response_type: 'code',
      redirect_uri: `${sso.origin}/graphql`,
      scope: 'openid',
      code_challenge: createHash('sha256').update('verifier').digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const answer = await fetch(start, { redirect: 'manual' });
    jar.store(start, answer.headers);
    const page = new URL(answer.headers.get('location') ?? '', start);
    return async (account: string, password: string) => {
      const headers = { cookie: jar.headerFor(page) };
      const body = new URLSearchParams({ account, password });
      return fetch(page, { method: 'POST', headers, body, redirect: 'manual' });
    };
  }

  for (const account of ['baocao', 'khongco']) {
    const guess = await begin();
    for (let i = 0; i < 5; i++) expect((await guess(account, 'sai')).status).toBe(401);
    const waiting = await guess(account, 'lienthong-demo');
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await waiting.text()).toContain('Hãy thử lại sau 1 giây');
  }
  now = new Date(now.getTime() + 1_000);
  expect((await (await begin())('baocao', 'lienthong-demo')).status).toBe(303);
}, 60_000);
