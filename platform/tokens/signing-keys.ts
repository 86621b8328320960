import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { fetchJson } from './discovery.ts';

/** All in seconds. */
export interface KeyFreshness {
  /** A token signed by an unknown key makes us fetch the keys again, but no more often than this: forged key ids are free. */
  readonly cooldown: number;
  /** Keys older than this are fetched again before they are used, so that a withdrawn key stops counting. */
  readonly freshFor: number;
  /** While the issuer cannot be reached, known keys go on serving until they are this old. */
  readonly staleFor: number;
}

export const defaultFreshness: KeyFreshness = { cooldown: 10, freshFor: 600, staleFor: 3_600 };

/** The issuer's keys cannot be had: says nothing about the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Keys as fetched at a time; jose chooses among them by key id, type and use, so encryption keys never verify. */
interface KnownKeys {
  readonly fetchedAt: number;
  readonly choose: JWTVerifyGetKey;
}

/**
 * Finds the key that signed a token in the issuer's key set: fetched at first use, remembered, and fetched again when an
 * unknown key turns up, which is how an issuer's key rotation reaches us without a restart.
 *
 * The returned function throws `KeysUnavailable` where there are no usable keys, and jose's own errors where none fits.
 */
export function createSigningKeys(options: {
  readonly jwksUri: () => Promise<string>;
  readonly freshness: KeyFreshness;
  readonly now: () => Date;
}): JWTVerifyGetKey {
  const { freshness } = options;
  let known: KnownKeys | undefined;
  let fetching: Promise<KnownKeys> | undefined;
  let triedAt = -Infinity;

  const ageOf = (keys: KnownKeys) => (options.now().getTime() - keys.fetchedAt) / 1000;

  const load = async (): Promise<KnownKeys> => {
    triedAt = options.now().getTime();
    const answer = await fetchJson(await options.jwksUri());
    known = { fetchedAt: options.now().getTime(), choose: createLocalJWKSet(asKeySet(answer)) };
    return known;
  };
  const fetchOnce = (): Promise<KnownKeys> => {
    fetching ??= load().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
  const coolingDown = () => options.now().getTime() - triedAt < freshness.cooldown * 1000;

  const current = async (): Promise<KnownKeys> => {
    if (known && (ageOf(known) < freshness.freshFor || (coolingDown() && ageOf(known) < freshness.staleFor)))
      return known;
    try {
      return await fetchOnce();
    } catch (cause) {
      if (known && ageOf(known) < freshness.staleFor) return known;
      throw new KeysUnavailable("The issuer's keys cannot be fetched.", { cause });
    }
  };

  return async (header, token) => {
    const keys = await current();
    try {
      return await keys.choose(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || (coolingDown() && !fetching)) throw error;
      const renewed = await fetchOnce().catch(() => keys);
      if (renewed === keys) throw error;
      return renewed.choose(header, token);
    }
  };
}

/** jose checks each key as it uses it; here we only make sure that there is a list of them. */
function asKeySet(answer: Readonly<Record<string, unknown>>): JSONWebKeySet {
  const keys: unknown = answer['keys'];
  if (!Array.isArray(keys)) throw new Error('The key set has no list of keys.');
  return { keys: keys.filter((key) => typeof key === 'object' && key !== null && typeof key.kty === 'string') };
}
