import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from './configuration.ts';

export interface Secrets {
  readonly igateClient: string;
  readonly ideskClient: string;
  readonly fileAddress: string;
}

/** The configured secrets; in development, where some are missing, made up once and kept under `DATA_DIR`. */
export async function secretsOf(configuration: Configuration): Promise<Secrets> {
  const { igateClient, ideskClient, fileAddress } = configuration.secrets;
  if (igateClient !== undefined && ideskClient !== undefined && fileAddress !== undefined) {
    return { igateClient, ideskClient, fileAddress };
  }
  return { ...(await madeUpSecrets(configuration.dataDir)), ...configuration.secrets };
}

async function madeUpSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'secrets.json');
  const fresh = { igateClient: secret(), ideskClient: secret(), fileAddress: secret() };
  try {
    // `wx`: of two first starts at once, one writes and the other reads what was written.
    await writeFile(path, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!isSecrets(kept)) throw new Error(`${path} does not hold the secrets: remove it, and restart with new ones.`);
  return kept;
}

function isSecrets(value: unknown): value is Secrets {
  if (typeof value !== 'object' || value === null) return false;
  const names: (keyof Secrets)[] = ['igateClient', 'ideskClient', 'fileAddress'];
  return names.every((name) => typeof Reflect.get(value, name) === 'string');
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
