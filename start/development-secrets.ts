import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from './configuration.ts';

const names = ['igateClient', 'ideskClient', 'gatewayClient', 'fileAddress'] as const;

export type Secrets = Readonly<Record<(typeof names)[number], string>>;

/** The configured secrets; in development, where some are missing, made up once and kept under `DATA_DIR`. */
export async function secretsOf({ secrets, dataDir }: Configuration): Promise<Secrets> {
  return hasAll(secrets) ? secrets : { ...(await madeUpSecrets(dataDir)), ...secrets };
}

async function madeUpSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'secrets.json');
  const fresh: Secrets = {
    igateClient: secret(),
    ideskClient: secret(),
    gatewayClient: secret(),
    fileAddress: secret(),
  };
  try {
    // `wx`: of two first starts at once, one writes and the other reads what was written.
    await writeFile(path, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (typeof kept !== 'object' || kept === null) {
    throw new Error(`${path} does not hold the secrets: remove it, and restart with new ones.`);
  }
  const complete = { ...fresh, ...kept };
  // It may have been written when there were fewer.
  if (!hasAll(kept)) await writeFile(path, JSON.stringify(complete), { mode: 0o600 });
  return complete;
}

function hasAll(value: object): value is Secrets {
  return names.every((name) => typeof Reflect.get(value, name) === 'string');
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
