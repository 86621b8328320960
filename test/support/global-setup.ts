import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { createLogger } from '../../platform/logging.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly databaseServer: string;
  }
}

/** One database server for the whole run; each test file makes its own databases in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lienthong-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    databases: [],
    logger: createLogger('test database', { level: 'error' }),
    // Nothing in it has to survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
  });
  project.provide('databaseServer', server.superuserUrl('postgres'));
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
