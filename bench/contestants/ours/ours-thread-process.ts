/** A further thread of `ours-process.ts`. */
import { workerData } from 'node:worker_threads';
import { listenTogether } from '../../../platform/threads/listen-together.ts';
import { inWorkerThread } from '../../../platform/threads/worker-threads.ts';
import { createOurThread, type OurThread } from './our-thread.ts';

const thread: OurThread = workerData;
const { ready } = inWorkerThread();
const { app } = await createOurThread(thread);
await ready();
await listenTogether(app, { host: '127.0.0.1', port: thread.port }, thread.threads);
