import type { Database } from '../platform/database/database.ts';
import { fileClaimsIn } from '../platform/files/file-claims.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { Logger } from '../platform/logging.ts';
import type { IdeskSchema } from '../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../subgraphs/igate/store/schema.ts';
import { makeDemoFiles } from './files/demo-files.ts';
import { makeOwnResults } from './files/own-results.ts';
import { DatabaseNotEmpty, isEmpty } from './loading/emptiness.ts';
import { loadDemo } from './loading/load-demo.ts';
import type { DemoTime } from './story/outline.ts';
import { numberDocuments } from './story/registers.ts';
import { createWorkingClock } from './world/working-clock.ts';

export interface DemoOptions {
  /** Migrated, and empty. */
  readonly igate: Database<IgateSchema>;
  /** Migrated, and empty. */
  readonly idesk: Database<IdeskSchema>;
  readonly igateFiles: FileStore;
  readonly ideskFiles: FileStore;
  /** How many, from 1 up. */
  readonly dossiers: number;
  /** The same seed at the same moment gives the same dossiers. */
  readonly seed: number;
  /** The demo tells the year that ends here. */
  readonly now: () => Date;
  readonly logger: Logger;
}

/** How much there is now, and how long it took. */
export interface DemoSummary {
  readonly dossiers: number;
  readonly documents: number;
  readonly issued: number;
  readonly milliseconds: number;
}

const historyDays = 365;

/**
 * Fills both systems with a year of an invented province: each side's rows agree with the other's, every counter and
 * register stands where the next reception or issue goes on without a gap, and every file is there.
 *
 * One transaction per database; memory does not grow with the number of dossiers beyond a few bytes for each.
 *
 * @throws DatabaseNotEmpty before anything is written.
 */
export async function seedDemo(options: DemoOptions): Promise<DemoSummary> {
  const { igate, idesk, igateFiles, ideskFiles, dossiers, seed, now, logger } = options;
  if (!Number.isSafeInteger(dossiers) || dossiers < 1) throw new RangeError('The demo needs at least one dossier.');
  if (!(await isEmpty({ igate, idesk }))) {
    throw new DatabaseNotEmpty(
      'The databases hold data already, and the demo is only loaded into empty ones. Use another DATA_DIR, or other databases.',
    );
  }

  const began = performance.now();
  const time: DemoTime = { seed, dossiers, clock: createWorkingClock(now(), historyDays) };
  // Claimed and never settled: the papers that so few dossiers have no use for go with the systems' next sweep.
  const stores = [
    { store: igateFiles, claims: fileClaimsIn(igate.kysely) },
    { store: ideskFiles, claims: fileClaimsIn(idesk.kysely) },
  ];
  const registers = numberDocuments(time);
  const [files, ownResults] = await Promise.all([makeDemoFiles(stores), makeOwnResults(stores, time, registers)]);
  const { documents } = await loadDemo({ igate, idesk, time, registers, files, ownResults, logger });

  const issued = registers.rows.reduce((sum, register) => sum + register.last_number, 0);
  const summary = { dossiers, documents, issued, milliseconds: Math.round(performance.now() - began) };
  logger.info(summary, 'the demo data is loaded');
  return summary;
}
