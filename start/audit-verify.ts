/**
 * `npm run audit:verify`: recomputes the chain of each audit log, prints how many entries it has and its head, and names the
 * first entry that was tampered with. Ends with 1 where there is one.
 */
import { parseArgs } from 'node:util';
import { verifyAuditChain, type ChainHead, type ChainVerdict } from '../platform/audit/audit-verification.ts';
import type { AuditColumn } from '../platform/audit/audit-columns.ts';
import type { ChainBreak } from '../platform/audit/chain-break.ts';
import { openDatabase } from '../platform/database/database.ts';
import { createLogger } from '../platform/logging.ts';
import { auditColumns as igateColumns } from '../subgraphs/igate/store/audit-columns.ts';
import { auditColumns as ideskColumns } from '../subgraphs/idesk/store/audit-columns.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { openDatabases } from './parts/databases.ts';
import type { SubgraphName } from './parts/file-store.ts';
import { headText, noteHeads, parseHead, readNotedHeads, type NotedHeads } from './parts/noted-heads.ts';
import { configurationOrExit } from './read-or-exit.ts';

const logs: Readonly<Record<SubgraphName, { title: string; columns: readonly AuditColumn[] }>> = {
  igate: { title: 'iGate', columns: igateColumns },
  idesk: { title: 'iDesk', columns: ideskColumns },
};

const what: Readonly<Record<ChainBreak['kind'], string>> = {
  altered: 'was altered',
  removed: 'was removed',
  truncated: 'and all after it were removed',
  inserted: 'was inserted',
  reordered: 'is not the one that was written here: entries were reordered',
  replaced: 'was altered together with its hash, or removed',
  rewritten: 'does not have the hash that was noted: the log was written anew',
};

const { values } = parseArgs({
  options: { igate: { type: 'string' }, idesk: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const given = { igate: parseHead(values.igate ?? ''), idesk: parseHead(values.idesk ?? '') };
const misread = (['igate', 'idesk'] as const).filter((name) => values[name] !== undefined && !given[name]);

if (values.help || misread.length > 0) {
  process.stdout.write(`npm run audit:verify -- [--igate POSITION:HASH] [--idesk POSITION:HASH]
  --igate, --idesk  a head that an earlier run printed: the log must still contain it
Without them, the heads of the last clean run are taken, which are kept in DATA_DIR/audit-heads.json.
`);
  process.exitCode = values.help ? 0 : 2;
} else {
  await verify();
}

async function verify(): Promise<void> {
  const configuration = configurationOrExit('tool');
  const logger = createLogger('audit', { level: 'warn', destination: 2 });
  await databaseOrExit(configuration, logger);
  await using urls = await openDatabases(configuration, logger);
  const noted = await readNotedHeads(configuration.dataDir);
  const heads: Partial<Record<SubgraphName, ChainHead>> = {};
  let broken = false;
  for (const name of ['igate', 'idesk'] as const) {
    const { title, columns } = logs[name];
    await using database = openDatabase({ url: urls.owners[name] ?? urls[name], name, poolSize: 1, logger });
    const { rows } = await database.pool.query<{ there: boolean }>(
      `select to_regclass('audit_chain') is not null as there`,
    );
    if (!rows[0]?.there) {
      process.stdout.write(`${title}: no audit log yet. Start the system once, which makes it.\n`);
      broken = true;
      continue;
    }
    const verdict = await verifyAuditChain(database, columns, given[name] ?? noted[name] ?? null);
    process.stdout.write(`${title}: ${sentence(verdict)}\n`);
    if (verdict.broken) broken = true;
    else if (verdict.head) heads[name] = verdict.head;
  }
  if (broken) process.exitCode = 1;
  else await noteHeads(configuration.dataDir, heads satisfies NotedHeads);
}

function sentence({ entries, head, broken }: ChainVerdict): string {
  if (!broken) return `${entries} entries, unbroken${head ? `, head ${headText(head)}` : ''}`;
  const place = broken.position === null ? 'an entry outside the chain' : `entry ${broken.position}`;
  const id = broken.entryId === null ? '' : ` (${broken.entryId})`;
  return `BROKEN after ${entries} entries: ${place}${id} ${what[broken.kind]}.`;
}
