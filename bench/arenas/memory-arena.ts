import { print } from 'graphql';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeGraph, deskSdl, gateSdl } from '../memory-subgraphs/graph.ts';
import { startProgram } from '../processes/running-process.ts';
import { startIssuer } from '../tokens/issuer.ts';
import { memoryOfficers, memoryWorkloads } from '../workloads/memory-workloads.ts';
import type { Arena } from './arena.ts';

/** Subgraphs that answer from memory, so that the gateway is what is measured. */
export async function openMemoryArena(): Promise<Arena> {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-bench-'));
  starting.defer(() => rm(folder, { recursive: true }));
  const issuer = starting.use(await startIssuer());
  const tokens = await issuer.tokensFor(memoryOfficers);
  const program = new URL('../memory-subgraphs/subgraphs-process.ts', import.meta.url);
  const { ports } = starting.use(await startProgram(program, null));
  const [gate, desk] = ports.map((port) => `http://127.0.0.1:${port}/graphql`);
  const [example] = tokens.values();
  if (gate === undefined || desk === undefined || example === undefined) throw new Error('two subgraphs, one token');
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, composeGraph({ gate, desk }));
  const parts = starting.move();
  return {
    graph: {
      supergraphFile,
      subgraphs: { gate: { url: gate, sdl: print(gateSdl) }, desk: { url: desk, sdl: print(deskSdl) } },
      tokens: { issuer: issuer.url, jwksUri: issuer.jwksUri, audience: issuer.audience, example },
      folder,
    },
    workloads: memoryWorkloads,
    tokens,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
