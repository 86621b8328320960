import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import type { VerifyToken } from '../../../platform/tokens/principal.ts';
import type { IgateSchema } from '../store/schema.ts';
import { signingKey, type SigningKey } from '../store/signing-keys.ts';

/** Issuer of the tokens that `signIn` gives out; the gateway and iGate accept them, iDesk does not. */
export const localIssuer = 'lienthong-igate';
/** Their audience, whatever that of the SSO's tokens is configured to be. */
export const localAudience = 'lienthong';

/** Tokens for officers who sign in to iGate itself, signed by a key of iGate's own. */
export interface LocalTokens {
  issue(account: string): Promise<{ token: string; expiresAt: Date }>;
  readonly verify: VerifyToken;
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
  const publicKey = await importJWK({ ...key.publicKey }, 'EdDSA');

  return {
    jwks: { keys: [{ ...key.publicKey, kid: key.id, alg: 'EdDSA', use: 'sig' }] },

    async issue(account) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const token = await new SignJWT({ preferred_username: account })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.id, typ: 'at+jwt' })
        .setIssuer(localIssuer)
        .setAudience(localAudience)
        .setSubject(account)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          issuer: localIssuer,
          audience: localAudience,
          algorithms: ['EdDSA'],
          typ: 'at+jwt',
          currentDate: now(),
          requiredClaims: ['sub', 'exp'],
        });
        return { kind: 'local', account: payload.sub ?? '', expiresAt: new Date((payload.exp ?? 0) * 1000) };
      } catch (cause) {
        throw new RequestError('UNAUTHENTICATED', undefined, { cause });
      }
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
