import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import { RequestError } from '../errors.ts';
import { discoverIssuer } from './discovery.ts';
import type { Principal, VerifyToken } from './principal.ts';
import { createSigningKeys, defaultFreshness, KeysUnavailable, type KeyFreshness } from './signing-keys.ts';

/** Asymmetric only: with a symmetric one in the list, anybody could sign with the issuer's public key. */
export const tokenAlgorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

export interface TokenRules {
  /** Compared character by character with `iss`; its discovery document must name it the same way. */
  readonly issuer: string;
  /** Must be among the token's audiences. Give officers and services different ones. */
  readonly audience: string;
  /** Whom these tokens speak for: officers signed in through the SSO, or the systems themselves. */
  readonly kind: 'sso' | 'service';
  readonly algorithms?: readonly TokenAlgorithm[];
  /** The claim that holds the SSO account, for kind `sso`; `preferred_username` where not given. */
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
  readonly jwksUri?: string;
  readonly freshness?: KeyFreshness;
  readonly now?: () => Date;
}

/** No token of an officer comes near this; reading a larger one is wasted work. */
const longestToken = 16_384;

const issuerUnavailable = {
  vi: 'Hệ thống đăng nhập (SSO) đang tạm ngưng nên chưa xác thực được bạn. Hãy thử lại sau ít phút.',
  en: 'The sign-in system (SSO) is unavailable, so you cannot be authenticated. Try again in a few minutes.',
};

/**
 * A verifier of one issuer's access tokens for one audience. The issuer is asked for its keys at the first token, not
 * before, so that either side may start first.
 *
 * The refusal that callers see gives no reason; the reason is the error's `cause`, for logs.
 *
 * @example const verify = createTokenVerifier({ issuer, audience: 'lienthong', kind: 'sso' });
 */
export function createTokenVerifier(rules: TokenRules): VerifyToken {
  const now = rules.now ?? (() => new Date());
  const { jwksUri } = rules;
  const keys = createSigningKeys({
    jwksUri: async () => jwksUri ?? (await discoverIssuer(rules.issuer)).jwks_uri,
    freshness: rules.freshness ?? defaultFreshness,
    now,
  });
  const algorithms = [...(rules.algorithms ?? tokenAlgorithms)];

  return async (token) => {
    if (token.length > longestToken) throw new RequestError('UNAUTHENTICATED');
    let verified: JWTVerifyResult;
    try {
      verified = await jwtVerify(token, keys, {
        issuer: rules.issuer,
        audience: rules.audience,
        algorithms,
        clockTolerance: rules.clockToleranceSeconds ?? 5,
        currentDate: now(),
        requiredClaims: ['exp'],
      });
    } catch (cause) {
      if (cause instanceof KeysUnavailable)
        throw new RequestError('SUBGRAPH_UNAVAILABLE', issuerUnavailable, { cause });
      if (cause instanceof errors.JOSEError || cause instanceof TypeError) throw refused(cause);
      throw cause;
    }
    const { payload, protectedHeader } = verified;
    if (!isAccessToken(protectedHeader.typ, payload, rules.acceptGenericType ?? false)) {
      throw refused(new Error('The token is not an access token.'));
    }
    return principalOf(payload, rules);
  };
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
  return { kind: 'sso', account, expiresAt };
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
