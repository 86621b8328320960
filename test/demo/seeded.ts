import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo, type DemoSummary } from '../../demo/seed-demo.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createLogger } from '../../platform/logging.ts';
import { ideskMigrations } from '../../subgraphs/idesk/store/migrations.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import { igateMigrations } from '../../subgraphs/igate/store/migrations.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import { createTestDatabase } from '../support/database.ts';

/** A Monday at ten in Viet Nam: the counter has been open for two and a half hours. */
export const demoNow = new Date('2026-11-23T10:00:00+07:00');

export interface DemoPlace extends AsyncDisposable {
  readonly urls: { readonly igate: string; readonly idesk: string };
  readonly igate: Database<IgateSchema>;
  readonly idesk: Database<IdeskSchema>;
  readonly igateFiles: FileStore;
  readonly ideskFiles: FileStore;
  seed(options: { readonly dossiers: number; readonly seed?: number; readonly now?: Date }): Promise<DemoSummary>;
}

/** Two empty databases and two empty folders, and the means to fill them. */
export async function demoPlace(): Promise<DemoPlace> {
  const logger = createLogger('demo test', { level: 'error' });
  const databases = [await createTestDatabase(), await createTestDatabase()] as const;
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-demo-'));
  const igate = openDatabase<IgateSchema>({ url: databases[0].url, name: 'igate', poolSize: 4, logger });
  const idesk = openDatabase<IdeskSchema>({ url: databases[1].url, name: 'idesk', poolSize: 4, logger });
  await migrate(igate, igateMigrations);
  await migrate(idesk, ideskMigrations);
  const igateFiles = await openFolderStore({ folder: join(folder, 'igate') });
  const ideskFiles = await openFolderStore({ folder: join(folder, 'idesk') });
  return {
    urls: { igate: databases[0].url, idesk: databases[1].url },
    igate,
    idesk,
    igateFiles,
    ideskFiles,
    seed: ({ dossiers, seed = 1, now = demoNow }) =>
      seedDemo({
        igate,
        idesk,
        igateFiles,
        ideskFiles,
        dossiers,
        seed,
        now: () => now,
        logger,
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all([igate.close(), idesk.close()]);
      await Promise.all(databases.map((database) => database.drop()));
      await rm(folder, {
        recursive: true,
        force: true,
      });
    },
  };
}
