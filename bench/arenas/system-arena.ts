import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officers } from '../../demo/world/officers.ts';
import { createLogger } from '../../platform/logging.ts';
import { readConfiguration } from '../../start/configuration.ts';
import { databaseEnvironment, openDatabases } from '../../start/parts/databases.ts';
import { loadDemoData } from '../../start/parts/demo-data.ts';
import { freePort } from '../processes/free-port.ts';
import { startPart } from '../processes/part.ts';
import { startIssuer } from '../tokens/issuer.ts';
import { systemWorkloads } from '../workloads/system-workloads.ts';
import type { Arena } from './arena.ts';
import { exploreDossiers } from './explore-dossiers.ts';

const schemaFolder = new URL('../../schema/', import.meta.url);
const leaders = officers
  .filter(({ role, linked }) => linked && role === 'DEPARTMENT_LEADER')
  .map((one) => one.ssoAccount);
const specialists = officers.filter(({ role, linked }) => linked && role === 'SPECIALIST').map((one) => one.ssoAccount);

/**
 * iGate and iDesk in processes of their own, over an embedded PostgreSQL with a large province in it. The data stays in
 * `bench/.data` for the next run; the first one takes minutes to make it.
 */
export async function openSystemArena(dossiers: number): Promise<Arena> {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-bench-'));
  starting.defer(() => rm(folder, { recursive: true }));
  const dataDir = fileURLToPath(new URL(`../.data/${dossiers}`, import.meta.url));
  const configuration = readConfiguration({ DATA_DIR: dataDir, DEMO_DOSSIERS: String(dossiers) }, 'tool');
  await mkdir(dataDir, { recursive: true });
  const logger = createLogger('bench', { level: 'info', destination: join(dataDir, 'bench.log') });
  const databases = starting.use(await openDatabases(configuration, logger));
  console.error(`demo data of ${dossiers} dossiers in ${dataDir}`);
  await loadDemoData(configuration, databases, logger);

  const issuer = starting.use(await startIssuer());
  const tokens = await issuer.tokensFor([...leaders, ...specialists]);
  const example = tokens.get(leaders[0] ?? '') ?? '';
  const [igatePort, ideskPort] = [await freePort(), await freePort()];
  const addresses = { igate: `http://127.0.0.1:${igatePort}`, idesk: `http://127.0.0.1:${ideskPort}` };
  const environment = {
    DATA_DIR: dataDir,
    LOG_FILE: join(dataDir, 'bench.log'),
    PUBLIC_URL: 'http://127.0.0.1',
    SSO_ISSUER: issuer.url,
    SSO_AUDIENCE: issuer.audience,
    IGATE_URL: addresses.igate,
    IDESK_URL: addresses.idesk,
    IGATE_CLIENT_SECRET: 'bench-igate',
    IDESK_CLIENT_SECRET: 'bench-idesk',
    GATEWAY_CLIENT_SECRET: 'bench-gateway',
    FILE_ADDRESS_SECRET: 'bench-bench-bench-bench-bench-bench',
    // Counted as in production, with rates that nobody reaches.
    RATE_LIMIT_OFFICER: '1000000000',
    RATE_LIMIT_ADDRESS: '1000000000',
    ...databaseEnvironment(databases),
  };
  starting.use(await startPart('igate', igatePort, environment));
  starting.use(await startPart('idesk', ideskPort, environment));
  const known = await exploreDossiers(`${addresses.igate}/graphql`, leaders, tokens);

  const supergraphFile = join(folder, 'supergraph.graphql');
  const supergraph = await readFile(new URL('supergraph.graphql', schemaFolder), 'utf8');
  await writeFile(supergraphFile, placed(supergraph, addresses));
  const subgraph = async (name: keyof typeof addresses) => ({
    url: `${addresses[name]}/graphql`,
    sdl: await readFile(new URL(`${name}.graphql`, schemaFolder), 'utf8'),
  });
  const subgraphs = { igate: await subgraph('igate'), idesk: await subgraph('idesk') };
  const parts = starting.move();
  return {
    graph: {
      supergraphFile,
      subgraphs,
      tokens: { issuer: issuer.url, jwksUri: issuer.jwksUri, audience: issuer.audience, example },
      folder,
      environment,
    },
    workloads: systemWorkloads({ leaders: known, specialists }),
    tokens,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** The committed supergraph names addresses that are none; other gateways look nowhere else for them. */
function placed(supergraph: string, addresses: Readonly<Record<string, string>>): string {
  return Object.entries(addresses).reduce((sdl, [name, url]) => sdl.replace(`http://${name}.invalid`, url), supergraph);
}
