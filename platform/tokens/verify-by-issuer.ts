import { decodeJwt } from 'jose';
import { RequestError } from '../errors.ts';
import type { IssuerVerifier, VerifyToken } from './principal.ts';

/**
 * Accepts tokens of several issuers. The claimed issuer only chooses the verifier, which then proves it.
 *
 * @throws RequestError `UNAUTHENTICATED` for a token that is none, or of an issuer that is not in the list.
 */
export function verifyByIssuer(verifiers: readonly IssuerVerifier[]): VerifyToken {
  return async (token) => {
    // Reading the issuer from the token costs more than remembering it.
    for (const verifier of verifiers) {
      const principal = verifier.recall(token);
      if (principal) return principal;
    }
    const issuer = claimedIssuer(token);
    const verify = verifiers.find((candidate) => candidate.issuer === issuer);
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
