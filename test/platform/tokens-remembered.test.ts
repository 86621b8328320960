import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isCompactForm } from '../../platform/tokens/compact-form.ts';
import { TokenMemory } from '../../platform/tokens/token-memory.ts';
import { verifyByIssuer } from '../../platform/tokens/verify-by-issuer.ts';
import { createTokenVerifier } from '../../platform/tokens/verify-token.ts';
import { createIssuerKey, StandInIssuer, type IssuerKey } from '../support/stand-in-issuer.ts';

let issuer: StandInIssuer;
let keys: [IssuerKey, IssuerKey];
beforeAll(async () => {
  issuer = await StandInIssuer.start();
  keys = [await createIssuerKey('k1'), await createIssuerKey('k2')];
});
afterAll(async () => issuer[Symbol.asyncDispose]());

let now: Date;
beforeEach(() => {
  now = new Date(Math.floor(Date.now() / 1000) * 1000);
  issuer.published = [...keys];
  issuer.mood = 'well';
  issuer.asked.length = 0;
});

const after = (seconds: number, milliseconds = 0) => {
  now = new Date(now.getTime() + seconds * 1000 + milliseconds);
};
const inSeconds = (seconds: number) => now.getTime() / 1000 + seconds;

function verifier(changes: Partial<Parameters<typeof createTokenVerifier>[0]> = {}) {
  return createTokenVerifier({ issuer: issuer.url, audience: 'lienthong', kind: 'sso', now: () => now, ...changes });
}

const refused = { code: 'UNAUTHENTICATED' };

