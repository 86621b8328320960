import { freePort } from '../../processes/free-port.ts';
import { startPart } from '../../processes/part.ts';
import type { Contestant } from '../contestant.ts';

/** Everything in one process, as `npm start` runs it, with subgraphs of its own over the same databases. */
export const inProcess: Contestant = {
  name: 'in-process',
  title: 'lienthong, all in one process',
  authentication: 'platform/tokens',
  async start({ environment = {} }, nodeOptions) {
    const port = await freePort();
    // Without these two the subgraphs are in the same process.
    const { IGATE_URL: _igate, IDESK_URL: _idesk, ...shared } = environment;
    const running = await startPart('all', port, shared, nodeOptions);
    return { ...running, url: `http://127.0.0.1:${port}/graphql` };
  },
};
