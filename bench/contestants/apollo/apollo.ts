import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram } from '../../processes/running-process.ts';
import type { Contestant, Graph } from '../contestant.ts';
import { stock } from '../stock/stock.ts';

/** The same system on Apollo's servers throughout: the stock gateway, and the resolvers of both subgraphs on Apollo Server. */
export const apollo: Contestant = {
  name: 'apollo',
  title: 'Apollo Server throughout',
  authentication: 'jose, in the context functions of the gateway and the subgraphs',
  async start(graph) {
    await using starting = new AsyncDisposableStack();
    const subgraph = async (name: string) => {
      const file = new URL('subgraph-process.ts', import.meta.url);
      const running = starting.use(await startProgram(file, { ...graph, subgraph: name }));
      return `http://127.0.0.1:${running.ports[0]}/`;
    };
    const placed = await withSubgraphsAt(graph, { igate: await subgraph('igate'), idesk: await subgraph('idesk') });
    const running = starting.use(await stock.start(placed));
    const parts = starting.move();
    return { url: running.url, pid: running.pid, [Symbol.asyncDispose]: () => parts.disposeAsync() };
  },
};

async function withSubgraphsAt(graph: Graph, urls: Readonly<Record<string, string>>): Promise<Graph> {
  const supergraph = await readFile(graph.supergraphFile, 'utf8');
  const supergraphFile = join(graph.folder, 'supergraph-of-apollo.graphql');
  const placed = Object.entries(graph.subgraphs).reduce(
    (sdl, [name, { url }]) => sdl.replace(url, urls[name] ?? url),
    supergraph,
  );
  await writeFile(supergraphFile, placed);
  return { ...graph, supergraphFile };
}
