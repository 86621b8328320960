import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { createServiceTokenSource } from '../../platform/tokens/service-token.ts';
import { createTokenVerifier } from '../../platform/tokens/verify-token.ts';
import { CookieJar } from '../../sso/cookie-jar.ts';
import { demoAccounts } from '../../sso/demo-accounts.ts';
import { requestTokens, signIn } from '../../sso/sign-in.ts';
import { createSso } from '../../sso/sso.ts';
import { mountings, runSso, serviceSecrets, type RunningSso } from './running-sso.ts';

const password = 'lienthong-demo';

let sso: RunningSso;
beforeAll(async () => {
  sso = await runSso();
});
afterAll(async () => sso[Symbol.asyncDispose]());

/** A request of the GraphiQL page's, as a standard library makes it. */
async function authorizationRequest(changes: Record<string, string> = {}) {
  const client = await oidc.discovery(new URL(sso.issuer), 'lienthong-graphiql', undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  });
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(client, {
    redirect_uri: `${sso.origin}/graphql`,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...changes,
  });
  return { client, verifier, url };
}

/** A browser that goes where it is sent within the provider, and stops at a page or at the application's address. */
async function browse(jar: CookieJar, start: URL, form?: Record<string, string>) {
  let url = start;
  let body = form && new URLSearchParams(form);
  for (;;) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: jar.headerFor(url) },
      ...(body && { method: 'POST', body }),
    });
    jar.store(url, response.headers);
    body = undefined;
    const location = response.headers.get('location');
    const page = await response.text();
    if (location === null) return { url, status: response.status, page, headers: response.headers };
    url = new URL(location, url);
    if (!url.href.startsWith(sso.issuer)) return { url, status: response.status, page: '', headers: response.headers };
  }
}

