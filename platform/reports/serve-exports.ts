import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { RequestError } from '../errors.ts';
import { contentDisposition } from '../files/content-disposition.ts';
import { registerCompression } from '../serving/compression.ts';
import { csvOf } from './csv.ts';
import type { ExportAddresses, ExportRequest } from './export-address.ts';
import type { ExportedTable } from './exported-table.ts';
import { xlsxOf } from './xlsx.ts';

interface ExportRouteOptions<Content> {
  readonly addresses: ExportAddresses<Content>;
  /** @throws RequestError where the officer may not have it any more. */
  tableOf(request: ExportRequest<Content>): Promise<ExportedTable>;
}

const formats = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', write: csvOf },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxOf },
} as const;

/**
 * Serves exports at the addresses of `export-address.ts`: `GET /reports/{subgraph}/{token}/{name}.csv` and `.xlsx`. Rows are
 * written as they are read, so that memory does not grow with their number, and CSV is compressed, to about a tenth; where
 * reading fails on the way, the connection is cut, and no program takes what has come for the whole. Errors before that are
 * JSON, as those of files are.
 */
export function registerExportRoutes<Content>(app: FastifyInstance, options: ExportRouteOptions<Content>): void {
  app.register(async (scope) => {
    // A workbook is a zip file already.
    await registerCompression(scope, /^text\/csv/);
    scope.get<{ Params: { '*': string } }>(`/reports/${options.addresses.subgraph}/*`, {}, async (request, reply) => {
      reply.headers(safeHeaders);
      try {
        const [token = '', file = ''] = request.params['*'].split('/', 2);
        return await serve(reply, options, token, file);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        const status = error.code === 'NOT_FOUND' ? 404 : 403;
        return reply.code(status).send({ code: error.code, message: error.text });
      }
    });
  });
}

const safeHeaders = {
  'x-content-type-options': 'nosniff',
  // The address itself is the permission: it must not travel on.
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
};

async function serve<Content>(
  reply: FastifyReply,
  { addresses, tableOf }: ExportRouteOptions<Content>,
  token: string,
  file: string,
) {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const format = ending === 'csv' || ending === 'xlsx' ? formats[ending] : undefined;
  if (!format) throw new RequestError('NOT_FOUND');
  const table = await tableOf(addresses.open(token));
  reply.headers({
    'content-type': format.mediaType,
    'content-disposition': contentDisposition('attachment', `${table.name}.${ending}`),
  });
  const stream: Readable = Readable.from(
    impatiently(format.write(table), () => stream.destroy(new Stalled())),
    {
      objectMode: false,
    },
  );
  return reply.send(stream);
}

/** The client has stopped reading. */
class Stalled extends Error {
  override readonly name = 'Stalled';
}

/** While a client reads nothing, its export holds a connection to the database: one that comes back after this begins anew. */
const longestPauseMs = 60_000;

async function* impatiently<Chunk>(chunks: AsyncIterable<Chunk>, giveUp: () => void): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    const pause = setTimeout(giveUp, longestPauseMs);
    try {
      yield chunk;
    } finally {
      clearTimeout(pause);
    }
  }
}
