import {
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from 'jose';
import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import { createServiceTokenSource } from '../../platform/tokens/service-token.ts';
import { createTokenVerifier, type TokenRules } from '../../platform/tokens/verify-token.ts';
import { requestTokens, signIn } from '../../sso/sign-in.ts';
import { runSso, serviceSecrets, signingKeyOf, type RunningSso } from '../sso/running-sso.ts';
import { freePort } from '../support/free-port.ts';

const officer = { account: 'hoant', password: 'lienthong-demo' };

let sso: RunningSso;
let rules: TokenRules;
let privateKey: CryptoKey;
let kid: string;
beforeAll(async () => {
  sso = await runSso();
  rules = { issuer: sso.issuer, audience: 'lienthong', kind: 'sso' };
  ({ privateKey, kid } = await keyOf(sso));
});
afterAll(async () => sso[Symbol.asyncDispose]());

async function keyOf(running: RunningSso) {
  const jwk = await signingKeyOf(running);
  const key = await importJWK(jwk, 'RS256');
  if (!(key instanceof CryptoKey)) throw new Error('an RSA key is no secret');
  return { privateKey: key, kid: jwk.kid };
}

const seconds = () => Math.floor(Date.now() / 1000);

/** The claims of a token that would pass. */
function claims(changes: Record<string, unknown> = {}): JWTPayload {
  return {
    iss: sso.issuer,
    aud: 'lienthong',
    sub: 'hoant@stttt.binhdinh.gov.vn',
    preferred_username: 'hoant@stttt.binhdinh.gov.vn',
    iat: seconds(),
    exp: seconds() + 300,
    ...changes,
  };
}

/** Signed by the issuer's own key, unless another is given. */
function signed(payload: JWTPayload, header: Record<string, string> = {}, key: CryptoKey | Uint8Array = privateKey) {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, ...header }).sign(key);
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

async function refusal(verifying: Promise<unknown>): Promise<RequestError> {
  const error: unknown = await verifying.then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  if (error instanceof RequestError) return error;
  throw new Error('the token was accepted, or the failure is not one that callers may see', { cause: error });
}

