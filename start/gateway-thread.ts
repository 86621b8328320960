/** A further thread of the gateway that `gateway.ts` starts. */
import { workerData } from 'node:worker_threads';
import { createLogger } from '../platform/logging.ts';
import { inWorkerThread } from '../platform/threads/worker-threads.ts';
import type { GatewayThreads } from './parts/gateway.ts';
import { buildGatewayThread } from './parts/gateway-thread.ts';
import { configurationOrExit } from './read-or-exit.ts';

const threads: GatewayThreads = workerData;
const { ready, stopped } = inWorkerThread();
const configuration = configurationOrExit('gateway');
const gateway = await buildGatewayThread(configuration, threads, createLogger('gateway', configuration.log));
await ready();
await gateway.listen();

await stopped;
await gateway.close();
