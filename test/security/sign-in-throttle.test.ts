import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attemptKeys } from '../../platform/attempts/attempt-rules.ts';
import { askGraph, type GraphAnswer } from '../support/graph-client.ts';
import { igateAccount, openCounter, password, type Counter } from '../igate/counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

beforeEach(async () => {
  await counter.database.deleteFrom('sign_in_tallies').execute();
});

const mutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const office = '203.0.113.7';
const elsewhere = '198.51.100.9';

function signIn(account: string, given: string, from = office): Promise<GraphAnswer<unknown>> {
  const input = { account, password: given };
  const headers = { 'x-client-address': from, 'accept-language': 'en' };
  return askGraph(`${counter.url}/graphql`, mutation, { input }, { headers });
}

/** `null` for a success. */
async function outcome(answering: Promise<GraphAnswer<unknown>>): Promise<string | null> {
  const [error] = (await answering).errors;
  return error ? `${error.extensions?.code}: ${error.message}` : null;
}

async function fail(times: number, account: string, from = office): Promise<(string | null)[]> {
  const outcomes: (string | null)[] = [];
  for (let i = 0; i < times; i++) outcomes.push(await outcome(signIn(account, 'sai', from)));
  return outcomes;
}

const wait = (seconds: number) =>
  `RATE_LIMITED: There have been too many failed attempts to sign in. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`;

function pass(seconds: number): void {
  counter.clock.now = new Date(counter.clock.now.getTime() + seconds * 1000);
}

// Each attempt hashes a password, which takes as long as the machine lets it.
describe('signing in to iGate', { timeout: 60_000 }, () => {
  test('waits after five failures, with the right password too, and says for how long', async () => {
    const account = igateAccount('hoa');
    expect(new Set(await fail(5, account)).size).toBe(1);
    expect(await outcome(signIn(account, password))).toBe(wait(1));
    pass(1);
    expect(await outcome(signIn(account, 'sai'))).toMatch(/^UNAUTHENTICATED/);
    expect(await outcome(signIn(account, password))).toBe(wait(2));
    pass(2);
    expect(await outcome(signIn(account, password))).toBeNull();
    expect((await fail(5, account)).every((text) => text?.startsWith('UNAUTHENTICATED'))).toBe(true);
  });

  test('behaves the same for an account that does not exist', async () => {
    const [known, unknown] = [igateAccount('hoa'), igateAccount('khongco')];
    expect(await fail(7, unknown)).toEqual(await fail(7, known));
  });

  test('counts an account as one, however it is typed', async () => {
    await fail(3, igateAccount('hoa'));
    await fail(2, ` ${igateAccount('hoa').toUpperCase()} `);
    expect(await outcome(signIn(igateAccount('hoa'), password))).toBe(wait(1));
  });

  test('of an officer is not held up by a stranger who fails elsewhere', async () => {
    const account = igateAccount('hoa');
    expect(await outcome(signIn(account, password))).toBeNull();
    for (let i = 0; i < 21; i++) {
      await fail(1, account, `198.51.100.${i}`);
    }
    expect(await outcome(signIn(account, password, elsewhere))).toMatch(/^RATE_LIMITED/);
    expect(await outcome(signIn(account, password))).toBeNull();
  });

  test('with many accounts from one address is slowed down, a success of their own or not', async () => {
    const { address: key } = attemptKeys('', office);
    // As if so many had failed: each real one costs a password's hash.
    const at = counter.clock.now;
    const tally = { key, failures: 99, last_failure_at: at, last_success_at: at, changed_at: at };
    await counter.database.insertInto('sign_in_tallies').values(tally).execute();
    await fail(1, 'nguoila@binhdinh.gov.vn');
    expect(await outcome(signIn(igateAccount('hoa'), password))).toMatch(/^RATE_LIMITED/);
    expect(await outcome(signIn(igateAccount('hoa'), password, elsewhere))).toBeNull();
  });

  test('does not let more guesses through by making them at once', async () => {
    const account = igateAccount('hoa');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(signIn(account, 'sai'))));
    expect(outcomes.filter((text) => text?.startsWith('UNAUTHENTICATED'))).toHaveLength(5);
    expect(outcomes.filter((text) => text === wait(1))).toHaveLength(15);
  });

  test('keeps neither account nor address in what it counts', async () => {
    await fail(1, igateAccount('hoa'));
    const rows = await counter.database.selectFrom('sign_in_tallies').selectAll().execute();
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/hoa|203\.0/);
  });
});
