import { readFile } from 'node:fs/promises';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { ConfigurationError } from '../configuration.ts';
import type { GatewayConfiguration } from '../gateway-configuration.ts';

/** @throws ConfigurationError where the file cannot be read. */
export async function readPersistedOperations({
  file,
  mode,
}: GatewayConfiguration['persistedOperations']): Promise<GatewayOptions['persistedOperations']> {
  if (file === undefined) return { manifest: null, mode };
  try {
    return { manifest: await readFile(file, 'utf8'), mode };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigurationError([`PERSISTED_OPERATIONS names a file that cannot be read (${reason}): ${file}.`]);
  }
}
