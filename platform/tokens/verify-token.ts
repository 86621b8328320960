import type { JWTPayload } from 'jose';
import { RequestError } from '../errors.ts';
import {
  keysOfToken,
  longestTokenLifeSeconds,
  type EndedSessions,
  type TokenSession,
} from '../sessions/ended-sessions.ts';
import { createIssuerCheck, type IssuerRules } from './issuer-check.ts';
import type { IssuerVerifier, Principal } from './principal.ts';
import type { KeySet } from './signing-keys.ts';
import { TokenMemory, type MemoryLimits } from './token-memory.ts';

/**
 * Two systems whose clocks are ten minutes apart must go on handing over dossiers, whatever the SSO's clock says between
 * them. Nothing is lost by it: the time of issue only bounds a token's age, and is compared with logouts by the same clock.
 */
const issuedAheadSeconds = 900;

export interface TokenRules extends IssuerRules {
  /** Must be among the token's audiences. Give officers and services different ones. */
  readonly audience: string;
  /** Whom these tokens speak for. */
  readonly kind: Principal['kind'];
  /** The claim that holds an officer's account; `preferred_username` where not given. */
  readonly accountClaim?: string;
  /** For kind `service`: the client ids to accept; any where not given. */
  readonly clients?: readonly string[];
  /**
   * Also accepts tokens whose header says `JWT`, or nothing, instead of `at+jwt` (RFC 9068); Keycloak and ADFS send such.
   * ID tokens are then told apart by their claims, see `isIdToken`. Leave it off where the issuer follows the RFC.
   */
  readonly acceptGenericType?: boolean;
  /** Sessions whose tokens are refused although they have not expired; none where not given. */
  readonly ended?: EndedSessions;
  readonly memory?: MemoryLimits;
}

/** A token that has passed, and for how long that may be believed. */
interface VerifiedToken {
  readonly principal: Principal;
  /** In seconds, as the token says them; the tolerance goes on top. */
  readonly notBefore: number;
  readonly expires: number;
  readonly session: TokenSession;
  readonly keySet: KeySet;
}

/**
 * A verifier of one issuer's access tokens for one audience. Verified tokens are remembered for as long as they, the keys
 * that they were verified with, and their sessions are good.
 *
 * The refusal that callers see gives no reason; the reason is the error's `cause`, for logs.
 *
 * @example const verify = createTokenVerifier({ issuer, audience: 'lienthong', kind: 'sso' });
 */
export function createTokenVerifier(rules: TokenRules): IssuerVerifier {
  const now = rules.now ?? (() => new Date());
  const issuer = createIssuerCheck(rules);
  const remembered = new TokenMemory<VerifiedToken>(rules.memory);
  const demands = { audience: rules.audience, requiredClaims: ['exp'], issuedAheadSeconds };

  const isInTime = ({ notBefore, expires }: VerifiedToken): boolean => {
    const seconds = Math.floor(now().getTime() / 1000);
    return seconds < expires + issuer.toleranceSeconds && seconds >= notBefore - issuer.toleranceSeconds;
  };

  const recall = (token: string): Principal | undefined => {
    const known = remembered.find(token);
    if (!known) return undefined;
    if (isInTime(known) && issuer.isCurrent(known.keySet) && !rules.ended?.covers(known.session)) {
      return known.principal;
    }
    remembered.forget(token);
    return undefined;
  };

  const verify = async (token: string): Promise<Principal> => {
    const { payload, typ, keySet } = await issuer.check(token, demands);
    if (!isAccessToken(typ, payload, rules.acceptGenericType ?? false)) {
      throw refused(new Error('The token is not an access token.'));
    }
    const { nbf = -Infinity, iat = -Infinity, exp = -Infinity, sub } = payload;
    const verified: VerifiedToken = {
      principal: principalOf(payload, rules),
      notBefore: nbf,
      expires: Math.min(exp, iat + longestTokenLifeSeconds),
      session: {
        keys: keysOfToken({ issuer: rules.issuer, sid: text(payload['sid']), sub: text(sub) }),
        issuedAt: iat,
      },
      keySet,
    };
    if (rules.ended?.covers(verified.session)) throw refused(new Error('The session of the token has ended.'));
    remembered.keep(token, verified);
    return verified.principal;
  };

  return Object.assign(async (token: string) => recall(token) ?? verify(token), { issuer: rules.issuer, recall });
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