describe("an officer's token", () => {
  test('speaks for the SSO account, until it expires', async () => {
    const { accessToken } = await requestTokens({ issuer: sso.issuer, ...officer });
    const principal = await createTokenVerifier(rules)(accessToken);
    expect(principal).toMatchObject({ kind: 'sso', account: 'hoant@stttt.binhdinh.gov.vn' });
    expect(principal.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  });

  test('may hold the account in another claim', async () => {
    const verify = createTokenVerifier({ ...rules, accountClaim: 'upn' });
    await expect(verify(await signed(claims({ upn: 'lanhdao@stttt' })))).resolves.toMatchObject({
      account: 'lanhdao@stttt',
    });
    expect((await refusal(verify(await signed(claims())))).code).toBe('UNAUTHENTICATED');
  });

  test('may be made out to several audiences', async () => {
    const token = await signed(claims({ aud: ['account', 'lienthong'] }));
    await expect(createTokenVerifier(rules)(token)).resolves.toMatchObject({ kind: 'sso' });
  });

  test('may be signed by a clock that is ten minutes ahead, but by none that is far off', async () => {
    const verify = createTokenVerifier(rules);
    await expect(verify(await signed(claims({ iat: seconds() + 600 })))).resolves.toMatchObject({ kind: 'sso' });
    expect((await refusal(verify(await signed(claims({ iat: seconds() + 960 }))))).code).toBe('UNAUTHENTICATED');
  });

  test('ends by the clock that is passed in, give or take the tolerance', async () => {
    const token = await signed(claims());
    const at = (laterSeconds: number) =>
      createTokenVerifier({
        ...rules,
        clockToleranceSeconds: 30,
        now: () => new Date(Date.now() + laterSeconds * 1000),
      })(token);
    await expect(at(325)).resolves.toMatchObject({ kind: 'sso' });
    expect((await refusal(at(335))).code).toBe('UNAUTHENTICATED');
  });
});

describe('is refused, without a reason for the caller:', () => {
  const bad: Record<string, () => Promise<string> | string> = {
    'no token at all': () => '',
    'something that is no token': () => 'xin chào',
    'three dots': () => '...',
    'an enormous token': () => `${'a'.repeat(20_000)}.b.c`,
    'a token without a signature': () => new UnsecuredJWT(claims()).encode(),
    'a token whose header says that there is none': () => {
      return `${encoded({ alg: 'none', typ: 'at+jwt', kid })}.${encoded(claims())}.`;
    },
    "a token signed with the issuer's public key as if it were a secret": async () => {
      const publicKey = createPublicKey({ key: await signingKeyOf(sso), format: 'jwk' });
      const secret = publicKey.export({ type: 'spki', format: 'pem' });
      return signed(claims(), { alg: 'HS256' }, Buffer.from(secret));
    },
    'another issuer': () => signed(claims({ iss: 'http://127.0.0.1:1/sso' })),
    "the issuer's address with a slash": () => signed(claims({ iss: `${sso.issuer}/` })),
    'no issuer': () => signed(claims({ iss: undefined })),
    'another audience': () => signed(claims({ aud: 'lienthong-peers' })),
    'no audience': () => signed(claims({ aud: undefined })),
    'an expired token': () => signed(claims({ exp: seconds() - 60 })),
    'a token that never expires': () => signed(claims({ exp: undefined })),
    'a token that is not valid yet': () => signed(claims({ nbf: seconds() + 120 })),
    'a token with no account': () => signed(claims({ preferred_username: undefined })),
    'a token with an empty account': () => signed(claims({ preferred_username: '' })),
    'a token whose account is not text': () => signed(claims({ preferred_username: { name: 'hoant' } })),
    'an unknown key id': () => signed(claims(), { kid: 'khong-co' }),
    'a known key id over another key': async () =>
      signed(claims(), {}, (await generateKeyPair('RS256', { modulusLength: 2048 })).privateKey),
    'changed claims': async () => {
      const [header, , signature] = (await signed(claims())).split('.');
      const other = encoded(claims({ preferred_username: 'quantri' }));
      return `${header}.${other}.${signature}`;
    },
    'a header that demands what we do not understand': () => {
      const header = { alg: 'RS256', typ: 'at+jwt', kid, crit: ['b64x'], b64x: true };
      return new SignJWT(claims()).setProtectedHeader(header).sign(privateKey, { crit: { b64x: true } });
    },
    'an ID token': async () => (await requestTokens({ issuer: sso.issuer, ...officer })).idToken,
    'an ID token that is made out to us': () => signed(claims(), { typ: 'JWT' }),
    'a logout token': () => signed(claims(), { typ: 'logout+jwt' }),
    "a service's token": async () => serviceToken('igate'),
    "a service's token that is made out to the officers' audience": () =>
      signed(claims({ sub: 'igate', client_id: 'igate' })),
  };

  test.each(Object.keys(bad))('%s', async (name) => {
    const error = await refusal(createTokenVerifier(rules)((await bad[name]?.()) ?? ''));
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.text).toEqual(new RequestError('UNAUTHENTICATED').text);
  });
});

/** Rules for issuers that do not follow RFC 9068. */
function generic() {
  return createTokenVerifier({ ...rules, acceptGenericType: true });
}

describe('where the issuer does not say what its tokens are', () => {
  test.each<[string, JWTPayload]>([
    ['as ADFS sends it', {}],
    ['as Keycloak sends it, nonce and all', { typ: 'Bearer', nonce: 'n' }],
  ])('an access token passes, %s', async (_name, changes) => {
    await expect(generic()(await signed(claims(changes), { typ: 'JWT' }))).resolves.toMatchObject({ kind: 'sso' });
  });

  test.each<[string, JWTPayload, string]>([
    ["Keycloak's ID token", { typ: 'ID' }, 'JWT'],
    ["Keycloak's refresh token", { typ: 'Refresh' }, 'JWT'],
    ['an ID token with a nonce', { nonce: 'n' }, 'JWT'],
    ['an ID token beside an access token', { at_hash: 'x' }, 'JWT'],
    ['a token of another type', {}, 'secevent+jwt'],
  ])('%s does not', async (_name, changes, typ) => {
    expect((await refusal(generic()(await signed(claims(changes), { typ })))).code).toBe('UNAUTHENTICATED');
  });
});

