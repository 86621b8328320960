import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endedBy, EndedSessions, keysOfToken } from '../../platform/sessions/ended-sessions.ts';
import { createLogoutVerifier } from '../../platform/sessions/logout-token.ts';
import { createTokenVerifier } from '../../platform/tokens/verify-token.ts';
import { createIssuerKey, StandInIssuer } from '../support/stand-in-issuer.ts';
import { logoutToken } from './logout-token.ts';

let issuer: StandInIssuer;
beforeAll(async () => {
  issuer = await StandInIssuer.start();
});
afterAll(async () => issuer[Symbol.asyncDispose]());

const clients = ['lienthong-graphiql', 'mobile'];
const seconds = () => Math.floor(Date.now() / 1000);
const hoa = 'hoant@stttt.binhdinh.gov.vn';

/** A verifier of access tokens, and one of logout tokens that ends sessions for it. */
function parts() {
  const ended = new EndedSessions();
  const verify = createTokenVerifier({ issuer: issuer.url, audience: 'lienthong', kind: 'sso', ended });
  const verifyLogout = createLogoutVerifier({ issuer: issuer.url, clients });
  return { verify, logOut: async (token: string) => ended.add(await verifyLogout(token)) };
}

const refused = { code: 'UNAUTHENTICATED' };

describe('a logout', () => {
  test('of a session ends the tokens of that session, remembered or not, and no other', async () => {
    const { verify, logOut } = parts();
    const [remembered, fresh, other] = await Promise.all(
      ['s1', 's1', 's2'].map((sid, i) => issuer.token({ sid, jti: String(i) })),
    );
    await verify(remembered ?? '');
    await verify(other ?? '');
    await logOut(await logoutToken(issuer, { sid: 's1', sub: hoa }));
    await expect(verify(remembered ?? '')).rejects.toMatchObject(refused);
    await expect(verify(fresh ?? '')).rejects.toMatchObject(refused);
    await expect(verify(other ?? '')).resolves.toMatchObject({ account: hoa });
  });

  test('of a session ends tokens that do not say which session they are of, where the person is the same', async () => {
    const { verify, logOut } = parts();
    const nameless = await issuer.token();
    const another = await issuer.token({ sub: 'lanhdao', preferred_username: 'lanhdao' });
    await logOut(await logoutToken(issuer, { sid: 's1', sub: hoa }));
    await expect(verify(nameless)).rejects.toMatchObject(refused);
    await expect(verify(another)).resolves.toMatchObject({ account: 'lanhdao' });
  });

  test('of a person ends all their sessions up to then, and lets them sign in again', async () => {
    const { verify, logOut } = parts();
    const before = await Promise.all([issuer.token(), issuer.token({ sid: 's1' }), issuer.token({ sid: 's2' })]);
    await logOut(await logoutToken(issuer, { sub: hoa }));
    for (const token of before) await expect(verify(token)).rejects.toMatchObject(refused);
    const again = await issuer.token({ sid: 's3', iat: seconds() + 1 });
    await expect(verify(again)).resolves.toMatchObject({ account: hoa });
  });

  test('sent again later ends nothing that has begun since', async () => {
    const { verify, logOut } = parts();
    const token = await logoutToken(issuer, { sub: hoa });
    await logOut(token);
    const again = await issuer.token({ iat: seconds() + 1 });
    expect(await logOut(token)).toEqual([]);
    await expect(verify(again)).resolves.toMatchObject({ account: hoa });
  });

  test('of one issuer says nothing about the sessions of another', async () => {
    await using other = await StandInIssuer.start();
    const { logOut } = parts();
    const ended = new EndedSessions();
    const verify = createTokenVerifier({ issuer: other.url, audience: 'lienthong', kind: 'sso', ended });
    ended.add(await logOut(await logoutToken(issuer, { sub: hoa })));
    await expect(verify(await other.token())).resolves.toMatchObject({ account: hoa });
  });

  test('counts for as long as a token can live, and no token lives for longer than a day', async () => {
    const { verify } = parts();
    const old = await issuer.token({ iat: seconds() - 86_410, exp: seconds() + 86_400 });
    await expect(verify(old)).rejects.toMatchObject(refused);
    await expect(verify(await issuer.token({ iat: undefined }))).rejects.toMatchObject(refused);

    let now = new Date();
    const ended = new EndedSessions(() => now);
    const names = { issuer: 'https://sso.example', sid: undefined, sub: hoa };
    const session = { keys: keysOfToken(names), issuedAt: now.getTime() / 1000 };
    ended.add(endedBy(names, now.getTime() / 1000));
    now = new Date(now.getTime() + 47 * 3_600_000);
    ended.add(endedBy({ ...names, sub: 'another' }, now.getTime() / 1000));
    expect(ended.covers(session)).toBe(true);
    now = new Date(now.getTime() + 2 * 3_600_000);
    ended.add(endedBy({ ...names, sub: 'a third' }, now.getTime() / 1000));
    expect(ended.covers(session)).toBe(false);
  });
});

