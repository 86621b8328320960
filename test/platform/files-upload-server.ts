import Fastify, { type FastifyInstance } from 'fastify';
import { Upload } from 'graphql-upload-ts';
import { RequestError } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { readMultipartRequest } from '../../platform/files/multipart-request.ts';
import { receiveUploads, type UploadLimits } from '../../platform/files/receive-uploads.ts';
import { keepingIn } from './files-unclaimed.ts';

/**
 * Takes GraphQL multipart requests the way a subgraph does, with one mutation that only receives files. Answers
 * `{ files }` or `{ code, message }`; `outcomes` keeps the same for requests whose client is gone.
 */
export async function startUploadServer(store: FileStore, limits: UploadLimits) {
  const app: FastifyInstance = Fastify({ forceCloseConnections: true });
  const outcomes: unknown[] = [];
  app.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
  app.post('/graphql', async (request, reply) => {
    try {
      const operation = await readMultipartRequest(request.raw, reply.raw, {
        ...limits,
        maxFiles: 100,
        maxFieldBytes: 100_000,
      });
      const uploads = uploadsOf(operation).map(({ promise }) => promise);
      const outcome = { files: (await receiveUploads(keepingIn(store), uploads, limits)).files };
      outcomes.push(outcome);
      return outcome;
    } catch (error) {
      const outcome =
        error instanceof RequestError ? { code: error.code, message: error.text } : { unexpected: String(error) };
      outcomes.push(outcome);
      return outcome;
    }
  });
  app.get('/memory', () => String(process.memoryUsage.rss()));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, outcomes, stop: () => app.close() };
}

function uploadsOf(operation: unknown): Upload[] {
  if (operation instanceof Upload) return [operation];
  return typeof operation === 'object' && operation !== null ? Object.values(operation).flatMap(uploadsOf) : [];
}

/** The fields that precede the files in a GraphQL multipart request for `count` files. */
export function multipartFields(count: number): { operations: string; map: string } {
  const names = Array.from({ length: count }, (_, index) => String(index));
  return {
    operations: JSON.stringify({
      query: 'mutation ($files: [Upload!]!) { add(files: $files) }',
      variables: { files: names.map(() => null) },
    }),
    map: JSON.stringify(Object.fromEntries(names.map((name) => [name, [`variables.files.${name}`]]))),
  };
}
