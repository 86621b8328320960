import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIssuerKey, StandInIssuer, type IssuerKey } from '../support/stand-in-issuer.ts';
import { Doors } from './doors.ts';
import { bearer, knock, tokenDoors, type Door } from './token-doors.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** As `signing-keys.ts` has them, in seconds. */
const [cooldown, freshFor, staleFor] = [10, 600, 3_600];

let issuer: StandInIssuer;
let doors: Doors;
let first: IssuerKey;
let second: IssuerKey;
beforeAll(async () => {
  [first, second] = [await createIssuerKey('first'), await createIssuerKey('second')];
  issuer = await StandInIssuer.start();
  issuer.published = [first];
  doors = await Doors.open(issuer.url);
});
afterAll(async () => {
  await doors[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});
// The parts run in this process, so that they grow older with it; and no test begins before the last one has ended.
let elapsed = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  pass(elapsed);
});
afterEach(() => {
  issuer.mood = 'well';
  vi.useRealTimers();
  elapsed += 6 * 3_600;
});

function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

/** Valid for hours, so that only its key speaks against it. */
async function tokenBy(key: IssuerKey, door: Door): Promise<string> {
  return issuer.token({ ...door.claims, exp: Math.floor(Date.now() / 1000) + 4 * 3_600 }, {}, key);
}

async function codeOf(door: Door, token: string): Promise<string | undefined> {
  return (await knock(doors, door, bearer(token))).code;
}

/** Publishes keys, and lets a door know these and no others. */
async function freshKeys(published: readonly IssuerKey[], door: Door): Promise<void> {
  issuer.published = [...published];
  pass(staleFor + 1);
  const [any] = published;
  if (any) await codeOf(door, await tokenBy(any, door));
}

describe.each(Object.entries(tokenDoors))('at %s', (_name, door) => {
  it('a new key of the issuer opens at once, and the one before as long as it is published', async () => {
    await freshKeys([first], door);
    const before = await tokenBy(first, door);
    expect(await codeOf(door, before)).not.toBe('UNAUTHENTICATED');
    expect(await codeOf(door, await tokenBy(second, door))).toBe('UNAUTHENTICATED');
    issuer.published = [first, second];
    pass(cooldown + 1);
    expect(await codeOf(door, await tokenBy(second, door))).not.toBe('UNAUTHENTICATED');
    expect(await codeOf(door, before)).not.toBe('UNAUTHENTICATED');
    expect(await codeOf(door, await tokenBy(first, door))).not.toBe('UNAUTHENTICATED');
  });

  it('a key that the issuer withdraws opens no more ten minutes later, whether its tokens were known or not', async () => {
    await freshKeys([first, second], door);
    const known = await tokenBy(first, door);
    expect(await codeOf(door, known)).not.toBe('UNAUTHENTICATED');
    issuer.published = [second];
    pass(freshFor + 1);
    expect(await codeOf(door, known)).toBe('UNAUTHENTICATED');
    expect(await codeOf(door, await tokenBy(first, door))).toBe('UNAUTHENTICATED');
    expect(await codeOf(door, await tokenBy(second, door))).not.toBe('UNAUTHENTICATED');
  });

  it('known keys go on for an hour while the issuer is down; then nobody gets in, and nobody is told that they are nobody', async () => {
    await freshKeys([first], door);
    const token = await tokenBy(first, door);
    expect(await codeOf(door, token)).not.toBe('UNAUTHENTICATED');
    issuer.mood = 'down';
    pass(staleFor - 60);
    for (const one of [token, await tokenBy(first, door)]) {
      expect(['UNAUTHENTICATED', 'SUBGRAPH_UNAVAILABLE']).not.toContain(await codeOf(door, one));
    }
    pass(120);
    for (const one of [token, await tokenBy(first, door), await tokenBy(second, door)]) {
      expect(await codeOf(door, one)).toBe('SUBGRAPH_UNAVAILABLE');
    }
    issuer.mood = 'well';
    pass(cooldown + 1);
    expect(['UNAUTHENTICATED', 'SUBGRAPH_UNAVAILABLE']).not.toContain(await codeOf(door, token));
    expect(await codeOf(door, await tokenBy(second, door))).toBe('UNAUTHENTICATED');
  });
});
