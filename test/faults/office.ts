import { setTimeout as delay } from 'node:timers/promises';
import { signIn } from '../../sso/sign-in.ts';
import { askGraph, type GraphAnswer } from '../support/graph-client.ts';
import type { Ledger } from './ledger.ts';

/** The run is over before an answer came. */
export class OutOfTime extends Error {}

/** The system has understood, and said no. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Codes after which a client tries again, beside no answer at all. */
const passing = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
  'UPLOAD_INTERRUPTED',
  'UNAUTHENTICATED',
  'RATE_LIMITED',
]);

interface Place {
  readonly graphUrl: string;
  readonly issuer: string;
}

/** A client that goes on asking, with the same request, until it is told yes or no. */
export class Office {
  readonly #place: Place;
  readonly #ledger: Ledger;
  readonly #deadline: number;
  readonly #tokens = new Map<string, string>();

  constructor(place: Place, ledger: Ledger, deadline: number) {
    this.#place = place;
    this.#ledger = ledger;
    this.#deadline = deadline;
  }

  /** Signs everybody in while there is peace; tokens last longer than a run, unless the SSO says otherwise. */
  async signIn(accounts: readonly string[]): Promise<void> {
    for (const account of accounts) {
      const { issuer } = this.#place;
      this.#tokens.set(account, await signIn({ issuer, account, password: 'lienthong-demo' }));
    }
  }

  /**
   * Asks once.
   *
   * @returns what `read` finds in the answer; null where there was no answer, or one that says "later".
   * @throws Refused
   */
  async ask<Data, Found>(
    account: string,
    query: string,
    variables: Record<string, unknown>,
    read: (data: Partial<Data>) => Found | null | undefined,
    patienceMs = 20_000,
  ): Promise<Found | null> {
    const answer = await this.#send<Data>(account, query, variables, patienceMs);
    const found = answer?.data ? read(answer.data) : null;
    // What was done is done, even where a field of the answer could not be read.
    if (found !== null && found !== undefined) return found;
    const refusal = answer?.errors.find(({ extensions }) => extensions?.code && !passing.has(extensions.code));
    if (refusal) throw new Refused(refusal.extensions?.code ?? '', refusal.message);
    this.#ledger.noteUnanswered(answer ? (answer.errors[0]?.extensions?.code ?? `HTTP ${answer.status}`) : 'nothing');
    return null;
  }

  /** Asks until there is an answer. @throws Refused, OutOfTime */
  async insist<Data, Found>(
    account: string,
    query: string,
    variables: Record<string, unknown>,
    read: (data: Partial<Data>) => Found | null | undefined,
  ): Promise<Found> {
    for (let attempt = 0; Date.now() < this.#deadline; attempt += 1) {
      const found = await this.ask(account, query, variables, read);
      if (found !== null) return found;
      await delay(Math.min(200 * 2 ** attempt, 2000));
    }
    throw new OutOfTime();
  }

  async #send<Data>(
    account: string,
    query: string,
    variables: Record<string, unknown>,
    patienceMs: number,
  ): Promise<GraphAnswer<Data> | null> {
    try {
      return await askGraph<Data>(this.#place.graphUrl, query, variables, {
        token: this.#tokens.get(account),
        headers: { 'accept-language': 'en' },
        signal: AbortSignal.timeout(patienceMs),
      });
    } catch {
      return null;
    }
  }
}
