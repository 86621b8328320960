import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';

interface Received {
  readonly id: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

/** iGate's side of the protocol between the two systems: it serves files, and notes what iDesk brings. */
export class IgateSide implements AsyncDisposable {
  /** Those of documents that stood. */
  readonly pushes: Received[] = [];
  readonly states: Received[] = [];
  readonly files = new Map<string, Buffer>();
  /** How often it was asked whether it is ready, and was. */
  probes = 0;
  /** How the next requests are met: down, it answers nothing but errors; failing, it is up and cannot take what it is sent. */
  mood:
    | 'willing'
    | 'down'
    | 'hanging'
    | 'failing'
    | { readonly code: string; readonly message: { readonly vi: string; readonly en: string } } = 'willing';
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });

  constructor() {
    this.#app.addHook('onRequest', async (_request, reply) => {
      if (this.mood === 'down') return reply.code(503).send({});
      if (this.mood === 'hanging') await new Promise(() => {});
    });
    this.#app.get('/health/ready', {}, async () => {
      this.probes += 1;
      return {};
    });
    this.#app.put<{ Params: { id: string }; Body: Record<string, unknown> }>(
      '/peer/results/:id',
      async (request, reply) => {
        const { authorization } = request.headers;
        if (request.body['recalled'] === true && !this.pushes.some(({ id }) => id === request.params.id)) {
          const message = { vi: 'Văn bản đã bị thu hồi.', en: 'The document has been recalled.' };
          return reply.code(422).send({ code: 'DOCUMENT_NOT_ISSUED', message });
        }
        this.pushes.push({ id: request.params.id, authorization, body: request.body });
        if (this.mood === 'failing') return reply.code(500).send({});
        if (this.mood !== 'willing') return reply.code(422).send(this.mood);
        return { transferId: request.params.id };
      },
    );
    this.#app.put<{ Params: { id: string }; Body: Record<string, unknown> }>(
      '/peer/idesk-states/:id',
      async (request, reply) => {
        const { authorization } = request.headers;
        this.states.push({ id: request.params.id, authorization, body: request.body });
        return reply.code(204).send();
      },
    );
    this.#app.get<{ Params: { sha256: string } }>('/peer/transfers/:id/files/:sha256', async (request, reply) => {
      const bytes = this.files.get(request.params.sha256);
      return bytes ? reply.send(bytes) : reply.code(404).send({});
    });
  }

  /** Offers a file for iDesk to pull, and announces it as `PUT /peer/drafts` does. */
  offer(name: string, bytes: Buffer) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.files.set(sha256, bytes);
    return { name, mediaType: 'application/pdf', size: bytes.length, sha256 };
  }

  async listen(): Promise<string> {
    return this.#app.listen({ host: '127.0.0.1', port: 0 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#app.close();
  }
}
