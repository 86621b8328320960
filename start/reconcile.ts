/**
 * `npm run reconcile`: compares what iGate and iDesk have written down, and prints every disagreement. Ends with 1 where
 * there are some that it has not mended.
 */
import { parseArgs } from 'node:util';
import { createLogger } from '../platform/logging.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openEnqueuer } from '../platform/transfers/enqueue-again.ts';
import { findDisagreements } from '../reconcile/disagreements.ts';
import type { Finding, Systems } from '../reconcile/finding.ts';
import { kinds } from '../reconcile/kinds.ts';
import { mend } from '../reconcile/repair.ts';
import { calendarQueueName, crossingQueue } from '../subgraphs/igate/actions/services.ts';
import type { IgateSchema } from '../subgraphs/igate/store/schema.ts';
import { queues as fromIdesk } from '../subgraphs/idesk/actions/desk.ts';
import type { IdeskSchema } from '../subgraphs/idesk/store/schema.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { openDatabases } from './parts/databases.ts';
import { openFileStore } from './parts/file-store.ts';
import { configurationOrExit } from './read-or-exit.ts';

const queueNames = {
  sendToIdesk: crossingQueue.SEND_TO_IDESK,
  attachResults: crossingQueue.ATTACH_RESULTS,
  tellCalendar: calendarQueueName,
  ...fromIdesk,
};

const { values } = parseArgs({
  options: {
    bytes: { type: 'boolean', default: false },
    repair: { type: 'boolean', default: false },
    settle: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});
const settleSeconds = Number(values.settle);

if (values.help || !(settleSeconds >= 0)) {
  process.stdout.write(`npm run reconcile -- [--bytes] [--repair] [--settle SECONDS]
  --bytes   read every file and compare its digest, beside whether it is there with the right size
  --repair  mend what can be mended without a person's judgement
  --settle  seconds between the first look and the second, which tells what stays from what is on its way (10)
`);
  process.exitCode = values.help ? 0 : 2;
} else {
  await reconcile();
}

async function reconcile(): Promise<void> {
  const configuration = configurationOrExit('tool');
  const logger = createLogger('reconcile', { ...configuration.log, destination: configuration.log.destination ?? 2 });
  await databaseOrExit(configuration, logger);
  await using urls = await openDatabases(configuration, createLogger('reconcile', { level: 'warn', destination: 2 }));
  // No statement timeout: a comparison of everything is no runaway.
  const shared = { poolSize: 4, statementTimeoutMs: 0, logger };
  await using igate = openDatabase<IgateSchema>({ url: urls.owners.igate ?? urls.igate, name: 'igate', ...shared });
  await using idesk = openDatabase<IdeskSchema>({ url: urls.owners.idesk ?? urls.idesk, name: 'idesk', ...shared });
  const systems: Systems = {
    igate: igate.kysely,
    idesk: idesk.kysely,
    igateFiles: await openFileStore(configuration, 'igate'),
    ideskFiles: await openFileStore(configuration, 'idesk'),
  };
  const { graceSeconds } = configuration.files;
  const thoroughness = { bytes: values.bytes, graceSeconds, settleMs: settleSeconds * 1000 };
  const findings = await findDisagreements(systems, thoroughness);
  for (const finding of findings) process.stdout.write(inWords(finding));

  let mended = 0;
  if (values.repair && findings.some(({ repair }) => repair)) {
    await using igateQueues = await openEnqueuer(urls.igate, logger);
    await using ideskQueues = await openEnqueuer(urls.idesk, logger);
    const workshop = { ...systems, igateQueues, ideskQueues, queueNames, graceSeconds, now: () => new Date() };
    for (const { kind, subject, repair } of findings) {
      if (!repair) continue;
      const done = await mend(workshop, repair);
      logger.info({ kind, subject, repair, done }, done === null ? 'had mended itself' : 'mended');
      process.stdout.write(`Mended: ${done ?? `${subject} had mended itself.`}\n`);
      mended += 1;
    }
  }
  const left = findings.length - mended;
  process.stdout.write(
    findings.length === 0
      ? 'iGate and iDesk agree.\n'
      : `${findings.length} disagreements, ${mended} of them mended.${mended > 0 ? ' Run it again to see what stays.' : ''}\n`,
  );
  process.exitCode = left === 0 ? 0 : 1;
}

function inWords({ kind, what }: Finding): string {
  const { term, remedy } = kinds[kind];
  return `${kind} (${term})\n  ${what}\n  What to do: ${remedy}\n\n`;
}
