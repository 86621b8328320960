import { GraphQLError, parse, type ExecutionArgs, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { makeServer, type ConnectionInitMessage, type Server } from 'graphql-ws';
import { errorCodes, preferredLanguage, RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { bearerToken } from '../../platform/serving/graphql-route.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { readGraphqlParameters } from '../http/graphql-request.ts';
import type { AnswerStream } from './answer-stream.ts';
import { presentInvalid, presentRefusal, type OnlyErrors } from './present-errors.ts';
import { countAnswer } from './stream-metrics.ts';
import { InvalidOperation } from './stream-operations.ts';
import type { Subscribe } from './subscribe.ts';
import { closeCodes, type WebSocketSession } from './websocket-session.ts';

interface ProtocolOptions {
  readonly schema: GraphQLSchema;
  readonly verify: VerifyToken;
  readonly subscribe: Subscribe;
  /** Whether errors may guess what a misspelt name was meant to be. */
  readonly suggestions: boolean;
  readonly logger: Logger;
}

type Parameters = ConnectionInitMessage['payload'];

/** A client that says nothing holds a connection for so long. */
const initWithinMs = 10_000;

/** The protocol wants to see a document, and runs whatever it is given in place of it. */
const anySubscription = parse('subscription { answers }');

/**
 * GraphQL over WebSocket, `graphql-transport-ws`. Whoever connects proves who they are in the first message, with
 * `{ "authorization": "Bearer …" }` as its payload, or in a header of the handshake.
 */
export function createWebSocketProtocol(options: ProtocolOptions): Server<WebSocketSession> {
  const { schema, verify, subscribe, suggestions, logger } = options;
  return makeServer<Parameters, WebSocketSession>({
    connectionInitWaitTimeout: initWithinMs,
    onConnect: async ({ extra: session, connectionParams }) => admitted(session, connectionParams, verify),

    async onSubscribe({ extra: session }, _id, payload) {
      const { principal, address } = session;
      const origin = session.nextOrigin();
      try {
        if (!principal) throw new RequestError('UNAUTHENTICATED');
        const asked = readGraphqlParameters('POST', payload);
        const stream = await subscribe({ principal, address, origin, transport: 'websocket' }, asked);
        return { schema, document: anySubscription, contextValue: answersOf(stream, session) };
      } catch (error) {
        if (error instanceof InvalidOperation) return presented(presentInvalid(error, { suggestions }));
        if (error instanceof RequestError) return presented(presentRefusal(error.code, error.text, origin));
        logger.error({ err: error, requestId: origin.requestId }, 'a stream could not be opened');
        const code = 'INTERNAL_SERVER_ERROR';
        return presented(presentRefusal(code, errorCodes[code], origin));
      }
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `onSubscribe` put there
    subscribe: ({ contextValue }: ExecutionArgs) => contextValue as AsyncIterable<Wrapped>,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `answersOf` gave
    onNext: (_context, _id, _payload, _operation, result) => (result as Wrapped).data.whole,
  });

  /** As the protocol takes them: objects, and an end without an exception. */
  function answersOf(stream: AnswerStream, session: WebSocketSession): AsyncIterableIterator<Wrapped> {
    session.carry(stream);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        try {
          const { value } = await stream.next();
          if (value) {
            countAnswer('websocket');
            const answer: FormattedExecutionResult = JSON.parse(value.json.toString());
            return wrapped(answer);
          }
          session.drop(stream);
          return { value: undefined, done: true };
        } catch (error) {
          logger.error({ err: error, requestId: session.origin.requestId }, 'a stream failed');
          const code = 'INTERNAL_SERVER_ERROR';
          return wrapped(presentRefusal(code, errorCodes[code], session.origin));
        }
      },
      async return() {
        session.drop(stream);
        return stream.return();
      },
    };
  }
}

/** An answer that is ready to be sent, where the protocol expects one that it has to finish. */
interface Wrapped {
  readonly data: { readonly whole: FormattedExecutionResult };
}

function wrapped(whole: FormattedExecutionResult): IteratorYieldResult<Wrapped> {
  return { value: { data: { whole } }, done: false };
}

/** Whether the connection may go on; where it may not, it has been closed with the reason. */
async function admitted(session: WebSocketSession, parameters: Parameters, verify: VerifyToken): Promise<boolean> {
  const authorization = parameterIn(parameters, 'authorization');
  const language = parameterIn(parameters, 'accept-language');
  session.origin = {
    ...session.origin,
    ...(authorization !== undefined && { token: bearerToken(authorization) }),
    ...(language !== undefined && { language: preferredLanguage(language) }),
  };
  try {
    const { token } = session.origin;
    if (token === undefined) throw new RequestError('UNAUTHENTICATED');
    session.principal = await verify(token);
    return true;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const isPassing = error.code === 'SUBGRAPH_UNAVAILABLE';
    session.refuse(isPassing ? closeCodes.later : closeCodes.forbidden, error.code);
    return false;
  }
}

/** Named like a header, and like one in whatever case. */
function parameterIn(parameters: Parameters, name: string): string | undefined {
  const [, value] = Object.entries(parameters ?? {}).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : undefined;
}

/** Errors that look on the wire as they look here. */
class PresentedError extends GraphQLError {
  readonly #presented: OnlyErrors['errors'][number];

  constructor(error: OnlyErrors['errors'][number]) {
    super(error.message);
    this.#presented = error;
  }

  override toJSON(): OnlyErrors['errors'][number] {
    return this.#presented;
  }
}

function presented({ errors }: OnlyErrors): GraphQLError[] {
  return errors.map((error) => new PresentedError(error));
}
