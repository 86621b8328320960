import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { createClamd } from '../../platform/files/clamd.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { scanningStore } from '../../platform/files/scanning-store.ts';
import type { Configuration } from '../configuration.ts';

export type SubgraphName = 'igate' | 'idesk';

/** clamd looks at a hundred megabytes in well under this. */
const clamdSilenceMs = 60_000;

/** A subgraph's files, scanned on their way in where the configuration names a scanner. */
export async function openFileStore(configuration: Configuration, subgraph: SubgraphName): Promise<FileStore> {
  const store = await openStore(configuration, subgraph);
  const { clamdUrl } = configuration.files;
  if (clamdUrl === undefined) return store;
  return scanningStore(store, createClamd({ url: new URL(clamdUrl), silenceMs: clamdSilenceMs }));
}

/** Its bucket where the configuration names an S3 server, its folder under `DATA_DIR` otherwise. */
async function openStore(configuration: Configuration, subgraph: SubgraphName): Promise<FileStore> {
  const { s3, buckets } = configuration.files;
  if (!s3) return openFolderStore({ folder: join(configuration.dataDir, 'files', subgraph) });
  // The SDK takes 30 MB of memory; whoever keeps files in a folder need not load it.
  const { openS3Store } = await import('../../platform/files/s3-store.ts');
  const { endpoint, region, accessKeyId, secretAccessKey } = s3;
  return openS3Store({
    bucket: buckets[subgraph],
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    now: () => new Date(),
  });
}

/** What signs a subgraph's file addresses: of one configured secret, a different key for each subgraph. */
export function fileAddressKey(secret: string, subgraph: SubgraphName): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `lienthong file addresses of ${subgraph}`, 32));
}
