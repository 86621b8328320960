import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Principal } from '../../platform/tokens/principal.ts';
import type { Graph } from './contestant.ts';

/** Verifies tokens by jose, each time, as most servers do. */
export function authenticateByJose({
  jwksUri,
  issuer,
  audience,
}: Graph['tokens']): (token: string) => Promise<Principal> {
  const keys = createRemoteJWKSet(new URL(jwksUri));
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, { issuer, audience });
    const expiresAt = new Date((payload.exp ?? 0) * 1000);
    return { kind: 'sso', account: String(payload['preferred_username']), expiresAt };
  };
}
