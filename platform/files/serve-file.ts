import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestError } from '../errors.ts';
import { isKnownTag } from '../serving/entity-tag.ts';
import { isPreviewable } from './allowed-types.ts';
import { parseRange } from './byte-range.ts';
import { forwardedAddress } from '../serving/client-address.ts';
import { contentDisposition } from './content-disposition.ts';
import type { ByteRange, FileStore, StoredFile } from './file-store.ts';
import type { RefusedAddress } from './fold-refusals.ts';
import { AddressRefused, type Disposition, type FileAddresses } from './signed-address.ts';

interface FileRouteOptions {
  readonly addresses: FileAddresses;
  readonly store: FileStore;
  /** The file as the database knows it, or null where it is gone or no longer that officer's to see. */
  find(fileId: string, account: string): Promise<StoredFile | null>;
  /**
   * Told before the first byte of every answer that carries bytes, so that nothing leaves unrecorded: a rejection ends the
   * request. Viewers of PDF ask for many ranges of one file: `oncePerAddress` folds them.
   */
  onServed?(served: ServedFile): Promise<void>;
  /** Told of every address that is forged or past its time, as often as it is tried: `foldRefusals` folds them. */
  onRefused?(refused: RefusedAddress): Promise<void>;
}

export interface ServedFile {
  readonly fileId: string;
  readonly account: string;
  readonly disposition: Disposition;
  /** When the address stops working. */
  readonly expiresAt: Date;
  readonly file: StoredFile;
  /** Null where the whole file is sent. */
  readonly range: ByteRange | null;
}

/**
 * Serves files at the addresses of `signed-address.ts`: `GET` and `HEAD /files/{subgraph}/{token}/{name}`, with single
 * ranges and validation by `ETag`. Errors are JSON, `{ code, message: { vi, en } }`: 403 for an address that is forged or
 * past its time, 404 where the file is gone.
 */
export function registerFileRoutes(app: FastifyInstance, options: FileRouteOptions): void {
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    // A wildcard, because Fastify refuses named parameters of more than 100 characters, and a token has about 180.
    url: `/files/${options.addresses.subgraph}/*`,
    async handler(request, reply) {
      reply.headers(safeHeaders);
      try {
        return await serve(request, reply, options, request.params['*'].split('/', 1)[0] ?? '');
      } catch (error) {
        if (error instanceof AddressRefused) {
          if (!error.stale) request.log.warn({ requestId: request.id }, 'a forged file address');
          await options.onRefused?.({ stale: error.stale, from: forwardedAddress(request) });
        }
        if (error instanceof RequestError) return refuse(reply, error);
        throw error;
      }
    },
  });
}

const safeHeaders = {
  // A file is what we say it is, never what a browser guesses.
  'x-content-type-options': 'nosniff',
  // The address itself is the permission: it must not travel on to places that a document links to.
  'referrer-policy': 'no-referrer',
  // Kept only in the officer's own browser, and asked for again each time, so that an expired address stops working.
  'cache-control': 'private, no-cache',
};

async function serve(request: FastifyRequest, reply: FastifyReply, options: FileRouteOptions, token: string) {
  const { addresses, store } = options;
  const { fileId, account, disposition, expiresAt } = addresses.open(token);
  const file = await options.find(fileId, account);
  const size = file && (await store.size(file.sha256));
  if (!file || size === null) throw fileGone();

  const etag = `"${file.sha256}"`;
  reply.header('etag', etag).header('accept-ranges', 'bytes');
  if (isKnownTag(request.headers['if-none-match'], etag)) return reply.code(304).send();

  const range = wantedRange(request, etag, size);
  if (range === 'unsatisfiable') {
    return reply.header('content-range', `bytes */${size}`).code(416).send(errorBody(rangeBeyondEnd()));
  }
  const part = range === 'whole' ? null : range;
  const bytes = request.method === 'HEAD' ? null : await openBytes(store, file.sha256, part);
  try {
    if (bytes) await options.onServed?.({ fileId, account, disposition, expiresAt, file, range: part });
  } catch (error) {
    bytes?.destroy();
    throw error;
  }

  const shown = disposition === 'inline' && isPreviewable(file.mediaType);
  reply.headers({
    'content-type': file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType,
    'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', file.name),
    'content-security-policy': contentSecurityPolicy(file.mediaType, shown),
    'content-length': part ? part.end - part.start + 1 : size,
  });
  if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${size}`);
  // Fastify destroys the stream with the connection, but only a connection that it sees closing.
  if (reply.raw.destroyed) bytes?.destroy();
  return reply.send(bytes ?? undefined);
}

function openBytes(store: FileStore, sha256: string, part: ByteRange | null) {
  return part ? store.read(sha256, part) : store.read(sha256);
}

function wantedRange(request: FastifyRequest, etag: string, size: number) {
  const { range, 'if-range': condition } = request.headers;
  // The standard defines ranges for GET alone, and lets a range lapse where the caller holds another version.
  if (request.method !== 'GET' || (condition !== undefined && condition !== etag)) return 'whole';
  return parseRange(range, size);
}

/**
 * What a file may do in a browser: nothing. It loads nothing, runs nothing, and `sandbox` gives it an origin of its own,
 * away from the session of whoever opens it.
 *
 * A PDF on show is displayed by a viewer, a page that the browser makes around the file. Chrome sets this policy aside for
 * its viewer, but Safari's runs scripts in the document and leaves the window empty where the sandbox forbids them, and
 * older viewers need inline style and an object. Allowing those is safe: the content has been recognised as PDF, `nosniff`
 * keeps it one, no source of scripts is allowed, and the sandbox stays. Whoever frames a preview must not add the
 * attribute `sandbox` to the frame: with that one, Chrome shows no PDF at all.
 */
function contentSecurityPolicy(mediaType: string, shown: boolean): string {
  if (shown && mediaType === 'application/pdf') {
    return `sandbox allow-scripts; ${nothingLoaded}; style-src 'unsafe-inline'; object-src 'self'`;
  }
  // Browsers show a picture or a text in a page of their own too, with inline style, and the picture from its address.
  return `sandbox; ${nothingLoaded}; style-src 'unsafe-inline'; img-src 'self'`;
}

const nothingLoaded = "default-src 'none'; base-uri 'none'; form-action 'none'";

function refuse(reply: FastifyReply, error: RequestError) {
  return reply.code(error.code === 'NOT_FOUND' ? 404 : 403).send(errorBody(error));
}

function errorBody({ code, text }: RequestError) {
  return { code, message: text };
}

function fileGone(): RequestError {
  return new RequestError('NOT_FOUND', {
    vi: 'Tệp này không còn nữa. Hãy mở lại hồ sơ hoặc văn bản để xem các tệp hiện có.',
    en: 'This file is no longer there. Open the dossier or document again to see its files.',
  });
}

function rangeBeyondEnd(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Phần được yêu cầu nằm ngoài tệp. Hãy tải lại tệp từ đầu.',
    en: 'The requested part lies beyond the end of the file. Download the file from the start.',
  });
}
