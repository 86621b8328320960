import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the provider must not lose over a restart: tokens and cookies stay valid as long as these stay the same. */
export interface SsoKeys {
  /** Private signing keys; the first one signs. */
  readonly signing: readonly JWK[];
  readonly cookies: readonly string[];
}

export const signingAlgorithm = 'RS256';

/** Reads the keys from `{dataDir}/sso/keys.json`, or makes them at the first start. Only the owner may read the file. */
export async function loadKeys(dataDir: string): Promise<SsoKeys> {
  const folder = join(dataDir, 'sso');
  const file = join(folder, 'keys.json');
  const known = await readKeys(file);
  if (known) return known;

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `keys.${randomUUID()}.tmp`);
  await writeFile(draft, `${JSON.stringify(await createKeys(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A link, unlike a rename, fails where another process was faster: both must go on with the same keys.
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const stored = await readKeys(file);
  if (!stored) throw new Error(`${file} has just been written and is gone again.`);
  return stored;
}

async function readKeys(file: string): Promise<SsoKeys | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  await chmod(file, 0o600);
  const keys: unknown = JSON.parse(text);
  if (!isSsoKeys(keys))
    throw new Error(`${file} holds no SSO keys. Delete it to have new ones made at the next start.`);
  return keys;
}

async function createKeys(): Promise<SsoKeys> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const signing = { ...(await exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg: signingAlgorithm };
  return { signing: [signing], cookies: [randomBytes(32).toString('base64url')] };
}

function isSsoKeys(value: unknown): value is SsoKeys {
  if (typeof value !== 'object' || value === null || !('signing' in value) || !('cookies' in value)) return false;
  const { signing, cookies } = value;
  return Array.isArray(signing) && signing.length > 0 && Array.isArray(cookies) && cookies.length > 0;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
