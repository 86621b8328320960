import { startProgram } from '../processes/running-process.ts';
import type { Contestant } from './contestant.ts';

/** A contestant that is a program of the bench, told the graph and whatever else `settings` hold. */
export function programContestant(contestant: Omit<Contestant, 'start'>, file: URL, settings: object = {}): Contestant {
  return {
    ...contestant,
    async start(graph, nodeOptions = []) {
      const running = await startProgram(file, { ...graph, ...settings }, { nodeOptions });
      return { ...running, url: `http://127.0.0.1:${running.ports[0]}/graphql` };
    },
  };
}
