import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import type { ChangeSource } from '../../platform/changes/change.ts';
import type { SupergraphServer } from '../execution/supergraph-server.ts';
import type { Admit } from '../http/admission.ts';
import type { ChargeCaller } from '../limits/rate-limit.ts';
import { ChangeHub } from './change-hub.ts';
import { readLiveFields } from './live-fields.ts';
import { OpenConnections } from './open-connections.ts';
import { createOperationRunner } from './run-operation.ts';
import { registerSseEndpoint, type StreamEndpointOptions } from './sse-endpoint.ts';
import { StreamCounts, type StreamLimits } from './stream-counts.ts';
import { countTold } from './stream-metrics.ts';
import { createSharedTurns } from './shared-turns.ts';
import { createStreamOperations } from './stream-operations.ts';
import { distinguishStreams } from './stream-requests.ts';
import { createSubscribe } from './subscribe.ts';
import { createTurns } from '../../platform/serving/turns.ts';
import { registerWebSocketEndpoint } from './websocket-endpoint.ts';

export interface SubscriptionOptions {
  /** Where subgraphs tell of their changes: each of them that does. */
  readonly changes: readonly ChangeSource[];
  readonly limits: StreamLimits;
  /** Of `allocateStreams`, where several threads count together. */
  readonly counts?: SharedArrayBuffer;
}

interface Surroundings extends Omit<StreamEndpointOptions, 'subscribe' | 'connections' | 'counts'> {
  readonly supergraph: SupergraphServer;
  readonly supergraphSdl: string;
  readonly admit: Admit;
  readonly charge: ChargeCaller | null;
}

/**
 * Of the streams that a change wakes, so many are answered at once: fewer than a subgraph runs queries at once, so that it
 * has room for whoever asks meanwhile.
 */
const answersAtOnce = 4;

/**
 * Subscriptions at `/graphql`, beside the operations of one answer. Register it before them.
 *
 * @throws Error where a field of `Subscription` does not say, or says wrongly, what it sends.
 */
export function registerSubscriptions(
  app: FastifyInstance,
  { changes, limits, counts: counted }: SubscriptionOptions,
  surroundings: Surroundings,
): void {
  const { supergraph, admit, charge, verify, logger } = surroundings;
  const fields = readLiveFields(parse(surroundings.supergraphSdl), supergraph.apiSchema);
  const hub = new ChangeHub(countTold);
  const counts = new StreamCounts(limits, counted);
  const connections = new OpenConnections(verify);
  const subscribe = createSubscribe({
    admit,
    charge,
    read: createStreamOperations(supergraph.apiSchema, fields),
    run: createOperationRunner(supergraph),
    shareTurn: createSharedTurns(createTurns(answersAtOnce)),
    hub,
    counts,
    logger,
  });
  app.addHook('onListen', async () => hub.follow(changes));
  // Closing waits for connections that are in use, and these end only by themselves.
  app.addHook('preClose', async () => connections.stop());
  app.addHook('onClose', async () => hub.close());
  distinguishStreams(app);
  const endpoint = { ...surroundings, schema: supergraph.apiSchema, subscribe, connections, counts };
  registerSseEndpoint(app, endpoint);
  registerWebSocketEndpoint(app, endpoint);
}
