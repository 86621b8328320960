import {
  createLocalJWKSet,
  errors,
  type CryptoKey,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWTHeaderParameters,
} from 'jose';
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

/** One state of an issuer's key set. jose chooses in it by key id, type and use, so encryption keys never verify. */
export type KeySet = ReturnType<typeof createLocalJWKSet>;

export interface SigningKeys {
  /**
   * The key that signed a token, and the key set that it was found in.
   *
   * @throws KeysUnavailable where there are no usable keys; jose's own errors where none fits.
   */
  find(header: JWTHeaderParameters, token: FlattenedJWSInput): Promise<{ key: CryptoKey; keySet: KeySet }>;
  /** Whether what was verified with this key set still counts: it is the issuer's last one, and fresh. */
  isCurrent(keySet: KeySet): boolean;
}

/** Keys that are known beforehand and do not change. */
export function fixedSigningKeys(jwks: JSONWebKeySet): SigningKeys {
  const keySet = createLocalJWKSet(jwks);
  return {
    find: async (header, token) => ({ key: await keySet(header, token), keySet }),
    isCurrent: () => true,
  };
}

/** A key set as fetched at a time. */
interface KnownKeys {
  readonly fetchedAt: number;
  readonly text: string;
  readonly keySet: KeySet;
}

/**
 * Finds the key that signed a token in the issuer's key set: fetched at first use, remembered, and fetched again when an
 * unknown key turns up, which is how an issuer's key rotation reaches us without a restart.
 */
export function createSigningKeys(options: {
  readonly jwksUri: () => Promise<string>;
  readonly freshness: KeyFreshness;
  readonly now: () => Date;
}): SigningKeys {
  const { freshness } = options;
  let known: KnownKeys | undefined;
  let fetching: Promise<KnownKeys> | undefined;
  let triedAt = -Infinity;

  const ageOf = (keys: KnownKeys) => (options.now().getTime() - keys.fetchedAt) / 1000;

  const load = async (): Promise<KnownKeys> => {
    triedAt = options.now().getTime();
    const jwks = asKeySet(await fetchJson(await options.jwksUri()));
    const text = JSON.stringify(jwks);
    // Where nothing has changed the key set stays the same one, and so does what was verified with it.
    const keySet = known?.text === text ? known.keySet : createLocalJWKSet(jwks);
    known = { fetchedAt: options.now().getTime(), text, keySet };
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

  const choose = async ({ keySet }: KnownKeys, header: JWTHeaderParameters, token: FlattenedJWSInput) => ({
    key: await keySet(header, token),
    keySet,
  });

  return {
    async find(header, token) {
      const keys = await current();
      try {
        return await choose(keys, header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || (coolingDown() && !fetching)) throw error;
        const renewed = await fetchOnce().catch(() => keys);
        if (renewed.keySet === keys.keySet) throw error;
        return choose(renewed, header, token);
      }
    },
    isCurrent: (keySet) => known?.keySet === keySet && ageOf(known) < freshness.freshFor,
  };
}

/** jose checks each key as it uses it; here we only make sure that there is a list of them. */
function asKeySet(answer: Readonly<Record<string, unknown>>): JSONWebKeySet {
  const keys: unknown = answer['keys'];
  if (!Array.isArray(keys)) throw new Error('The key set has no list of keys.');
  return { keys: keys.filter((key) => typeof key === 'object' && key !== null && typeof key.kty === 'string') };
}