describe('a verified token is remembered', () => {
  test('and then costs the issuer and the signature nothing', async () => {
    const verify = verifier();
    const token = await issuer.token();
    expect(verify.recall(token)).toBeUndefined();
    const principal = await verify(token);
    expect(verify.recall(token)).toBe(principal);
    expect(await verify(token)).toBe(principal);
    expect(issuer.keyRequests).toBe(1);
  });

  test('but one that was refused is not', async () => {
    const verify = verifier();
    const token = await issuer.token({ aud: 'other' });
    await expect(verify(token)).rejects.toMatchObject(refused);
    expect(verify.recall(token)).toBeUndefined();
  });

  test('until it expires, to the second', async () => {
    const verify = verifier();
    const token = await issuer.token({ exp: inSeconds(60) });
    await verify(token);
    after(64, 999);
    await expect(verify(token)).resolves.toMatchObject({ kind: 'sso' });
    after(0, 1);
    expect(verify.recall(token)).toBeUndefined();
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('and is still not valid before its time, should the clock be set back', async () => {
    const verify = verifier();
    const token = await issuer.token({ nbf: inSeconds(0) });
    await verify(token);
    after(-5);
    await expect(verify(token)).resolves.toMatchObject({ kind: 'sso' });
    after(-1);
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('by the verifier of its issuer among several, and by no other', async () => {
    await using other = await StandInIssuer.start();
    const verify = verifyByIssuer([verifier(), verifier({ issuer: other.url })]);
    for (const from of [issuer, other]) {
      const token = await from.token();
      expect(await verify(token)).toBe(await verify(token));
    }
    await expect(verify(await other.token({ iss: issuer.url }))).rejects.toMatchObject(refused);
  });
});

describe('a key that the issuer has withdrawn', () => {
  test('counts for nothing once the key set has aged, remembered tokens or not', async () => {
    const verify = verifier({ freshness: { cooldown: 10, freshFor: 60, staleFor: 600 } });
    const token = await issuer.token({}, {}, keys[0]);
    await verify(token);
    issuer.published = [keys[1]];
    after(59);
    await expect(verify(token)).resolves.toMatchObject({ kind: 'sso' });
    after(1);
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('counts for nothing as soon as anything makes us fetch the keys', async () => {
    const verify = verifier();
    const token = await issuer.token({}, {}, keys[0]);
    await verify(token);
    const renewed = await createIssuerKey('k3');
    issuer.published = [renewed];
    after(11);
    await verify(await issuer.token({}, {}, renewed));
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('and one that it has kept goes on counting, without another verification', async () => {
    const verify = verifier();
    const token = await issuer.token();
    await verify(token);
    after(11);
    await expect(verify(await issuer.token({}, { kid: 'forged' }))).rejects.toMatchObject(refused);
    expect(issuer.keyRequests).toBe(2);
    expect(verify.recall(token)).toBeDefined();
  });
});

describe('there is one text for a token', () => {
  const variants: Record<string, (parts: [string, string, string]) => string> = {
    'padding behind the signature': ([h, p, s]) => `${h}.${p}.${s}==`,
    'padding behind the claims': ([h, p, s]) => `${h}.${p}=.${s}`,
    'other bits where none matter': ([h, p, s]) => `${h}.${p}.${nextCharacter(s)}`,
    'a blank in front': ([h, p, s]) => ` ${h}.${p}.${s}`,
    'a blank within': ([h, p, s]) => `${h}.${p.slice(0, 8)} ${p.slice(8)}.${s}`,
    'a line break at the end': ([h, p, s]) => `${h}.${p}.${s}\n`,
    "base64's own alphabet": ([h, p, s]) => `${h}.${p}.${s.replaceAll('-', '+').replaceAll('_', '/')}`,
    'a fourth part': ([h, p, s]) => `${h}.${p}.${s}.`,
  };

  test.each(Object.keys(variants))('%s makes it invalid, even while it is remembered', async (name) => {
    const verify = verifier();
    let token = await issuer.token();
    // The alphabets differ in two characters only, so the signature must hold one of them.
    for (let i = 0; !/[-_]/.test(token.split('.')[2] ?? ''); i++) token = await issuer.token({ jti: String(i) });
    await verify(token);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const variant = variants[name]?.([header, payload, signature]) ?? token;
    expect(variant).not.toBe(token);
    await expect(verify(variant)).rejects.toMatchObject(refused);
    expect(verify.recall(variant)).toBeUndefined();
  });

  test('which every encoder agrees on, whatever the length', () => {
    for (let length = 1; length < 70; length++) {
      const part = Buffer.alloc(length, 0xff).toString('base64url');
      expect(isCompactForm(`${part}.${part}.${part}`)).toBe(true);
      expect(isCompactForm(`${part}.${part}.`)).toBe(false);
    }
  });
});

/** The signature of a 2048-bit key ends in a character of which only two bits count. */
function nextCharacter(base64url: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(base64url.at(-1) ?? '');
  const variant = `${base64url.slice(0, -1)}${alphabet[last + 1]}`;
  expect(Buffer.from(variant, 'base64url')).toEqual(Buffer.from(base64url, 'base64url'));
  return variant;
}

describe('the memory has a bound', () => {
  const text = (name: string) => name.padStart(40, '.');

  test('in tokens, and forgets what was used longest ago', () => {
    const memory = new TokenMemory<string>({ tokens: 3, bytes: 1_000_000 });
    for (const name of ['a', 'b', 'c']) memory.keep(text(name), name);
    memory.find(text('a'));
    memory.keep(text('d'), 'd');
    expect(['a', 'b', 'c', 'd'].map((name) => memory.find(text(name)))).toEqual(['a', undefined, 'c', 'd']);
  });

  test('in bytes', () => {
    const memory = new TokenMemory<string>({ tokens: 100, bytes: 100 });
    for (const name of ['a', 'b', 'a', 'c']) memory.keep(text(name), name);
    expect(['a', 'b', 'c'].map((name) => memory.find(text(name)))).toEqual(['a', undefined, 'c']);
    memory.keep('x'.repeat(101), 'x');
    expect(memory.find('x'.repeat(101))).toBeUndefined();
    memory.keep(text('e'), 'e');
    expect(memory.find(text('e'))).toBe('e');
  });

  test('and two tokens that end alike are not confused', () => {
    const memory = new TokenMemory<string>();
    const end = 'z'.repeat(40);
    memory.keep(`one.${end}`, 'one');
    expect(memory.find(`two.${end}`)).toBeUndefined();
    expect(memory.find(`one.${end}`)).toBe('one');
  });

  test('which a verifier keeps to', async () => {
    const verify = verifier({ memory: { tokens: 2, bytes: 1_000_000 } });
    const tokens = await Promise.all(['1', '2', '3'].map((jti) => issuer.token({ jti })));
    for (const token of tokens) await verify(token);
    expect(tokens.map((token) => verify.recall(token) !== undefined)).toEqual([false, true, true]);
  });
});
