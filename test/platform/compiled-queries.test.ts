import { isDeepStrictEqual } from 'node:util';
import { execute, GraphQLSchema, parse, validate, type FormattedExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import { fileClaimsIn } from '../../platform/files/file-claims.ts';
import { createExportAddresses } from '../../platform/reports/export-address.ts';
import type { ExportContent } from '../../subgraphs/igate/actions/export-content.ts';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import { createLogger } from '../../platform/logging.ts';
import { formatErrors, formatResult } from '../../platform/serving/format-errors.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import type { RequestOrigin, SubgraphRequest } from '../../platform/serving/subgraph-source.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import { Peer } from '../../platform/transfers/peer.ts';
import { createLocalTokens } from '../../subgraphs/igate/actions/local-tokens.ts';
import { createContext as createIgateContext } from '../../subgraphs/igate/graphql/context.ts';
import { igateSchema } from '../../subgraphs/igate/igate.ts';
import type { ExportContent as IdeskExport } from '../../subgraphs/idesk/actions/export-content.ts';
import { createContext as createIdeskContext } from '../../subgraphs/idesk/graphql/context.ts';
import { ideskSchema } from '../../subgraphs/idesk/idesk.ts';
import { demoNow, demoPlace, type DemoPlace } from '../demo/seeded.ts';
import { randomOperation, type RandomScalar } from '../gateway/oracle/random-operation.ts';
import { seeded, type Seeded } from '../gateway/oracle/seeded.ts';

/** `ORACLE_OPERATIONS=20000` at night; `ORACLE_SEED` gives other operations. */
const operations = Number(process.env['ORACLE_OPERATIONS'] ?? 1000);
const seed = process.env['ORACLE_SEED'] ?? 'lienthong';

const logger = createLogger('test', { level: 'silent' });
const now = () => demoNow;
const officers = ['lanhdao', 'hoant', 'truongphong', 'vanthu', 'motcua', 'quantri', 'baocao', 'chualienket', 'nobody'];

/** Stands for the SSO: a token here says in clear text whom it speaks for. */
async function verify(token: string): Promise<Principal> {
  if (token === 'forged') throw new RequestError('UNAUTHENTICATED');
  return { kind: 'sso', account: `${token}@stttt.binhdinh.gov.vn`, expiresAt: new Date(8.64e15) };
}

let place: DemoPlace;
let known: Readonly<Record<string, readonly string[]>>;
beforeAll(async () => {
  place = await demoPlace();
  await place.seed({ dossiers: 120 });
  known = await knownKeys(place);
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

describe('a subgraph answers a compiled query as graphql-js answers it', () => {
  const each = Math.ceil(operations / 5);

  test(`${each} queries of iGate`, { timeout: operations * 100 }, async () => {
    const { differing, fruitful } = await compare(igateSchema, await igateContexts(), each);
    expect(differing).toEqual([]);
    expect(fruitful).toBeGreaterThan(each / 8);
  });

  test(`${each} queries of iDesk`, { timeout: operations * 100 }, async () => {
    const { differing, fruitful } = await compare(ideskSchema, ideskContexts(), each);
    expect(differing).toEqual([]);
    expect(fruitful).toBeGreaterThan(each / 8);
  });
});

/** Fruitful are queries that find something: those that find nothing would be answered alike by anybody. */
async function compare<Context>(
  schemaOf: () => GraphQLSchema,
  createContext: (origin: RequestOrigin) => Promise<Context>,
  count: number,
): Promise<{ readonly differing: readonly object[]; readonly fruitful: number }> {
  const plain = schemaOf();
  const executor = createSubgraphExecutor({ name: 'compiled', schema: schemaOf(), createContext, logger });
  const queries = new GraphQLSchema({ ...plain.toConfig(), mutation: null });
  const differing: object[] = [];
  let fruitful = 0;
  for (let number = 0; number < count; number++) {
    const name = `${seed} ${number}`;
    const request = randomRequest(queries, name);
    const interpreted = await interpret(plain, createContext, request);
    const compiled = await executor.executeBytes?.(request);
    const [wanted, got] = [comparable(interpreted), comparable(compiled)];
    if (!isDeepStrictEqual(wanted, got)) differing.push({ name, request, wanted, got });
    if (!interpreted.errors && JSON.stringify(interpreted.data).length > 100) fruitful += 1;
  }
  return { differing, fruitful };
}

function randomRequest(schema: GraphQLSchema, name: string): SubgraphRequest {
  const random = seeded(`request ${name}`);
  const { query, variables } = randomOperation(schema, name, knownScalar);
  const token = random.chance(0.6) ? 'lanhdao' : random.pick([...officers, 'forged']);
  const language = random.pick(['vi', 'en'] as const);
  const origin = { requestId: 'test', token: random.chance(0.05) ? undefined : token, language };
  return { query, variables: random.chance(0.1) ? spoiled(variables, random) : variables, origin };
}

/** One variable is missing, or is nothing that its type knows. */
function spoiled(variables: Readonly<Record<string, unknown>>, random: Seeded): Record<string, unknown> {
  const names = Object.keys(variables);
  if (names.length === 0) return {};
  const name = random.pick(names);
  const { [name]: _gone, ...others } = variables;
  return random.chance(0.3) ? others : { ...others, [name]: random.pick([null, -1, 1.5, '', {}, [null], { x: 1 }]) };
}

async function interpret<Context>(
  schema: GraphQLSchema,
  createContext: (origin: RequestOrigin) => Promise<Context>,
  { query, variables, origin }: SubgraphRequest,
): Promise<FormattedExecutionResult> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return formatErrors(errors, origin, logger);
  const contextValue = await createContext(origin);
  return formatResult(await execute({ schema, document, variableValues: variables, contextValue }), origin, logger);
}

/** As a client reads it; errors happen side by side, so their order says nothing. */
function comparable(answer: FormattedExecutionResult | Buffer | undefined): unknown {
  const { errors, ...rest } = JSON.parse(answer instanceof Buffer ? answer.toString() : JSON.stringify(answer));
  return { ...rest, errors: errors?.map((error: unknown) => JSON.stringify(error)).toSorted() };
}

const knownScalar: RandomScalar = (type, random) => {
  switch (type) {
    case 'Int':
      return random.pick([1, 3, 20, 20, 100, 501]);
    case 'Boolean':
      return random.chance(0.5);
    case 'DossierCode':
      return random.chance(0.05) ? 'no code' : random.pick([...(known['Dossier'] ?? []), '000.00.13.H08-210805-9999']);
    case 'DateTime':
      return random.chance(0.1) ? 'yesterday' : '2026-08-01T00:00:00+07:00';
    case 'Date':
      return random.chance(0.1) ? '2026-02-30' : random.pick(['2026-01-01', '2026-11-20']);
    case '_Any':
      return representation(random);
    default:
      return random.pick(Object.values(known).flat().slice(0, 400));
  }
};

const keys: Readonly<Record<string, string>> = {
  Dossier: 'code',
  Officer: 'account',
  DeskUser: 'ssoAccount',
  Attachment: 'id',
  Transfer: 'id',
  DocumentFile: 'id',
  Draft: 'id',
  IssuedDocument: 'id',
};

function representation(random: Seeded): unknown {
  if (random.chance(0.02)) return { __typename: 'Nothing', id: '1' };
  const type = random.pick(Object.keys(keys));
  return { __typename: type, [keys[type] ?? '']: random.pick([...(known[type] ?? []), 'unknown']) };
}

async function knownKeys({ igate, idesk }: DemoPlace): Promise<Record<string, readonly string[]>> {
  const read = async ({ pool }: Pick<DemoPlace['igate'], 'pool'>, sql: string): Promise<string[]> =>
    (await pool.query<{ key: string }>(sql)).rows.map(({ key }) => key);
  const documents = await read(idesk, 'select id as key from documents order by id limit 60');
  return {
    Dossier: await read(igate, 'select code as key from dossiers order by code'),
    Officer: await read(igate, 'select account as key from officers order by account'),
    DeskUser: officers.map((name) => `${name}@stttt.binhdinh.gov.vn`),
    Attachment: await read(igate, 'select id as key from attachments order by id limit 60'),
    Transfer: await read(igate, 'select id as key from transfers order by id limit 60'),
    DocumentFile: await read(idesk, 'select id as key from document_files order by id limit 60'),
    Draft: documents,
    IssuedDocument: documents,
  };
}

/** Queries enqueue nothing. */
const outbox = { enqueue: () => Promise.reject(new Error()), settled: () => Promise.reject(new Error()) };
const uploads = { maxFileBytes: 1, maxFiles: 1 };
const addressRules = { secret: 'a secret of at least 32 bytes, for tests', publicUrl: '', lifetimeSeconds: 300, now };

async function igateContexts() {
  const db = place.igate.kysely;
  const tokens = await createLocalTokens({ db, lifetimeSeconds: 3600, now });
  const peer = new Peer({ url: () => 'http://127.0.0.1:1', token: async () => '', logger });
  const environment = {
    services: { db, files: { store: place.igateFiles, claims: fileClaimsIn(db) }, peer, now, uploads, outbox, logger },
    byKey: place.igate.byKey,
    verify,
    tokens,
    addresses: createFileAddresses({ ...addressRules, subgraph: 'igate' }),
    exports: createExportAddresses<ExportContent>({ ...addressRules, subgraph: 'igate' }),
  };
  return async (origin: RequestOrigin) => createIgateContext(environment, origin);
}

function ideskContexts() {
  const igate = new Peer({ url: () => 'http://127.0.0.1:1', token: async () => '', logger });
  const desk = {
    database: place.idesk.kysely,
    files: { store: place.ideskFiles, claims: fileClaimsIn(place.idesk.kysely) },
    uploads,
    outbox,
    igate,
    now,
    logger,
  };
  const addresses = createFileAddresses({ ...addressRules, subgraph: 'idesk' });
  const exports = createExportAddresses<IdeskExport>({ ...addressRules, subgraph: 'idesk' });
  return async (origin: RequestOrigin) =>
    createIdeskContext(origin, { desk, byKey: place.idesk.byKey, addresses, exports, verify });
}
