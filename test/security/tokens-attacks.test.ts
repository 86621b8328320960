import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StandInIssuer } from '../support/stand-in-issuer.ts';
import { Doors } from './doors.ts';
import { attacks } from './token-attacks.ts';
import { bearer, knock, serviceClaims, tokenDoors as list, type Answer, type Door } from './token-doors.ts';

let issuer: StandInIssuer;
let doors: Doors;
let trap: string;
/** What the address that tokens name was asked for. */
const sprung: string[] = [];
const trapServer = createServer((request, response) => {
  sprung.push(request.url ?? '');
  response.end('{"keys":[]}');
});
beforeAll(async () => {
  issuer = await StandInIssuer.start();
  doors = await Doors.open(issuer.url);
  trapServer.listen(0, '127.0.0.1');
  await once(trapServer, 'listening');
  const address = trapServer.address();
  trap = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}, 120_000);
afterAll(async () => {
  await doors[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
  trapServer.close();
});

describe.each(Object.entries(list))('at %s', (_name, door) => {
  const claimsHere = () => issuer.claims(door.claims);

  test('a good token passes', async () => {
    expect((await knock(doors, door, bearer(await issuer.token(door.claims)))).code).not.toBe('UNAUTHENTICATED');
  });

  test('bad ones do not, and nothing tells why', async ({ task }) => {
    task.meta.attempts = Object.keys(attacks).length;
    const answers = new Map<string, string[]>();
    const tokens: string[] = [];
    for (const [name, forge] of Object.entries(attacks)) {
      const token = await forge({ issuer, claims: claimsHere(), trap });
      tokens.push(token);
      const answer = await knock(doors, door, bearer(token));
      const key = JSON.stringify(answer);
      answers.set(key, [...(answers.get(key) ?? []), name]);
    }
    const [usual, ...others] = [...answers].toSorted(([, one], [, other]) => other.length - one.length);
    expect(others).toEqual([]);
    const answer = JSON.parse(usual?.[0] ?? '') as Answer;
    expect(answer).toMatchObject({ status: door.status, code: 'UNAUTHENTICATED' });
    expect(answer.authenticate?.startsWith('Bearer') ?? false).toBe(door.status === 401);
    expect(sprung).toEqual([]);
    const log = await doors.log();
    expect(tokens.filter((token) => token.length > 20 && log.includes(token.slice(-20)))).toEqual([]);
  }, 120_000);

  test('clocks may differ by five seconds, and not by one more', async () => {
    // A second passes now and then between signing and looking: then this is asked again.
    const codesAt = async (claims: (now: number) => JWTPayload): Promise<string | undefined> => {
      for (;;) {
        const now = Math.floor(Date.now() / 1000);
        const answer = await knock(
          doors,
          door,
          bearer(await issuer.token({ ...door.claims, iat: now - 60, ...claims(now) })),
        );
        if (Math.floor(Date.now() / 1000) === now) return answer.code;
      }
    };
    expect(await codesAt((now) => ({ exp: now - 4 }))).not.toBe('UNAUTHENTICATED');
    expect(await codesAt((now) => ({ exp: now - 5 }))).toBe('UNAUTHENTICATED');
    expect(await codesAt((now) => ({ nbf: now + 5 }))).not.toBe('UNAUTHENTICATED');
    expect(await codesAt((now) => ({ nbf: now + 6 }))).toBe('UNAUTHENTICATED');
  }, 120_000);

  test('the other kind of token does not pass', async () => {
    const others =
      door.claims.aud === undefined
        ? [serviceClaims('igate'), serviceClaims('idesk')]
        : [{}, { aud: 'lienthong-peers' }];
    for (const claims of others) {
      const { code } = await knock(doors, door, bearer(await issuer.token(claims)));
      expect(code).toBe('UNAUTHENTICATED');
    }
  });

  test('a token anywhere but in one Authorization header is none', async () => {
    const token = await issuer.token(door.claims);
    for (const headers of [
      { authorization: token },
      { authorization: `Basic ${token}` },
      { authorization: `Bearer${token}` },
      { authorization: `Bearer ${token}, Bearer ${token}` },
      { authorization: `Bearer "${token}"` },
      { authorization: `Bearer ${token} ${token}` },
      { authorization: 'Bearer' },
      { cookie: `access_token=${token}` },
      { 'x-authorization': `Bearer ${token}` },
    ]) {
      expect((await knock(doors, door, headers)).code).toBe('UNAUTHENTICATED');
    }
    const separator = door.path.includes('?') ? '&' : '?';
    const withQuery = { ...door, path: `${door.path}${separator}access_token=${token}` };
    expect((await knock(doors, withQuery, {})).code).toBe('UNAUTHENTICATED');
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
      expect((await knock(doors, door, { authorization: `${scheme} ${token}` })).code).not.toBe('UNAUTHENTICATED');
    }
  });

  test('two Authorization headers are refused, whichever of them is good', async () => {
    const token = await issuer.token(door.claims);
    for (const pair of [
      [`Bearer ${token}`, 'Bearer x'],
      ['Bearer x', `Bearer ${token}`],
      [`Bearer ${token}`, `Bearer ${token}`],
    ] as const) {
      expect(await codeWithHeaders(door, pair)).toBe('UNAUTHENTICATED');
    }
  });
});

/** `fetch` would join them. */
async function codeWithHeaders(door: Door, authorization: readonly [string, string]): Promise<string | undefined> {
  const asking = httpRequest(`${doors.url(door.part)}${door.path}`, { method: door.method });
  asking.setHeader('apollo-require-preflight', 'true');
  if (door.body) asking.setHeader('content-type', 'application/json');
  asking.setHeader('authorization', authorization);
  asking.end(door.body && JSON.stringify(door.body));
  const [response] = await once(asking, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const json = JSON.parse(text) as { code?: string; errors?: readonly { extensions?: { code?: string } }[] };
  return json.errors?.[0]?.extensions?.code ?? json.code;
}

test('a token that no header can hold is refused in our own words, and the next request is served', async () => {
  for (const part of ['gateway', 'igate', 'idesk'] as const) {
    const { hostname, port } = new URL(doors.url(part));
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'a'.repeat(40_000)}\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
    expect(text).toContain('"code":"BAD_USER_INPUT"');
    expect((await fetch(`${doors.url(part)}/health/live`)).status).toBe(200);
  }
});

test('a storm of unknown key ids makes each part ask the issuer no more than once in ten seconds', async () => {
  const startedAt = Date.now();
  issuer.asked.length = 0;
  for (const door of Object.values(list)) {
    const storm = Array.from({ length: 20 }, async (_, i) => {
      const token = await issuer.token(door.claims, { kid: `forged-${i}` });
      return (await knock(doors, door, bearer(token))).code;
    });
    expect(new Set(await Promise.all(storm))).toEqual(new Set(['UNAUTHENTICATED']));
  }
  // Gateway, officers at iGate and iDesk, services at iGate and iDesk.
  const verifiers = 5;
  expect(issuer.keyRequests).toBeLessThanOrEqual(verifiers * (Math.floor((Date.now() - startedAt) / 10_000) + 1));
}, 120_000);

test('known keys go on while the issuer is down', async () => {
  issuer.mood = 'down';
  for (const door of Object.values(list)) {
    const token = await issuer.token({ ...door.claims, jti: 'while down' });
    expect((await knock(doors, door, bearer(token))).code).not.toBe('UNAUTHENTICATED');
  }
  issuer.mood = 'well';
});
