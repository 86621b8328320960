/** Our gateway on several threads, as `start/gateway.ts` runs it. */
import { allocateRates } from '../../../gateway/limits/memory-rate-store.ts';
import { listenTogether } from '../../../platform/threads/listen-together.ts';
import { startWorkerThreads } from '../../../platform/threads/worker-threads.ts';
import { freePort } from '../../processes/free-port.ts';
import { listening, told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';
import { createOurThread, type OurThread } from './our-thread.ts';
import type { OursSettings } from './ours.ts';

const settings: Graph & OursSettings = JSON.parse(told());
const thread: OurThread = {
  ...settings,
  port: await freePort(),
  rates: allocateRates(),
};
const { app } = await createOurThread(thread);
await startWorkerThreads(new URL('ours-thread-process.ts', import.meta.url), settings.threads - 1, thread);
await listenTogether(app, { host: '127.0.0.1', port: thread.port }, settings.threads);
listening(thread.port);
