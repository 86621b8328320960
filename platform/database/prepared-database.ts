import type { Logger } from '../logging.ts';
import { openDatabase, type Database } from './database.ts';
import { grantUse, type TableLimits } from './grants.ts';
import { migrate, type Migration } from './migrations.ts';

export interface DatabasePreparation {
  /** Address for the role that the running program has. */
  readonly url: string;
  /** Address for the role that owns the tables, where that is another one. Used here and not kept. */
  readonly ownerUrl?: string | undefined;
  readonly name: string;
  readonly migrations: readonly Migration[];
  /** Makes what else the running program would otherwise make for itself; answers with the names of its schemas. */
  readonly install: (ownerUrl: string) => Promise<readonly string[]>;
  readonly limits: TableLimits;
  readonly logger: Logger;
}

/**
 * Brings a database up to date as the role that owns it, and lets the running role use it within the limits. Where there is
 * no owner beside the running role, or that role is a superuser, the limits cannot hold, and the log says so.
 */
export async function prepareDatabase(preparation: DatabasePreparation): Promise<void> {
  const { url, ownerUrl, name, migrations, install, limits, logger } = preparation;
  const open = (address: string): Database<unknown> => openDatabase({ url: address, name, poolSize: 1, logger });
  await using owner = open(ownerUrl ?? url);
  await using runner = open(url);
  await migrate(owner, migrations);
  if (ownerUrl !== undefined) {
    const schemas = await install(ownerUrl);
    await grantUse(owner, await roleOf(runner), ['public', ...schemas], limits);
  }
  if (await mayChange(runner, limits)) {
    logger.warn(
      { database: name, tables: [...limits.appendOnly, ...limits.readOnly] },
      'these tables are protected by triggers only: the role of the running program may change them; give migrations an owner of their own',
    );
  }
}

async function roleOf({ pool }: Database<unknown>): Promise<string> {
  const { rows } = await pool.query<{ role: string }>('select current_user as role');
  if (!rows[0]) throw new Error('PostgreSQL did not say who is signed in.');
  return rows[0].role;
}

/** Whether the role could change what it may only add to or read, were it not for triggers. */
async function mayChange({ pool }: Database<unknown>, { appendOnly, readOnly }: TableLimits): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    `select bool_or(has_table_privilege(name, 'update, delete, truncate, trigger')) as may from unnest($1::text[]) as name`,
    [[...appendOnly, ...readOnly]],
  );
  return rows[0]?.may === true;
}