describe('a logout token is refused, without a reason:', () => {
  const event = 'http://schemas.openid.net/event/backchannel-logout';
  const bad: Readonly<Record<string, () => Promise<string> | string>> = {
    'something that is no token': () => 'logout',
    'of another issuer': () => logoutToken(issuer, { iss: 'https://elsewhere.example', sub: hoa }),
    'for an application that is not ours': () => logoutToken(issuer, { aud: 'another-app', sub: hoa }),
    'for our audience instead of our application': () => logoutToken(issuer, { aud: 'lienthong', sub: hoa }),
    'signed by another key': async () => logoutToken(issuer, { sub: hoa }, {}, await createIssuerKey('k1')),
    'that has expired': () => logoutToken(issuer, { sub: hoa, exp: seconds() - 10 }),
    'that never expires': () => logoutToken(issuer, { sub: hoa, exp: undefined }),
    'without a time': () => logoutToken(issuer, { sub: hoa, iat: undefined }),
    'from the future, by which it would end sessions to come': () =>
      logoutToken(issuer, { sub: hoa, iat: seconds() + 60, exp: seconds() + 120 }),
    'without a jti': () => logoutToken(issuer, { sub: hoa, jti: undefined }),
    'whose jti is no text': () => logoutToken(issuer, { sub: hoa, jti: 7 }),
    'without an event': () => logoutToken(issuer, { sub: hoa, events: undefined }),
    'of another event': () => logoutToken(issuer, { sub: hoa, events: { 'https://example.com/login': {} } }),
    'whose event is no object': () => logoutToken(issuer, { sub: hoa, events: { [event]: true } }),
    'with a nonce': () => logoutToken(issuer, { sub: hoa, nonce: 'n' }),
    'that names nobody': () => logoutToken(issuer),
    'whose session is no text': () => logoutToken(issuer, { sub: hoa, sid: 7 }),
    'that is an access token': () => issuer.token({ aud: 'lienthong-graphiql', jti: 'j', events: { [event]: {} } }),
    'that is an ID token': () =>
      issuer.token({ aud: 'lienthong-graphiql', jti: 'j', events: { [event]: {} } }, { typ: 'JWT' }),
  };

  test.each(Object.keys(bad))('%s', async (name) => {
    const verifyLogout = createLogoutVerifier({ issuer: issuer.url, clients });
    await expect(verifyLogout((await bad[name]?.()) ?? '')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('and none is where everything is right', async () => {
    const verifyLogout = createLogoutVerifier({ issuer: issuer.url, clients });
    await expect(verifyLogout(await logoutToken(issuer, { sub: hoa, aud: ['x', 'mobile'] }))).resolves.toHaveLength(1);
    const generic = createLogoutVerifier({ issuer: issuer.url, clients, acceptGenericType: true });
    await expect(generic(await logoutToken(issuer, { sub: hoa }, { typ: 'JWT' }))).resolves.toHaveLength(1);
  });
});
