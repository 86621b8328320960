import { errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { RequestError } from '../errors.ts';
import { longestTokenLifeSeconds } from '../sessions/ended-sessions.ts';
import { isCompactForm } from './compact-form.ts';
import { discoverIssuer } from './discovery.ts';
import {
  createSigningKeys,
  defaultFreshness,
  fixedSigningKeys,
  KeysUnavailable,
  type KeyFreshness,
  type KeySet,
  type SigningKeys,
} from './signing-keys.ts';

/** Asymmetric only: with a symmetric one in the list, anybody could sign with the issuer's public key. */
export const tokenAlgorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** How to know what an issuer has signed. */
export interface IssuerRules {
  /** Compared character by character with `iss`; its discovery document must name it the same way. */
  readonly issuer: string;
  readonly algorithms?: readonly TokenAlgorithm[];
  /** How far the issuer's clock may be off; 5 where not given. */
  readonly clockToleranceSeconds?: number;
  /** Where the keys are, for networks in which the issuer's own address does not lead to it; by discovery where not given. */
  readonly jwksUri?: string | (() => string);
  /** The keys themselves, for an issuer that is ourselves: nothing is fetched. */
  readonly jwks?: JSONWebKeySet;
  readonly freshness?: KeyFreshness;
  readonly now?: () => Date;
}

interface IssuerCheck {
  /**
   * Checks signature, issuer, audience and times of a token, whatever kind of token it is.
   *
   * @throws RequestError `UNAUTHENTICATED`, with the reason as its `cause`; `SUBGRAPH_UNAVAILABLE` where the issuer's keys
   *   cannot be had.
   */
  check(token: string, demands: Demands): Promise<{ payload: JWTPayload; typ: string | undefined; keySet: KeySet }>;
  readonly isCurrent: SigningKeys['isCurrent'];
  readonly toleranceSeconds: number;
}

interface Demands {
  readonly audience: string | string[];
  readonly requiredClaims: string[];
  /** How far the issuer's clock may be ahead where it says when it signed; the tolerance of all times where left out. */
  readonly issuedAheadSeconds?: number;
}

/** No token of an officer comes near this; reading a larger one is wasted work. */
const longestToken = 16_384;

const issuerUnavailable = {
  vi: 'Hệ thống đăng nhập (SSO) đang tạm ngưng nên chưa xác thực được bạn. Hãy thử lại sau ít phút.',
  en: 'The sign-in system (SSO) is unavailable, so you cannot be authenticated. Try again in a few minutes.',
};

/** The issuer is asked for its keys at the first token, not before, so that either side may start first. */
export function createIssuerCheck(rules: IssuerRules): IssuerCheck {
  const now = rules.now ?? (() => new Date());
  const toleranceSeconds = rules.clockToleranceSeconds ?? 5;
  const keys = signingKeys(rules, now);
  const algorithms = [...(rules.algorithms ?? tokenAlgorithms)];
  return {
    async check(token, demands) {
      if (token.length > longestToken || !isCompactForm(token)) throw new RequestError('UNAUTHENTICATED');
      let keySet: KeySet | undefined;
      try {
        const { payload, protectedHeader } = await jwtVerify(
          token,
          async (header, input) => {
            const found = await keys.find(header, input);
            keySet = found.keySet;
            return found.key;
          },
          {
            audience: demands.audience,
            requiredClaims: [...demands.requiredClaims, 'iat'],
            issuer: rules.issuer,
            algorithms,
            clockTolerance: toleranceSeconds,
            currentDate: now(),
          },
        );
        assertIssued(payload, now(), toleranceSeconds, demands.issuedAheadSeconds ?? toleranceSeconds);
        if (!keySet) throw new TypeError('The token was verified without a key.');
        const { typ }: { readonly typ?: unknown } = protectedHeader;
        if (typ !== undefined && typeof typ !== 'string') throw new TypeError('The type of the token is not text.');
        return { payload, typ, keySet };
      } catch (cause) {
        if (cause instanceof KeysUnavailable) {
          throw new RequestError('SUBGRAPH_UNAVAILABLE', issuerUnavailable, { cause });
        }
        if (cause instanceof errors.JOSEError || cause instanceof TypeError) {
          throw new RequestError('UNAUTHENTICATED', undefined, { cause });
        }
        throw cause;
      }
    },
    isCurrent: (keySet) => keys.isCurrent(keySet),
    toleranceSeconds,
  };
}

/** jose's own limit of age takes no clock that is ahead by more than its tolerance for expiry. */
function assertIssued({ iat = Number.NaN }: JWTPayload, now: Date, tolerance: number, ahead: number): void {
  const age = Math.floor(now.getTime() / 1000) - iat;
  if (!(age >= -ahead)) throw new TypeError('The token says that it is from the future.');
  if (age > longestTokenLifeSeconds + tolerance) throw new TypeError('The token is older than any may be.');
}

function signingKeys(rules: IssuerRules, now: () => Date): SigningKeys {
  if (rules.jwks) return fixedSigningKeys(rules.jwks);
  const { jwksUri, issuer } = rules;
  return createSigningKeys({
    jwksUri: async () =>
      typeof jwksUri === 'function' ? jwksUri() : (jwksUri ?? (await discoverIssuer(issuer)).jwks_uri),
    freshness: rules.freshness ?? defaultFreshness,
    now,
  });
}
