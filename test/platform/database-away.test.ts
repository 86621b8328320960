import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { errorCodes } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import { CrashingPostgres } from '../support/crashing-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = createLogger('test', { level: 'silent' });
const statements = {
  one: 'select 1::text as text',
  sleep: `select pg_sleep(30)::text as text`,
  wrong: 'select nothing',
};
type Statement = keyof typeof statements;

let place: TestDatabase;
let postgres: CrashingPostgres;
let database: Database<unknown>;
/** Not through that door. */
let watching: Database<unknown>;
beforeAll(async () => {
  place = await createTestDatabase();
  postgres = await CrashingPostgres.open();
  watching = openDatabase({ url: place.url, name: 'watching', poolSize: 1, logger });
});
beforeEach(async () => {
  postgres.state = () => 'UP';
  await database?.close();
  database = openDatabase({ url: postgres.urlOf(place.url), name: 'away', poolSize: 2, logger });
});
afterAll(async () => {
  await Promise.all([database?.close(), watching?.close()]);
  await postgres?.[Symbol.asyncDispose]();
  await place?.drop();
});

async function read(statement: Statement): Promise<string | undefined> {
  return (await database.pool.query<{ text: string }>(statements[statement])).rows[0]?.text;
}

/** Ends its connections as soon as the database has a statement of ours to work on. */
async function dieUnder(work: Promise<unknown>): Promise<void> {
  const working = `from pg_stat_activity where datname = current_database() and query = $1 and state = 'active'`;
  const count = async () => (await watching.pool.query(`select 1 ${working}`, [statements.sleep])).rowCount;
  await expect.poll(count, { timeout: 20_000 }).toBe(1);
  postgres.cutAll();
  await work;
  // The server itself lives, and would go on with it.
  await watching.pool.query(`select pg_terminate_backend(pid, 10000) ${working}`, [statements.sleep]);
}

describe('a subgraph whose database is away', () => {
  /** Reads once in a request, as loaders do. */
  class Context {
    readonly #read = new Map<Statement, Promise<string | undefined>>();

    read(statement: Statement): Promise<string | undefined> {
      const reading = this.#read.get(statement) ?? read(statement);
      this.#read.set(statement, reading);
      return reading;
    }
  }

  const field = (statement: Statement) => ({
    type: GraphQLString,
    resolve: (_parent: unknown, _arguments: object, context: Context) => context.read(statement),
  });
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { one: field('one'), sleep: field('sleep'), wrong: field('wrong') },
    }),
  });
  const source = createSubgraphExecutor({ name: 'away', schema, createContext: async () => new Context(), logger });
  const ask = (query: string) =>
    source.execute({ query, variables: {}, origin: { language: 'vi', requestId: 'r', token: undefined } });
  const unavailable = (path: string) => ({
    data: { [path]: null },
    errors: [
      { message: errorCodes.SUBGRAPH_UNAVAILABLE.vi, extensions: { code: 'SUBGRAPH_UNAVAILABLE' }, path: [path] },
    ],
  });

  it.each(['RECOVERING', 'CUTTING'] as const)('says that it is for a moment: %s', async (state) => {
    postgres.state = () => state;
    expect(await ask('{ one }')).toMatchObject(unavailable('one'));
    postgres.state = () => 'UP';
    expect(await ask('{ one }')).toEqual({ data: { one: '1' } });
  });

  it('says so of what was under way, too', async () => {
    const answer = ask('{ sleep }');
    await dieUnder(answer);
    expect(await answer).toMatchObject(unavailable('sleep'));
  });

  it('does not say it of mistakes of ours', async () => {
    expect(await ask('{ wrong }')).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  });
});

it('a route without its database answers 503', async () => {
  await using app = createHttpServer(logger);
  app.get<{ Params: { statement: Statement } }>('/:statement', async ({ params }) => read(params.statement));
  const ask = (path: string) => app.inject({ url: path, headers: { 'accept-language': 'en' } });
  expect((await ask('/one')).statusCode).toBe(200);

  const answer = ask('/sleep');
  await dieUnder(answer);
  expect((await answer).statusCode).toBe(503);
  expect((await answer).json()).toEqual({
    code: 'SUBGRAPH_UNAVAILABLE',
    message: errorCodes.SUBGRAPH_UNAVAILABLE.en,
  });
  expect((await ask('/wrong')).statusCode).toBe(500);
});
