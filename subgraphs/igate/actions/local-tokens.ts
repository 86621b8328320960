import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { IssuerVerifier } from '../../../platform/tokens/principal.ts';
import { createTokenVerifier } from '../../../platform/tokens/verify-token.ts';
import type { IgateSchema } from '../store/schema.ts';
import { signingKey, type SigningKey } from '../store/signing-keys.ts';

/** What the tokens that `signIn` gives out must be; the gateway and iGate accept them, iDesk does not. */
export const localTokenRules = {
  issuer: 'lienthong-igate',
  // Whatever that of the SSO's tokens is configured to be.
  audience: 'lienthong',
  kind: 'local',
  algorithms: ['EdDSA'],
} as const;

/** Tokens for officers who sign in to iGate itself, signed by a key of iGate's own. */
export interface LocalTokens {
  issue(account: string): Promise<{ token: string; expiresAt: Date }>;
  readonly verify: IssuerVerifier;
  /** The public key, as a JSON Web Key Set. */
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** Loads the key, which is kept in the database so that every process of iGate has the same one. */
export async function createLocalTokens(options: {
  readonly db: Kysely<IgateSchema>;
  readonly lifetimeSeconds: number;
  readonly now: () => Date;
}): Promise<LocalTokens> {
  const { lifetimeSeconds, now } = options;
  const key = await signingKey(options.db, createKey, now());
  const privateKey = await importJWK({ ...key.privateKey }, 'EdDSA');
  const jwks = { keys: [{ ...key.publicKey, kid: key.id, alg: 'EdDSA', use: 'sig' }] };

  return {
    jwks,
    // Our own clock: it is not off.
    verify: createTokenVerifier({ ...localTokenRules, jwks, clockToleranceSeconds: 0, now }),

    async issue(account) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const token = await new SignJWT({ preferred_username: account })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.id, typ: 'at+jwt' })
        .setIssuer(localTokenRules.issuer)
        .setAudience(localTokenRules.audience)
        .setSubject(account)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },
  };
}

async function createKey(): Promise<SigningKey> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  return {
    id: randomUUID(),
    privateKey: await exportJWK(pair.privateKey),
    publicKey: await exportJWK(pair.publicKey),
  };
}
