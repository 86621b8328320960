import { Upload } from 'graphql-upload-ts';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

export interface PlacedUpload {
  readonly upload: Upload;
  /** Where it stands, as the GraphQL multipart request specification writes it: `variables.input.files.0`. */
  readonly path: string;
}

/** Replaces each upload, at any depth, by null, and lists them with their places. */
export function takeUploads(variables: Readonly<Record<string, unknown>> | undefined): {
  readonly variables: unknown;
  readonly uploads: readonly PlacedUpload[];
} {
  const uploads: PlacedUpload[] = [];
  const without = (value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Upload) {
      uploads.push({ upload: value, path });
      return null;
    }
    if (Array.isArray(value)) {
      let changed = false;
      const copy = value.map((item: unknown, index) => {
        const replaced = without(item, `${path}.${index}`);
        changed ||= replaced !== item;
        return replaced;
      });
      return changed ? copy : value;
    }
    const entries = Object.entries(value);
    const replaced = entries.map(([key, item]) => [key, without(item, `${path}.${key}`)] as const);
    return replaced.some(([, item], index) => item !== entries[index]?.[1]) ? Object.fromEntries(replaced) : value;
  };
  return { variables: without(variables, 'variables'), uploads };
}

/**
 * A GraphQL multipart request whose files are read only as fast as they are sent.
 *
 * `uploadFailure` tells, once the request has failed, whether an incoming file was the reason.
 */
export function multipartRequest(
  operation: string,
  uploads: readonly PlacedUpload[],
): { readonly contentType: string; readonly body: Readable; uploadFailure(): unknown } {
  const boundary = `----lienthong-${randomUUID()}`;
  let failure: unknown;

  async function* parts(): AsyncGenerator<Buffer> {
    const map = Object.fromEntries(uploads.map(({ path }, index) => [index, [path]]));
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${operation}\r\n` +
        `--${boundary}\r\ncontent-disposition: form-data; name="map"\r\n\r\n${JSON.stringify(map)}\r\n`,
    );
    for (const [index, { upload }] of uploads.entries()) {
      try {
        const file = await upload.promise;
        yield Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="${index}"; filename="${quoted(file.filename)}"\r\n` +
            `content-type: ${mediaType(file.mimetype)}\r\n\r\n`,
        );
        // The iterator destroys the stream however the loop is left, and so lets the spooled file go.
        for await (const chunk of file.createReadStream()) yield asBuffer(chunk);
      } catch (error) {
        failure = error;
        throw error;
      }
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(`--${boundary}--\r\n`);
  }

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Readable.from(parts(), { objectMode: false, highWaterMark: 64 * 1024 }),
    uploadFailure: () => failure,
  };
}

/** File names go as raw UTF-8, as browsers send them; only what would end the header or the quotes is escaped. */
function quoted(fileName: string): string {
  return fileName.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function mediaType(claimed: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(claimed) ? claimed : 'application/octet-stream';
}

function asBuffer(chunk: unknown): Buffer {
  if (!Buffer.isBuffer(chunk)) throw new Error('an upload stream that is not bytes');
  return chunk;
}
