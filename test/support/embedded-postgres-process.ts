/**
 * A process that runs an embedded database in the folder it is given, prints the database's address, and stops when its
 * standard input ends. Tests kill it in the ways that real processes die.
 */
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { createLogger } from '../../platform/logging.ts';

const [dataDir = ''] = process.argv.slice(2);
const logger = createLogger('embedded database', { level: 'info', destination: 2 });
await using server = await startEmbeddedPostgres({ dataDir, databases: ['igate'], logger });
process.stdout.write(`${server.url('igate')}\n`);
process.stdin.resume();
await new Promise((resolve) => process.stdin.once('close', resolve));
