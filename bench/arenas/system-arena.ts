import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officers } from '../../demo/world/officers.ts';
import { freePort } from '../processes/free-port.ts';
import { startPart } from '../processes/part.ts';
import { systemWorkloads } from '../workloads/system-workloads.ts';
import type { Arena } from './arena.ts';
import { exploreDossiers } from './explore-dossiers.ts';
import { openLargeProvince } from './large-province.ts';

const schemaFolder = new URL('../../schema/', import.meta.url);
const leaders = officers
  .filter(({ role, linked }) => linked && role === 'DEPARTMENT_LEADER')
  .map((one) => one.ssoAccount);
const specialists = officers.filter(({ role, linked }) => linked && role === 'SPECIALIST').map((one) => one.ssoAccount);

/** iGate and iDesk in processes of their own, over a large province. */
export async function openSystemArena(dossiers: number): Promise<Arena> {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-bench-'));
  starting.defer(() => rm(folder, { recursive: true }));
  const { issuer, environment: shared } = starting.use(await openLargeProvince(dossiers));
  const tokens = await issuer.tokensFor([...leaders, ...specialists]);
  const example = tokens.get(leaders[0] ?? '') ?? '';
  const [igatePort, ideskPort] = [await freePort(), await freePort()];
  const addresses = { igate: `http://127.0.0.1:${igatePort}`, idesk: `http://127.0.0.1:${ideskPort}` };
  const environment = { ...shared, IGATE_URL: addresses.igate, IDESK_URL: addresses.idesk };
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
