import { hash } from 'node:crypto';
import { RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import { recordOperation } from '../execution/operation-record.ts';
import type { Admit } from '../http/admission.ts';
import type { GraphqlRequest } from '../http/graphql-request.ts';
import type { ChargeCaller } from '../limits/rate-limit.ts';
import { observeOperation } from '../metrics.ts';
import { AnswerStream } from './answer-stream.ts';
import type { ChangeHub } from './change-hub.ts';
import type { Answer, RunOperation } from './run-operation.ts';
import type { ShareTurn } from './shared-turns.ts';
import type { StreamCounts } from './stream-counts.ts';
import { countStream, type Transport } from './stream-metrics.ts';
import type { ReadStreamOperation, StreamOperation } from './stream-operations.ts';

/** Who wants to be sent answers, and how. */
export interface Subscriber {
  readonly principal: Principal;
  readonly address: string;
  readonly origin: RequestOrigin;
  readonly transport: Transport;
}

interface SubscribeOptions {
  readonly admit: Admit;
  /** Null where callers are not limited. */
  readonly charge: ChargeCaller | null;
  readonly read: ReadStreamOperation;
  readonly run: RunOperation;
  readonly shareTurn: ShareTurn<Answer>;
  readonly hub: ChangeHub;
  readonly counts: StreamCounts;
  readonly logger: Logger;
}

/**
 * Opens the stream of an operation's answers: of a subscription one after the other, of any other operation the only one.
 * It must be pulled or ended.
 *
 * @throws RequestError where the operation or another stream of this caller is refused; InvalidOperation where it is not
 *   valid.
 */
export type Subscribe = (subscriber: Subscriber, asked: GraphqlRequest) => Promise<AnswerStream>;

/** What follows each other within it, such as the steps of one crossing, is sent as one change. */
const pauseMs = 100;

export function createSubscribe(options: SubscribeOptions): Subscribe {
  const { admit, charge, read, run, shareTurn, hub, counts, logger } = options;

  return async (subscriber, asked) => {
    const { principal, address, origin } = subscriber;
    const { query, operationName, variables, kind, cost } = await admit({ principal, address }, asked);
    if (asked.method === 'GET' && kind === 'mutation') throw new RequestError('BAD_USER_INPUT', readOnly);
    const operation = read(query, operationName);
    if (operation.kind !== 'subscription') {
      return new AnswerStream({
        ask: async () => run({ query, operationName, variables }, origin, recordOperation(origin, logger)),
        isOne: true,
        pauseMs: 0,
        onEnd: () => {},
      });
    }

    const key = operation.keyOf(variables, nameOf(principal));
    const recorded = record(subscriber, operation, operationName);
    const giveBack = counts.takeStream(principal);
    const answer = async () => run({ query: operation.query, operationName, variables }, origin, observed());
    const { requestId: _itsOwn, ...caller } = origin;
    // Of all that the answer depends on, but for the moment.
    const digest = hash('sha256', JSON.stringify([caller, operation.query, operationName, variables]), 'base64url');
    const pay = async () => charge?.({ principal, address }, cost);
    const stream = new AnswerStream({
      isOne: false,
      pauseMs,
      async ask(last, begun) {
        // The first one was charged when the operation was admitted.
        if (!last) return answer();
        // Whoever sees nothing pays once there is something: what is left to spend tells of nothing that is out of sight.
        if (!last.isNothing) await pay();
        const next = await shareTurn(digest, answer, begun);
        if (last.isNothing && !next.isNothing) await pay();
        return next;
      },
      onEnd(end, answers) {
        unwatch();
        giveBack();
        recorded(end, answers);
      },
    });
    // Before the first answer is asked for: nothing that happens from then on is missed.
    const unwatch = hub.watch({ topic: operation.topic, key }, () => stream.changed());
    return stream;
  };

  /** The one log line that each stream gets, at its end. */
  function record({ origin, transport }: Subscriber, { field }: Live, operationName: string | undefined) {
    const startedAt = performance.now();
    countStream(transport, 1);
    return (end: string, answers: number): void => {
      countStream(transport, -1);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      logger.info({ requestId: origin.requestId, transport, field, operationName, answers, seconds, end }, 'stream');
    };
  }
}

const readOnly = {
  vi: 'GET chỉ dùng để đọc. Hãy gửi mutation bằng POST.',
  en: 'GET only reads. Send mutations by POST.',
};

type Live = Extract<StreamOperation, { kind: 'subscription' }>;

function nameOf(principal: Principal): string {
  return principal.kind === 'service' ? principal.clientId : principal.account;
}

/** Each answer of a stream is measured as an operation; a line in the log for each would bury the others. */
function observed() {
  const finish = observeOperation();
  return ({ errors }: { readonly errors?: readonly unknown[] | undefined }): void =>
    finish('subscription', errors ? 'errors' : 'ok');
}
