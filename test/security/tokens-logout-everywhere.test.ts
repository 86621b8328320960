import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt, Doors, parts, type Part } from './doors.ts';
import { logoutToken } from './logout-token.ts';
import { StandInIssuer } from '../support/stand-in-issuer.ts';

let issuer: StandInIssuer;
let doors: Doors;
/** Second processes over the same databases. */
let others: Record<Part, string>;
beforeAll(async () => {
  issuer = await StandInIssuer.start();
  doors = await Doors.open(issuer.url);
  others = {
    gateway: await doors.another('gateway'),
    igate: await doors.another('igate'),
    idesk: await doors.another('idesk'),
  };
}, 60_000);
afterAll(async () => {
  await doors[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

/** As the issue demands it. */
const within = { timeout: 5_000, interval: 50 };

/** The code with which each part, and its second process, answers to a token. */
async function codes(token: string): Promise<Record<string, string | null>> {
  const list = parts.flatMap((part) => [
    [part, codeAt(doors.url(part), part, token)] as const,
    [`another ${part}`, codeAt(others[part], part, token)] as const,
  ]);
  return Object.fromEntries(await Promise.all(list.map(async ([name, code]) => [name, await code])));
}

const refusedEverywhere = Object.fromEntries(
  parts.flatMap((part) => [part, `another ${part}`]).map((name) => [name, 'UNAUTHENTICATED']),
);

async function isBelievedEverywhere(token: string): Promise<boolean> {
  return Object.values(await codes(token)).every((code) => code !== 'UNAUTHENTICATED');
}

type FormBody = string | URLSearchParams;

function logOut(url: string, body: FormBody): Promise<Response> {
  return fetch(`${url}/backchannel-logout`, { method: 'POST', body });
}

const form = (token: string) => new URLSearchParams({ logout_token: token });

describe('a logout that the provider tells the gateway of', () => {
  test.each([
    ['by session, where access tokens name theirs', { sid: 'a', sub: 'p1' }, { sid: 'a', sub: 'p1' }],
    ['by session, where access tokens name a person only', { sub: 'p2' }, { sid: 'b', sub: 'p2' }],
    ['by person', { sid: 'c', sub: 'p3' }, { sub: 'p3' }],
  ])('%s, ends it in every process of every part within 5 s', async (_name, ofToken, ofLogout) => {
    const token = await issuer.token(ofToken);
    const stranger = await issuer.token({ sub: 'lanhdao', preferred_username: 'lanhdao', sid: 'z' });
    expect(await isBelievedEverywhere(token)).toBe(true);
    const answer = await logOut(doors.url('gateway'), form(await logoutToken(issuer, ofLogout)));
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await expect.poll(() => codes(token), within).toEqual(refusedEverywhere);
    expect(await isBelievedEverywhere(stranger)).toBe(true);
  });

  test('survives a restart of every part', async () => {
    const token = await issuer.token({ sid: 'restart', sub: 'a' });
    await logOut(doors.url('gateway'), form(await logoutToken(issuer, { sid: 'restart' })));
    for (const part of parts) await doors.end(part);
    for (const part of ['igate', 'idesk', 'gateway'] as const) await doors.start(part);
    for (const part of ['igate', 'idesk'] as const) {
      expect(await codeAt(doors.url(part), part, token)).toBe('UNAUTHENTICATED');
    }
    await expect.poll(() => codes(token), within).toEqual(refusedEverywhere);
  });

  test('while one system is down, reaches it when it is back, from the other', async () => {
    const token = await issuer.token({ sid: 'half', sub: 'b' });
    await doors.end('idesk');
    const answer = await logOut(doors.url('gateway'), form(await logoutToken(issuer, { sid: 'half' })));
    expect(answer.status).toBe(200);
    await doors.start('idesk');
    await expect.poll(() => codes(token), within).toEqual(refusedEverywhere);
  });

  test('is not accepted while nobody is there who could keep it', async () => {
    const lost = await logoutToken(issuer, { sid: 'lost' });
    await doors.end('igate');
    await doors.end('idesk');
    const answer = await logOut(doors.url('gateway'), form(lost));
    expect(answer.status).toBe(503);
    await doors.start('igate');
    await doors.start('idesk');
    expect((await logOut(doors.url('gateway'), form(lost))).status).toBe(200);
  });
});

describe('nobody else ends a session:', () => {
  const hoa = 'hoant@stttt.binhdinh.gov.vn';
  const forms: Readonly<Record<string, () => Promise<FormBody> | FormBody>> = {
    'a token that is signed by nobody': () => form('eyJhbGciOiJub25lIn0.e30.'),
    'a token for another application': async () => form(await logoutToken(issuer, { sub: hoa, aud: 'other' })),
    "an officer's own access token": async () => form(await issuer.token({ sub: hoa, jti: 'own' })),
    'no token': () => new URLSearchParams({ other: 'x' }),
    'two tokens': async () => {
      const token = await logoutToken(issuer, { sub: hoa });
      return new URLSearchParams([
        ['logout_token', token],
        ['logout_token', token],
      ]);
    },
    JSON: async () => JSON.stringify({ logout_token: await logoutToken(issuer, { sub: hoa }) }),
    'a form of 30 kB': async () => form(`${await logoutToken(issuer, { sub: hoa })}${'a'.repeat(30_000)}`),
  };

  test.each(Object.keys(forms))('%s', async (name) => {
    const token = await issuer.token({ sid: name, jti: name, iat: Math.floor(Date.now() / 1000) + 1 });
    for (const part of parts) {
      const answer = await logOut(doors.url(part), (await forms[name]?.()) ?? '');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.json()).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    expect(await isBelievedEverywhere(token)).toBe(true);
  });
});
