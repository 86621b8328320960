import { errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { RequestError } from '../errors.ts';
import { isCompactForm } from './compact-form.ts';
import { discoverIssuer } from './discovery.ts';
import type { IssuerVerifier, Principal } from './principal.ts';
import {
  createSigningKeys,
  defaultFreshness,
  fixedSigningKeys,
  KeysUnavailable,
  type KeyFreshness,
  type SigningKeys,
} from './signing-keys.ts';
import { TokenMemory, type MemoryLimits } from './token-memory.ts';

/** Asymmetric only: with a symmetric one in the list, anybody could sign with the issuer's public key. */
export const tokenAlgorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

export interface TokenRules {
  /** Compared character by character with `iss`; its discovery document must name it the same way. */
  readonly issuer: string;
  /** Must be among the token's audiences. Give officers and services different ones. */
  readonly audience: string;
  /** Whom these tokens speak for. */
  readonly kind: Principal['kind'];
  readonly algorithms?: readonly TokenAlgorithm[];
  /** The claim that holds an officer's account; `preferred_username` where not given. */
  readonly accountClaim?: string;
  /** For kind `service`: the client ids to accept; any where not given. */
  readonly clients?: readonly string[];
  /**
   * Also accepts tokens whose header says `JWT`, or nothing, instead of `at+jwt` (RFC 9068); Keycloak and ADFS send such.
   * ID tokens are then told apart by their claims, see `isIdToken`. Leave it off where the issuer follows the RFC.
   */
  readonly acceptGenericType?: boolean;
  /** How far the issuer's clock may be off; 5 where not given. */
  readonly clockToleranceSeconds?: number;
  /** Where the keys are, for networks in which the issuer's own address does not lead to it; by discovery where not given. */
  readonly jwksUri?: string | (() => string);
  /** The keys themselves, for an issuer that is ourselves: nothing is fetched. */
  readonly jwks?: JSONWebKeySet;
  readonly freshness?: KeyFreshness;
  readonly memory?: MemoryLimits;
  readonly now?: () => Date;
}

/** No token of an officer comes near this; reading a larger one is wasted work. */
const longestToken = 16_384;

const issuerUnavailable = {
  vi: 'Hệ thống đăng nhập (SSO) đang tạm ngưng nên chưa xác thực được bạn. Hãy thử lại sau ít phút.',
  en: 'The sign-in system (SSO) is unavailable, so you cannot be authenticated. Try again in a few minutes.',
};

/** A token that has passed, and for how long that may be believed. */
interface VerifiedToken {
  readonly principal: Principal;
  /** In seconds, as the token says them; the tolerance goes on top. */
  readonly notBefore: number;
  readonly expires: number;
  readonly keySet: Awaited<ReturnType<SigningKeys['find']>>['keySet'];
}

/**
 * A verifier of one issuer's access tokens for one audience. The issuer is asked for its keys at the first token, not
 * before, so that either side may start first. Verified tokens are remembered for as long as they, and the keys that they
 * were verified with, are good.
 *
 * The refusal that callers see gives no reason; the reason is the error's `cause`, for logs.
 *
 * @example const verify = createTokenVerifier({ issuer, audience: 'lienthong', kind: 'sso' });
 */
export function createTokenVerifier(rules: TokenRules): IssuerVerifier {
  const now = rules.now ?? (() => new Date());
  const tolerance = rules.clockToleranceSeconds ?? 5;
  const keys = signingKeys(rules, now);
  const algorithms = [...(rules.algorithms ?? tokenAlgorithms)];
  const remembered = new TokenMemory<VerifiedToken>(rules.memory);

  const recall = (token: string): Principal | undefined => {
    const known = remembered.find(token);
    if (!known) return undefined;
    const seconds = Math.floor(now().getTime() / 1000);
    const inTime = seconds < known.expires + tolerance && seconds >= known.notBefore - tolerance;
    if (inTime && keys.isCurrent(known.keySet)) return known.principal;
    remembered.forget(token);
    return undefined;
  };

  const verify = async (token: string): Promise<Principal> => {
    if (token.length > longestToken || !isCompactForm(token)) throw new RequestError('UNAUTHENTICATED');
    const { payload, typ, keySet } = await checked(token);
    if (!isAccessToken(typ, payload, rules.acceptGenericType ?? false)) {
      throw refused(new Error('The token is not an access token.'));
    }
    const principal = principalOf(payload, rules);
    const { nbf = -Infinity, exp = -Infinity } = payload;
    remembered.keep(token, { principal, notBefore: nbf, expires: exp, keySet });
    return principal;
  };

  const checked = async (token: string) => {
    let keySet: VerifiedToken['keySet'] | undefined;
    try {
      const { payload, protectedHeader } = await jwtVerify(
        token,
        async (header, input) => {
          const found = await keys.find(header, input);
          keySet = found.keySet;
          return found.key;
        },
        {
          issuer: rules.issuer,
          audience: rules.audience,
          algorithms,
          clockTolerance: tolerance,
          currentDate: now(),
          requiredClaims: ['exp'],
        },
      );
      if (!keySet) throw new TypeError('The token was verified without a key.');
      return { payload, typ: protectedHeader.typ, keySet };
    } catch (cause) {
      if (cause instanceof KeysUnavailable)
        throw new RequestError('SUBGRAPH_UNAVAILABLE', issuerUnavailable, { cause });
      if (cause instanceof errors.JOSEError || cause instanceof TypeError) throw refused(cause);
      throw cause;
    }
  };

  return Object.assign(async (token: string) => recall(token) ?? verify(token), { issuer: rules.issuer, recall });
}

function signingKeys(rules: TokenRules, now: () => Date): SigningKeys {
  if (rules.jwks) return fixedSigningKeys(rules.jwks);
  const { jwksUri, issuer } = rules;
  return createSigningKeys({
    jwksUri: async () =>
      typeof jwksUri === 'function' ? jwksUri() : (jwksUri ?? (await discoverIssuer(issuer)).jwks_uri),
    freshness: rules.freshness ?? defaultFreshness,
    now,
  });
}

function principalOf(payload: JWTPayload, rules: TokenRules): Principal {
  const expiresAt = new Date((payload.exp ?? 0) * 1000);
  const clientId = text(payload['client_id']) ?? text(payload['azp']) ?? text(payload.sub);
  if (rules.kind === 'service') {
    if (clientId === undefined) throw refused(new Error('The token names no client.'));
    if (rules.clients && !rules.clients.includes(clientId)) {
      throw refused(new Error(`The client ${clientId} is not one of ${rules.clients.join(', ')}.`));
    }
    return { kind: 'service', clientId, expiresAt };
  }
  const claim = rules.accountClaim ?? 'preferred_username';
  const account = text(payload[claim]);
  if (account === undefined) throw refused(new Error(`The token has no claim ${claim}.`));
  // RFC 9068, section 2.2: in a token that a client got for itself, the subject is the client.
  if (payload.sub !== undefined && payload.sub === payload['client_id']) {
    throw refused(new Error('The token speaks for a client, not for an officer.'));
  }
  return { kind: rules.kind, account, expiresAt };
}

/**
 * An ID token is signed by the same issuer with the same keys; taking one for an access token would let any website that
 * officers sign in to call us in their name.
 */
function isAccessToken(typ: string | undefined, payload: JWTPayload, acceptGenericType: boolean): boolean {
  const type = typ?.toLowerCase().replace(/^application\//, '');
  if (type === 'at+jwt') return true;
  return acceptGenericType && (type === undefined || type === 'jwt') && !isIdToken(payload);
}

/** Keycloak says what a token is in a claim `typ`; elsewhere, these claims occur in ID tokens only. */
function isIdToken(payload: JWTPayload): boolean {
  const kind = payload['typ'];
  if (kind !== undefined) return kind !== 'Bearer';
  return ['nonce', 'at_hash', 'c_hash', 's_hash'].some((claim) => claim in payload);
}

function refused(cause: unknown): RequestError {
  return new RequestError('UNAUTHENTICATED', undefined, { cause });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
