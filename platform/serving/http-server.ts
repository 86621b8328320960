import Fastify, { LogController, type FastifyBaseLogger, type FastifyHttpOptions, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { register } from 'prom-client';
import { errorCodes, preferredLanguage, RequestError } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { isUnavailable } from '../unavailable.ts';
import { gatherWrites } from './gathered-writes.ts';
import { registerDraining } from './draining.ts';
import { answerUnreadable } from './unreadable-request.ts';

/** A caller's own request id is kept where it cannot break a log line or a header. */
const acceptableRequestId = /^[\w.:-]{1,128}$/;

/** What depends on who can reach a server. */
export interface HttpServerOptions extends Pick<FastifyHttpOptions<Server>, 'requestTimeout' | 'http'> {
  readonly trustProxy?: readonly string[];
}

/**
 * A Fastify instance as every part of the system serves HTTP: request ids from `x-request-id` (made up where it is
 * missing or odd, and given back), refusals and other errors as bilingual JSON, in-flight requests finished on close.
 * `X-Forwarded-For` is believed of proxies at the addresses in `trustProxy` alone.
 */
export function createHttpServer(logger: Logger, options: HttpServerOptions = {}): FastifyInstance {
  const { trustProxy = [], ...timeouts } = options;
  // A logger for each request would be made even where nothing is logged; lines name the request id themselves.
  const loggerInstance: FastifyBaseLogger = Object.create(logger, { child: { value: () => loggerInstance } });
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && acceptableRequestId.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    ...timeouts,
  });
  registerDraining(app);
  app.server.on('connection', gatherWrites);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const isAmbiguous = count(request.raw.rawHeaders, 'authorization') > 1;
    done(isAmbiguous ? new RequestError('UNAUTHENTICATED') : undefined);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const language = preferredLanguage(request.headers['accept-language']);
    return reply.code(404).send({ code: 'NOT_FOUND', message: errorCodes.NOT_FOUND[language] });
  });
  app.setErrorHandler(async (error, request, reply) => {
    // They are those of a file that failed before its first byte.
    for (const header of ['content-type', 'content-disposition', 'content-encoding']) reply.removeHeader(header);
    const language = preferredLanguage(request.headers['accept-language']);
    if (error instanceof RequestError) {
      if (error.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
      return reply.code(httpStatus(error)).send({ code: error.code, message: error.text[language] });
    }
    const status = statusOf(error);
    if (status >= 400 && status < 500) {
      return reply.code(status).send({ code: 'BAD_USER_INPUT', message: errorCodes.BAD_USER_INPUT[language] });
    }
    const isPassing = isUnavailable(error);
    const details = { err: error, requestId: request.id };
    if (isPassing) request.log.warn(details, 'what this needs does not answer');
    else request.log.error(details, 'unexpected error in a route');
    const unexpected = new RequestError(isPassing ? 'SUBGRAPH_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR');
    return reply.code(httpStatus(unexpected)).send({ code: unexpected.code, message: unexpected.text[language] });
  });
  return app;
}

/**
 * How often a header was sent. Of two `Authorization` headers Node.js takes the first and drops the other; a proxy in front
 * may have looked at that one.
 */
function count(rawHeaders: readonly string[], name: string): number {
  let times = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const header = rawHeaders[i];
    if (header?.length === name.length && header.toLowerCase() === name) times++;
  }
  return times;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

/** The HTTP status of a refusal outside GraphQL, where no `errors` list can carry the code. */
export function httpStatus(error: RequestError): number {
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
    case 'SSO_ACCOUNT_NOT_LINKED':
      return 403;
    case 'NOT_FOUND':
      return 404;
    case 'FILE_TOO_LARGE':
    case 'TOO_MANY_FILES':
      return 413;
    case 'RATE_LIMITED':
      return 429;
    case 'SUBGRAPH_UNAVAILABLE':
      return 503;
    case 'INTERNAL_SERVER_ERROR':
      return 500;
    default:
      return 400;
  }
}

/** A dependency's check: resolves where it answers, rejects where it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>;

/** A check that takes longer than this is a dependency that is not there. */
const checkTimeoutMs = 2000;

/**
 * `GET /health/live` (the process runs), `GET /health/ready` (each dependency by name; 503 where one is missing), `GET /metrics`.
 *
 * @param metrics what Prometheus reads: those of this thread, where nothing else is said
 */
export function registerHealthRoutes(
  app: FastifyInstance,
  checks: ReadinessChecks,
  metrics = async () => register.metrics(),
): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (request, reply) => {
    const dependencies = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await withTimeout(check());
          return [name, 'ok'] as const;
        } catch (error) {
          request.log.warn({ err: error, dependency: name }, 'a dependency is unavailable');
          return [name, 'unavailable'] as const;
        }
      }),
    );
    const ready = dependencies.every(([, status]) => status === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'unavailable', dependencies: Object.fromEntries(dependencies) });
  });
  app.get('/metrics', async (_request, reply) => reply.type(register.contentType).send(await metrics()));
}

async function withTimeout(check: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${checkTimeoutMs} ms`)), checkTimeoutMs);
  });
  await Promise.race([check, late]).finally(() => clearTimeout(timer));
}
