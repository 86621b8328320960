import { readFile } from 'node:fs/promises';
import { decodeProtectedHeader, errors, type JWK } from 'jose';
import { expect, test } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import { tokenAlgorithms } from '../../platform/tokens/issuer-check.ts';
import { createTokenVerifier } from '../../platform/tokens/verify-token.ts';

interface Vector {
  readonly id: number;
  readonly about: string;
  readonly valid: boolean;
  readonly jws: string;
}

interface Group {
  readonly name: string;
  readonly key: JWK;
  readonly vectors: readonly Vector[];
}

const file = new URL('../fixtures/wycheproof/json-web-signature.json', import.meta.url);
const { groups } = JSON.parse(await readFile(file, 'utf8')) as { groups: readonly Group[] };

/**
 * Whether our verifier believes the signature. No vector holds claims, so each is refused in the end: a good signature for
 * what it says, which is looked at afterwards, and a bad one before.
 */
async function isBelieved(key: JWK, jws: string): Promise<boolean> {
  const verify = createTokenVerifier({
    issuer: 'https://sso.example',
    audience: 'lienthong',
    kind: 'sso',
    jwks: { keys: [key] },
  });
  const error: unknown = await verify(jws).catch((reason: unknown) => reason);
  if (!(error instanceof RequestError) || error.code !== 'UNAUTHENTICATED') {
    throw new Error('a vector is no token of ours', { cause: error });
  }
  return error.cause instanceof errors.JWTInvalid || error.cause instanceof errors.JWTClaimValidationFailed;
}

/** A token without claims is none: it is refused by its form already. */
function hasPayload(jws: string): boolean {
  return jws.split('.')[1] !== '';
}

function algorithmOf(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).alg;
  } catch {
    return undefined;
  }
}

const allowed: readonly string[] = tokenAlgorithms;
const cases = groups.flatMap(({ name, key, vectors }) => vectors.map((vector) => ({ name, key, ...vector })));
const good = cases.filter(({ valid, jws }) => valid && allowed.includes(algorithmOf(jws) ?? '') && hasPayload(jws));
const bad = cases.filter((vector) => !good.includes(vector));

test('the vectors are all there', () => {
  expect(cases).toHaveLength(401);
  expect(new Set(good.map(({ jws }) => algorithmOf(jws)))).toEqual(new Set(['RS256', 'PS256', 'ES256']));
});

test.each(good)("Wycheproof's valid vector $id passes ($name, $about)", async ({ key, jws }) => {
  expect(await isBelieved(key, jws)).toBe(true);
});

test('the other vectors fail: invalid ones, and valid ones under algorithms that we refuse', async ({ task }) => {
  task.meta.attempts = bad.length;
  const believed: string[] = [];
  for (const { id, name, about, key, jws } of bad) {
    if (await isBelieved(key, jws)) believed.push(`${id} ${name} ${about}`);
  }
  expect(believed).toEqual([]);
});
