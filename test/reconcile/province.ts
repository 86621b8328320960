import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { inject } from 'vitest';
import { seedDemo } from '../../demo/seed-demo.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createLogger } from '../../platform/logging.ts';
import { lookOnce } from '../../reconcile/disagreements.ts';
import type { Finding, Systems } from '../../reconcile/finding.ts';
import { calendarQueueName, crossingQueue } from '../../subgraphs/igate/actions/services.ts';
import { igateMigrations } from '../../subgraphs/igate/store/migrations.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import { queues } from '../../subgraphs/idesk/actions/desk.ts';
import { ideskMigrations } from '../../subgraphs/idesk/store/migrations.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';

const logger = createLogger('reconcile test', { level: 'fatal' });
const now = () => new Date();

/** Long, so that the claims of the demo are young: it makes a few papers that so small a province has no use for. */
export const graceSeconds = 3600;

export const queueNames = {
  sendToIdesk: crossingQueue.SEND_TO_IDESK,
  attachResults: crossingQueue.ATTACH_RESULTS,
  tellCalendar: calendarQueueName,
  ...queues,
};

/** A small province whose systems agree, of which copies are made in a moment. */
export async function prepareProvince() {
  await using making = new AsyncDisposableStack();
  const names = { igate: newName(), idesk: newName() };
  for (const name of Object.values(names)) {
    await onServer(`create database ${name}`);
    making.defer(() => drop(name));
  }
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-reconcile-'));
  making.defer(() => rm(folder, { recursive: true, force: true }));
  {
    await using igate = openDatabase<IgateSchema>({ url: urlOf(names.igate), name: 'igate', poolSize: 2, logger });
    await using idesk = openDatabase<IdeskSchema>({ url: urlOf(names.idesk), name: 'idesk', poolSize: 2, logger });
    await migrate(igate, igateMigrations);
    await migrate(idesk, ideskMigrations);
    const igateFiles = await openFolderStore({ folder: join(folder, 'igate') });
    const ideskFiles = await openFolderStore({ folder: join(folder, 'idesk') });
    await seedDemo({ igate, idesk, igateFiles, ideskFiles, dossiers: 150, seed: 3, now, logger });
    await createQueues(urlOf(names.igate), [queueNames.sendToIdesk, queueNames.attachResults, queueNames.tellCalendar]);
    await createQueues(urlOf(names.idesk), [queueNames.pushResults, queueNames.reportState]);
  }
  const kept = making.move();
  return {
    /** What is not copied is the original: leave it as it is. */
    copy: (copied: readonly Copied[] = ['igate', 'idesk', 'files']) => copyOf(names, folder, copied),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function createQueues(url: string, wanted: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false });
  await boss.start();
  for (const queue of wanted) await boss.createQueue(queue);
  await boss.stop({ graceful: false, close: true });
}

type Copied = 'igate' | 'idesk' | 'files';

export interface Province extends AsyncDisposable {
  readonly systems: Systems;
  readonly urls: { readonly igate: string; readonly idesk: string };
  readonly folder: string;
  /** Runs SQL as somebody who gets past every check and trigger; the rows it answers with. */
  behindTheBackOf(system: 'igate' | 'idesk', sql: string): Promise<Record<string, unknown>[]>;
  findings(checks?: { bytes?: boolean }): Promise<Finding[]>;
}

async function copyOf(
  names: { readonly igate: string; readonly idesk: string },
  original: string,
  copied: readonly Copied[],
): Promise<Province> {
  await using making = new AsyncDisposableStack();
  const copies = { ...names };
  for (const system of ['igate', 'idesk'] as const) {
    if (!copied.includes(system)) continue;
    copies[system] = newName();
    await onServer(`create database ${copies[system]} template ${names[system]}`);
    making.defer(() => drop(copies[system]));
  }
  let folder = original;
  if (copied.includes('files')) {
    folder = await mkdtemp(join(tmpdir(), 'lienthong-reconcile-'));
    making.defer(() => rm(folder, { recursive: true, force: true }));
    await cp(original, folder, { recursive: true, preserveTimestamps: true });
  }
  const urls = { igate: urlOf(copies.igate), idesk: urlOf(copies.idesk) };
  const igate = making.use(openDatabase<IgateSchema>({ url: urls.igate, name: 'igate', poolSize: 4, logger }));
  const idesk = making.use(openDatabase<IdeskSchema>({ url: urls.idesk, name: 'idesk', poolSize: 4, logger }));
  const systems = {
    igate: igate.kysely,
    idesk: idesk.kysely,
    igateFiles: await openFolderStore({ folder: join(folder, 'igate') }),
    ideskFiles: await openFolderStore({ folder: join(folder, 'idesk') }),
  };
  const kept = making.move();
  return {
    systems,
    urls,
    folder,
    behindTheBackOf: (system, sql) => onServer(sql, urls[system]),
    async findings(checks = {}) {
      const found: Finding[] = [];
      for await (const finding of lookOnce(systems, { bytes: false, graceSeconds, ...checks })) found.push(finding);
      return found;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A file that no row names and no claim leads to. */
export async function unneededFile({ folder }: Province, system: 'igate' | 'idesk'): Promise<string> {
  const shard = join(folder, system, 'kept', '00');
  await mkdir(shard, { recursive: true });
  const path = join(shard, '0'.repeat(64));
  await writeFile(path, 'nobody needs this');
  return path;
}

function newName(): string {
  return `reconcile_${randomUUID().replaceAll('-', '')}`;
}

async function drop(database: string): Promise<void> {
  await onServer(`drop database ${database} with (force)`);
}

function urlOf(database: string): string {
  const url = new URL(inject('databaseServer'));
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(sql: string, url = inject('databaseServer')): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
