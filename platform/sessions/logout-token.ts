import { RequestError } from '../errors.ts';
import { createIssuerCheck, type IssuerRules } from '../tokens/issuer-check.ts';
import { endedBy, type EndedSession } from './ended-sessions.ts';

/** OpenID Connect Back-Channel Logout 1.0, section 2.4. */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

export interface LogoutRules extends IssuerRules {
  /** Client ids whose logouts concern us: those of the applications that call us. */
  readonly clients: readonly string[];
  /** Also accepts tokens whose header says `JWT`, or nothing, instead of `logout+jwt`. */
  readonly acceptGenericType?: boolean;
}

/**
 * Turns a logout token into what it ends.
 *
 * @throws RequestError `BAD_USER_INPUT` for every token that is not valid, without saying why; `SUBGRAPH_UNAVAILABLE` where
 *   the issuer's keys cannot be had at all.
 */
export type VerifyLogout = (token: string) => Promise<readonly EndedSession[]>;

/**
 * A verifier of one issuer's logout tokens (section 2.6).
 *
 * Nobody keeps their `jti`: what a token ends depends on when it was made out, and not on when it arrives, so that one sent
 * again, by an attacker or by an issuer that had no answer, ends nothing that it has not ended before.
 */
export function createLogoutVerifier(rules: LogoutRules): VerifyLogout {
  const issuer = createIssuerCheck(rules);
  return async (token) => {
    const { payload, typ } = await issuer
      .check(token, { audience: [...rules.clients], requiredClaims: ['exp', 'jti', 'events'] })
      .catch((error: unknown) => {
        throw error instanceof RequestError && error.code === 'UNAUTHENTICATED' ? refused(error.cause) : error;
      });
    const type = typ?.toLowerCase().replace(/^application\//, '');
    const generic = rules.acceptGenericType === true && (type === undefined || type === 'jwt');
    if (type !== 'logout+jwt' && !generic) throw refused(new Error('The token is not a logout token.'));
    if (!hasLogoutEvent(payload['events'])) throw refused(new Error('The token tells of another event.'));
    // An ID token has the same issuer, audience and signature.
    if ('nonce' in payload) throw refused(new Error('A logout token has no nonce.'));
    const { iat = 0, jti, sub } = payload;
    const { sid } = payload;
    if (typeof jti !== 'string' || jti === '') throw refused(new Error('The jti is not text.'));
    if (!isNameOrNone(sid) || !isNameOrNone(sub)) throw refused(new Error('A sid or sub is not text.'));
    if (sid === undefined && sub === undefined) throw refused(new Error('The token names no session and no person.'));
    return endedBy({ issuer: rules.issuer, sid, sub }, iat);
  };
}

function hasLogoutEvent(events: unknown): boolean {
  if (typeof events !== 'object' || events === null) return false;
  const event: unknown = Object.hasOwn(events, logoutEvent) ? Reflect.get(events, logoutEvent) : undefined;
  return typeof event === 'object' && event !== null && !Array.isArray(event);
}

function isNameOrNone(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value !== '');
}

function refused(cause: unknown): RequestError {
  return new RequestError('BAD_USER_INPUT', undefined, { cause });
}
