/**
 * The gateway in a process of its own, over subgraphs reached by HTTP: on several threads, between which the system shares
 * the connections out.
 */
import { allocateRates } from '../gateway/limits/memory-rate-store.ts';
import { allocateStreams } from '../gateway/subscriptions/stream-counts.ts';
import { createLogger } from '../platform/logging.ts';
import { startWorkerThreads } from '../platform/threads/worker-threads.ts';
import type { GatewayThreads } from './parts/gateway.ts';
import { buildGatewayThread } from './parts/gateway-thread.ts';
import { portOrExit } from './port-or-exit.ts';
import { configurationOrExit } from './read-or-exit.ts';
import { stopSignal } from './stop-signal.ts';

const stopped = stopSignal();
const configuration = configurationOrExit('gateway');
await portOrExit(configuration);
const logger = createLogger('gateway', configuration.log);
const { threads, streams } = configuration.gateway;

const shared: GatewayThreads = {
  others: threads - 1,
  rates: allocateRates(),
  streams: allocateStreams(streams),
};
// The main thread is one of them, and comes first: it finds out whether the configuration will do.
const gateway = await buildGatewayThread(configuration, shared, logger);
const others = await startWorkerThreads(new URL('gateway-thread.ts', import.meta.url), threads - 1, shared);
await gateway.listen();
logger.info({ threads }, 'ready');

await stopped;
await Promise.all([others.stop(), gateway.close()]);
