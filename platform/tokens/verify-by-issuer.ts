import { decodeJwt } from 'jose';
import { RequestError } from '../errors.ts';
import type { VerifyToken } from './principal.ts';

/**
 * Accepts tokens of several issuers. The claimed issuer only chooses the verifier, which then proves it.
 *
 * @throws RequestError `UNAUTHENTICATED` for a token that is none, or of an issuer that is not in the list.
 */
export function verifyByIssuer(verifiers: Readonly<Record<string, VerifyToken>>): VerifyToken {
  return async (token) => {
    const issuer = claimedIssuer(token);
    const verify = issuer !== undefined && Object.hasOwn(verifiers, issuer) ? verifiers[issuer] : undefined;
    if (!verify) throw new RequestError('UNAUTHENTICATED');
    return verify(token);
  };
}

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
