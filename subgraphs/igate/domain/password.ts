import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

// 32 MiB and about 60 ms a guess: a stolen table is slow to search, and a sign-in still feels immediate.
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const keyLength = 32;

/** Hashes a password for keeping, with scrypt (memory-hard): `scrypt$N$r$p$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether the password is the one that was hashed.
 *
 * Without a hash (no such account) it does the same work and says no, so that time does not tell which accounts exist.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const parsed = hash === null ? null : parseHash(hash);
  const { salt, key, ...parameters } = parsed ?? { ...cost, salt: Buffer.alloc(16), key: Buffer.alloc(keyLength) };
  const derived = await deriveKey(password, salt, parameters);
  return timingSafeEqual(derived, key) && parsed !== null;
}

function deriveKey(password: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  // One password typed on two keyboards may arrive composed or decomposed.
  return derive(password.normalize('NFC'), salt, keyLength, { N, r, p, maxmem: 256 * N * r });
}

function parseHash(hash: string): { N: number; r: number; p: number; salt: Buffer; key: Buffer } {
  const [algorithm, N, r, p, salt, key] = hash.split('$');
  if (algorithm !== 'scrypt' || !salt || !key) throw new Error('a password hash in an unknown form');
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