/** Rules of an endpoint that only the other system may call. */
function peers(clients?: string[]) {
  const audience = 'lienthong-peers';
  return createTokenVerifier({ issuer: sso.issuer, audience, kind: 'service', ...(clients && { clients }) });
}

describe("a service's token", () => {
  test('speaks for the service', async () => {
    await expect(peers()(await serviceToken('idesk'))).resolves.toMatchObject({ kind: 'service', clientId: 'idesk' });
  });

  test('is refused where another service is expected', async () => {
    await expect(peers(['igate'])(await serviceToken('igate'))).resolves.toMatchObject({ clientId: 'igate' });
    expect((await refusal(peers(['igate'])(await serviceToken('idesk')))).code).toBe('UNAUTHENTICATED');
  });

  test("cannot be replaced by an officer's", async () => {
    const token = await signIn({ issuer: sso.issuer, ...officer });
    expect((await refusal(peers()(token))).code).toBe('UNAUTHENTICATED');
  });

  test('is asked for once, and again shortly before it expires', async () => {
    let now = new Date();
    const source = serviceTokens('igate', { now: () => now });
    const [first, atOnce] = await Promise.all([source(), source()]);
    expect(atOnce).toBe(first);
    now = new Date(now.getTime() + 3_500_000);
    expect(await source()).toBe(first);
    now = new Date(now.getTime() + 50_000);
    expect(await source()).not.toBe(first);
  });

  test('a wrong secret is a mistake in the configuration, and says so', async () => {
    await expect(serviceTokens('igate', { clientSecret: 'sai' })()).rejects.toThrow('Check its client id and secret');
  });

  test('a token for another audience is one too', async () => {
    await expect(serviceTokens('igate', { audience: 'other' })()).rejects.toThrow('Configure that audience');
  });

  test('an issuer that is down is worth a retry', async () => {
    await using down = await runSso();
    await down.stop();
    const source = serviceTokens('igate', { issuer: down.issuer });
    expect((await refusal(source())).code).toBe('SUBGRAPH_UNAVAILABLE');
    const up = await runSso({ origin: down.origin, dataDir: down.dataDir });
    await expect(source()).resolves.toMatch(/^ey/);
    await up.stop();
  });
});

