/** A process that migrates the database it is given, as every process of a subgraph does at its start. */
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import { createLogger } from '../../platform/logging.ts';

const [url = ''] = process.argv.slice(2);
await using database = openDatabase({
  url,
  name: 'migrating',
  poolSize: 2,
  logger: createLogger('test', { level: 'silent' }),
});
await migrate(database, [
  { name: '0001-slow', sql: 'create table counted (n int); select pg_sleep(0.3); insert into counted values (1)' },
  { name: '0002-second', sql: 'insert into counted values (2)' },
]);