describe.each(mountings)('%s', (mounting) => {
  test('an officer signs in and gets an access token in their name', async () => {
    await using running = await runSso({ mounting });
    const token = await signIn({ issuer: running.issuer, account: 'hoant', password });
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(decodeJwt(token)).toMatchObject({
      iss: running.issuer,
      aud: 'lienthong',
      preferred_username: 'hoant@stttt.binhdinh.gov.vn',
      name: 'Nguyễn Thị Hoa',
      email: 'hoant@stttt.binhdinh.gov.vn',
      client_id: 'lienthong-cli',
    });
  });

  test('the discovery document names addresses below the issuer, whatever host the client claims to call', async () => {
    await using running = await runSso({ mounting });
    const response = await fetch(`${running.issuer}/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' },
    });
    const document = await response.json();
    expect(document).toMatchObject({
      issuer: running.issuer,
      authorization_endpoint: `${running.issuer}/auth`,
      token_endpoint: `${running.issuer}/token`,
      jwks_uri: `${running.issuer}/jwks`,
      end_session_endpoint: `${running.issuer}/session/end`,
      code_challenge_methods_supported: ['S256'],
    });
  });
});

describe('accounts', () => {
  test.each(demoAccounts.accounts.map(({ account }) => account))('%s signs in', async (account) => {
    const token = await signIn({ issuer: sso.issuer, account, password });
    expect(decodeJwt(token)).toMatchObject({ sub: account, preferred_username: account });
  });

  test.each(['hoant', ' HoaNT ', 'hoant@STTTT.binhdinh.gov.vn'])(
    '%j is understood as the account in full',
    async (typed) => {
      const token = await signIn({ issuer: sso.issuer, account: typed, password });
      expect(decodeJwt(token)['preferred_username']).toBe('hoant@stttt.binhdinh.gov.vn');
    },
  );

  test.each([
    ['hoant', 'sai'],
    ['hoant', ''],
    ['khongco', password],
    ['hoant@sttt.binhdinh.gov.vn', password],
  ])('%s with the password %j is refused', async (account, wrong) => {
    await expect(signIn({ issuer: sso.issuer, account, password: wrong })).rejects.toThrow('refuses');
  });

  test('a wrong account and a wrong password get the same page', async () => {
    const pages = [];
    for (const form of [
      { account: 'x', password },
      { account: 'x', password: 'sai' },
      { account: 'hoant', password: 'sai' },
    ]) {
      const jar = new CookieJar();
      const login = await browse(jar, (await authorizationRequest()).url);
      const refused = await browse(jar, login.url, form);
      expect(refused.status).toBe(401);
      pages.push(refused.page.replaceAll(login.url.pathname, '').replace(/value="(x|hoant)"/, ''));
    }
    expect(pages[0]).toContain('Tài khoản hoặc mật khẩu không đúng');
    expect(new Set(pages).size).toBe(1);
  });
});

describe('the login page', () => {
  test('needs no script and nothing from elsewhere, and may not be framed', async () => {
    const { page, headers } = await browse(new CookieJar(), (await authorizationRequest()).url);
    expect(page).toContain('<html lang="vi">');
    expect(page).not.toMatch(/<script|<link|<img|https?:/);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toContain('no-store');
  });

  test('a click on a demo account fills the form in', async () => {
    const jar = new CookieJar();
    const login = await browse(jar, (await authorizationRequest()).url);
    const link = /href="([^"]+account=vanthu)"/.exec(login.page)?.[1] ?? '';
    const filled = await browse(jar, new URL(link, login.url));
    expect(filled.page).toMatch(/name="account"\s+value="vanthu"/);
    expect(filled.page).toContain(`value="${password}"`);
  });

  test('what was typed comes back as text, never as markup', async () => {
    const jar = new CookieJar();
    const login = await browse(jar, (await authorizationRequest()).url);
    const refused = await browse(jar, login.url, { account: '"><script>alert(1)</script>', password: 'x' });
    expect(refused.page).not.toContain('<script>');
  });

  test('takes no answer from a browser that it was not shown to', async () => {
    const login = await browse(new CookieJar(), (await authorizationRequest()).url);
    const forged = await browse(new CookieJar(), login.url, { account: 'hoant', password });
    expect(forged.status).toBe(400);
    expect(forged.page).toContain('Không đăng nhập được');
  });

  test('turns down a form that is far too large', async () => {
    const jar = new CookieJar();
    const login = await browse(jar, (await authorizationRequest()).url);
    const refused = await browse(jar, login.url, { account: 'hoant', password: 'x'.repeat(20_000) });
    expect(refused.status).toBe(400);
  });

  test('can be left: the application hears that the officer declined', async () => {
    const jar = new CookieJar();
    const login = await browse(jar, (await authorizationRequest()).url);
    const back = await browse(jar, login.url, { cancel: 'yes' });
    expect(back.url.href).toContain(`${sso.origin}/graphql?error=access_denied`);
  });
});

describe('the page at /graphql', () => {
  test('signs officers in by authorization code with PKCE, with a standard library, and without asking for consent', async () => {
    const { client, verifier, url } = await authorizationRequest({ state: 'trạng thái', nonce: 'n-1' });
    const jar = new CookieJar();
    const login = await browse(jar, url);
    const callback = await browse(jar, login.url, { account: 'truongphong', password });
    const tokens = await oidc.authorizationCodeGrant(client, callback.url, {
      pkceCodeVerifier: verifier,
      expectedState: 'trạng thái',
      expectedNonce: 'n-1',
    });
    expect(tokens.claims()).toMatchObject({
      preferred_username: 'truongphong@stttt.binhdinh.gov.vn',
      name: 'Lê Văn Dũng',
    });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ aud: 'lienthong', client_id: 'lienthong-graphiql' });
    expect(tokens.expires_in).toBe(3_600);

    const again = await browse(jar, (await authorizationRequest()).url);
    expect(again.url.href).toContain(`${sso.origin}/graphql?code=`);
  });

  test('may call the token endpoint from its own origin, and no other page may', async () => {
    const ask = (origin: string) =>
      fetch(`${sso.issuer}/token`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ grant_type: 'authorization_code', client_id: 'lienthong-graphiql', code: 'x' }),
      });
    expect((await ask(sso.origin)).headers.get('access-control-allow-origin')).toBe(sso.origin);
    expect((await ask('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each<[string, Record<string, string>]>([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with a plain code challenge', { code_challenge_method: 'plain' }],
    ['for a token without a code', { response_type: 'token' }],
    ['for the audience of the services', { resource: 'urn:lienthong:peers' }],
  ])('a request %s is sent back refused', async (_name, changes) => {
    const { url } = await authorizationRequest();
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    const answer = await browse(new CookieJar(), url);
    expect(answer.url.href).toMatch(/\/graphql[?#]error=/);
  });

  test.each([['https://elsewhere.example/graphql'], ['http://127.0.0.1:1/graphql']])(
    'an officer is never sent to %s',
    async (redirectUri) => {
      const answer = await browse(new CookieJar(), (await authorizationRequest({ redirect_uri: redirectUri })).url);
      expect(answer.status).toBe(400);
      expect(answer.page).toContain('invalid_redirect_uri');
    },
  );

  test('signing out asks first, ends the session, and leads back', async () => {
    const jar = new CookieJar();
    const login = await browse(jar, (await authorizationRequest()).url);
    await browse(jar, login.url, { account: 'hoant', password });

    const end = new URL(`${sso.issuer}/session/end`);
    end.search = new URLSearchParams({
      client_id: 'lienthong-graphiql',
      post_logout_redirect_uri: `${sso.origin}/graphql`,
    }).toString();
    const question = await browse(jar, end);
    expect(question.page).toContain('Đăng xuất?');
    expect(question.page).toContain('hoant@stttt.binhdinh.gov.vn');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.page)?.[1] ?? '';
    const left = await browse(jar, new URL(`${sso.issuer}/session/end/confirm`), { xsrf, logout: 'yes' });
    expect(left.url.href).toBe(`${sso.origin}/graphql`);

    const next = await browse(jar, (await authorizationRequest()).url);
    expect(next.page).toContain('Mật khẩu');
  });
});

/** A token request of a service account's, by client credentials. */
function requestAsService(clientId: string, secret: string, parameters: Record<string, string> = {}) {
  const credentials = [clientId, secret].map((part) => encodeURIComponent(part)).join(':');
  return fetch(`${sso.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(credentials)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
  });
}

describe('service accounts', () => {
  test.each(Object.entries(serviceSecrets))(
    '%s gets a token for the peers, and for nobody else',
    async (clientId, secret) => {
      const audience = 'lienthong-peers';
      const token = await createServiceTokenSource({ issuer: sso.issuer, clientId, clientSecret: secret, audience })();
      expect(decodeJwt(token)).toMatchObject({ aud: audience, client_id: clientId, sub: clientId });
      expect(decodeJwt(token)).not.toHaveProperty('preferred_username');
      expect((await requestAsService(clientId, secret, { resource: 'urn:lienthong:graph' })).status).toBe(400);
    },
  );

  test('a wrong secret is refused', async () => {
    expect((await requestAsService('igate', serviceSecrets.idesk)).status).toBe(401);
  });
});

describe('over restarts', () => {
  test('tokens stay valid, as the keys are kept where only their owner can read them', async () => {
    await using first = await runSso();
    const token = await signIn({ issuer: first.issuer, account: 'hoant', password });
    await first.stop();
    const second = await runSso({ origin: first.origin, dataDir: first.dataDir });
    const verify = createTokenVerifier({ issuer: second.issuer, audience: 'lienthong', kind: 'sso' });
    await expect(verify(token)).resolves.toMatchObject({ account: 'hoant@stttt.binhdinh.gov.vn' });
    await second.stop();
    expect((await stat(join(first.dataDir, 'sso', 'keys.json'))).mode & 0o777).toBe(0o600);
  });

  test('two that start at once on the same data agree on the keys', async () => {
    await using first = await runSso();
    await first.stop();
    await rm(join(first.dataDir, 'sso'), { recursive: true });
    const both = await Promise.all([runSso({ dataDir: first.dataDir }), runSso({ dataDir: first.dataDir })]);
    const [one, other] = await Promise.all(both.map(async ({ issuer }) => (await fetch(`${issuer}/jwks`)).text()));
    expect(one).toBe(other);
    await Promise.all(both.map((running) => running.stop()));
  });
});

/** The cookies that a provider sets when a sign-in begins. */
async function cookieNamesOf(issuer: string): Promise<string[]> {
  const start = new URL(`${issuer}/auth`);
  start.search = new URLSearchParams({
    client_id: 'lienthong-cli',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:5000/callback',
    scope: 'openid',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  }).toString();
  const response = await fetch(start, { redirect: 'manual' });
  return response.headers.getSetCookie().map((cookie) => cookie.split('=')[0] ?? '');
}

test('two systems on one machine do not sign each other out: their cookies have different names', async () => {
  await using other = await runSso();
  const [ours, theirs] = [await cookieNamesOf(sso.issuer), await cookieNamesOf(other.issuer)];
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter((name) => theirs.includes(name))).toEqual([]);
});

test('access tokens last as long as configured', async () => {
  await using brief = await runSso({ accessTokenSeconds: 90 });
  expect((await requestTokens({ issuer: brief.issuer, account: 'hoant', password })).expiresInSeconds).toBe(90);
});

test('production refuses it and says what to set', async () => {
  const starting = createSso({
    issuer: 'https://sso.example/sso',
    dataDir: sso.dataDir,
    accounts: demoAccounts,
    production: true,
    backchannelLogoutUri: 'https://gateway.example/backchannel-logout',
    browserRedirectUris: [],
    serviceSecrets,
    logger: createLogger('sso', { level: 'warn' }),
  });
  await expect(starting).rejects.toThrow('set SSO_ISSUER and SSO_AUDIENCE');
});