describe('the issuer', () => {
  test('may start after us', async () => {
    await using late = await runSso();
    const token = await signIn({ issuer: late.issuer, ...officer });
    await late.stop();
    const verify = createTokenVerifier({ ...rules, issuer: late.issuer });
    const error = await refusal(verify(token));
    expect(error.code).toBe('SUBGRAPH_UNAVAILABLE');
    expect(JSON.stringify(error.text)).not.toContain('127.0.0.1');
    const up = await runSso({ origin: late.origin, dataDir: late.dataDir });
    await expect(verify(token)).resolves.toMatchObject({ kind: 'sso' });
    await up.stop();
  });

  test('may go away for a while once its keys are known, though not for ever', async () => {
    await using brief = await runSso();
    const token = await signIn({ issuer: brief.issuer, ...officer });
    let now = new Date();
    const freshness = { cooldown: 10, freshFor: 60, staleFor: 600 };
    const verify = createTokenVerifier({ ...rules, issuer: brief.issuer, freshness, now: () => now });
    await verify(token);
    await brief.stop();
    now = new Date(now.getTime() + 300_000);
    await expect(verify(token)).resolves.toMatchObject({ kind: 'sso' });
    now = new Date(now.getTime() + 301_000);
    expect((await refusal(verify(token))).code).toBe('SUBGRAPH_UNAVAILABLE');
  });

  test('may change its keys: new tokens pass after the cooldown, old ones fail once the old keys are gone', async () => {
    await using old = await runSso();
    const oldToken = await signIn({ issuer: old.issuer, ...officer });
    let now = new Date();
    const verify = createTokenVerifier({ ...rules, issuer: old.issuer, now: () => now });
    await verify(oldToken);
    await old.stop();
    await rm(join(old.dataDir, 'sso'), { recursive: true });
    const renewed = await runSso({ origin: old.origin, dataDir: old.dataDir });
    const newToken = await signIn({ issuer: renewed.issuer, ...officer });

    expect((await refusal(verify(newToken))).code).toBe('UNAUTHENTICATED');
    now = new Date(now.getTime() + 11_000);
    await expect(verify(newToken)).resolves.toMatchObject({ kind: 'sso' });
    expect((await refusal(verify(oldToken))).code).toBe('UNAUTHENTICATED');
    await renewed.stop();
  });

  test('is asked for its keys once, however many forged key ids arrive', async () => {
    const standIn = await keyServer({ keys: [] });
    const verify = createTokenVerifier({ ...rules, jwksUri: standIn.url });
    for (let i = 0; i < 20; i++) {
      expect((await refusal(verify(await signed(claims(), { kid: `gia-${i}` })))).code).toBe('UNAUTHENTICATED');
    }
    expect(standIn.requests()).toBe(1);
    await standIn.stop();
  });

  test('must be the one that its discovery document names', async () => {
    const standIn = await keyServer({ issuer: 'https://elsewhere.example', jwks_uri: `${sso.issuer}/jwks` });
    const token = await signed(claims({ iss: standIn.url }));
    const error = await refusal(createTokenVerifier({ ...rules, issuer: standIn.url })(token));
    expect(error.code).toBe('SUBGRAPH_UNAVAILABLE');
    await standIn.stop();
  });

  test('may answer nonsense: then nobody gets in', async () => {
    for (const answer of ['<html>', '[]', '{}', '{"keys":"none"}']) {
      const standIn = await keyServer(answer);
      const error = await refusal(createTokenVerifier({ ...rules, jwksUri: standIn.url })(await signed(claims())));
      expect(error.code).toBe('SUBGRAPH_UNAVAILABLE');
      await standIn.stop();
    }
  });

  test('may publish keys for encryption, which sign nothing', async () => {
    const pair = await generateKeyPair('RS256');
    const jwk: JWK = { ...(await exportJWK(pair.publicKey)), kid: 'k1' };
    for (const [use, outcome] of [
      ['sig', 'accepted'],
      ['enc', 'refused'],
    ] as const) {
      const standIn = await keyServer({ keys: [{ ...jwk, use }] });
      const token = await signed(claims(), { kid: 'k1' }, pair.privateKey);
      const verified = await createTokenVerifier({ ...rules, jwksUri: standIn.url })(token).then(
        () => 'accepted',
        () => 'refused',
      );
      expect(verified).toBe(outcome);
      await standIn.stop();
    }
  });

  test.each(['RS256', 'ES256', 'PS256', 'EdDSA'])('may sign with %s', async (alg) => {
    const pair = await generateKeyPair(alg);
    const standIn = await keyServer({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', use: 'sig', alg }] });
    const token = await signed(claims(), { alg, kid: 'k1' }, pair.privateKey);
    await expect(createTokenVerifier({ ...rules, jwksUri: standIn.url })(token)).resolves.toMatchObject({
      kind: 'sso',
    });
    const stricter = createTokenVerifier({
      ...rules,
      jwksUri: standIn.url,
      algorithms: alg === 'RS256' ? ['ES256'] : ['RS256'],
    });
    expect((await refusal(stricter(token))).code).toBe('UNAUTHENTICATED');
    await standIn.stop();
  });
});

function serviceTokens(
  clientId: keyof typeof serviceSecrets,
  changes: Partial<Parameters<typeof createServiceTokenSource>[0]> = {},
) {
  return createServiceTokenSource({
    issuer: sso.issuer,
    clientId,
    clientSecret: serviceSecrets[clientId],
    audience: 'lienthong-peers',
    ...changes,
  });
}

function serviceToken(clientId: keyof typeof serviceSecrets): Promise<string> {
  return serviceTokens(clientId)();
}

/** An HTTP server that answers everything with one body, and counts. */
async function keyServer(answer: object | string) {
  let requests = 0;
  const port = await freePort();
  const server = createServer((_request, response) => {
    requests++;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
