import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';

interface Refusal {
  readonly code: string;
  readonly message: { readonly vi: string; readonly en: string };
}

interface AnnouncedFile {
  readonly name: string;
  readonly sha256: string;
}

export interface ReceivedDraft {
  readonly transferId: string;
  readonly documentId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** By name, as pulled from iGate. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** iDesk's side of the protocol between the two systems: it takes drafts in by pulling their files, and offers results. */
export class IdeskSide implements AsyncDisposable {
  readonly drafts = new Map<string, ReceivedDraft>();
  /** How often each transfer was brought, whether it was new or not. */
  readonly deliveries: string[] = [];
  /** Due dates that it was told, in the order they came. */
  readonly dueDates: Readonly<Record<string, unknown>>[] = [];
  /** Calendars that it was told, in the order they came. */
  readonly calendars: {
    readonly version: number;
    readonly exceptions: readonly Readonly<Record<string, unknown>>[];
  }[] = [];
  /**
   * Down, it answers nothing but errors; failing, it is up and cannot take what it is sent; mute, it takes a draft in and
   * its answer is lost.
   */
  mood: 'willing' | 'mute' | 'down' | 'hanging' | 'failing' | Refusal = 'willing';
  /** How often it was asked whether it is ready, and was. */
  probes = 0;
  /** Where iGate is met; known once it listens. */
  igateUrl = '';
  readonly #results = new Map<string, { readonly bytes: Buffer | null; readonly described: Record<string, unknown> }>();
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
      '/peer/drafts/:id',
      {},
      async (request, reply) => {
        const { id } = request.params;
        this.deliveries.push(id);
        if (this.mood === 'failing') return reply.code(500).send({});
        if (typeof this.mood !== 'string') return reply.code(422).send(this.mood);
        const known = this.drafts.get(id);
        if (!known && request.body['dossierHasEnded'] === true) {
          const message = { vi: 'Hồ sơ đã rút.', en: 'The dossier was withdrawn, rejected or returned.' };
          return reply.code(422).send({ code: 'WRONG_STEP', message });
        }
        const documentId = known?.documentId ?? randomUUID();
        if (!known) {
          const files = await this.#pull(id, request.body['files']);
          this.drafts.set(id, { transferId: id, documentId, body: request.body, files });
        }
        if (this.mood === 'mute') return reply.code(500).send({});
        return { documentId, state: 'DRAFTING', version: 1 };
      },
    );
    this.#app.put<{ Body: { dueDates: Record<string, unknown>[] } }>('/peer/due-dates', {}, async (request, reply) => {
      if (this.mood === 'failing') return reply.code(500).send({});
      this.dueDates.push(...request.body.dueDates);
      return reply.code(204).send();
    });
    this.#app.put<{ Body: IdeskSide['calendars'][number] }>('/peer/calendar', {}, async (request, reply) => {
      if (this.mood === 'failing') return reply.code(500).send({});
      this.calendars.push(request.body);
      return reply.code(204).send();
    });
    this.#app.post<{ Body: { fileIds: string[] } }>('/peer/result-files', {}, async (request, reply) => {
      if (this.mood === 'failing') return reply.code(500).send({});
      if (typeof this.mood !== 'string') return reply.code(422).send(this.mood);
      const files = request.body.fileIds.map((id) => this.#results.get(id)?.described);
      if (files.includes(undefined)) {
        const message = { vi: 'Không tìm thấy tệp.', en: 'There is no such file.' };
        return reply.code(422).send({ code: 'NOT_FOUND', message });
      }
      return { files };
    });
    this.#app.get<{ Params: { id: string } }>('/peer/files/:id', {}, async (request, reply) => {
      const result = this.#results.get(request.params.id);
      return result?.bytes ? reply.send(result.bytes) : reply.code(404).send({});
    });
  }

  async #pull(transferId: string, announced: unknown): Promise<Map<string, Buffer>> {
    const files = new Map<string, Buffer>();
    for (const { name, sha256 } of announced as AnnouncedFile[]) {
      const response = await fetch(`${this.igateUrl}/peer/transfers/${transferId}/files/${sha256}`, {
        headers: { authorization: 'Bearer service:idesk' },
      });
      if (!response.ok) throw new Error(`iGate answered ${response.status}`);
      files.set(name, Buffer.from(await response.arrayBuffer()));
    }
    return files;
  }

  /** Puts a file of an issued document on offer, and describes it as iDesk does. */
  async offer(file: File) {
    const bytes = Buffer.from(await file.arrayBuffer());
    const id = randomUUID();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const described = { id, name: file.name, mediaType: 'application/pdf', size: bytes.length, sha256 };
    this.#results.set(id, { bytes, described });
    return described;
  }

  /** Loses the bytes of a file that it still describes. */
  lose(id: string): void {
    const result = this.#results.get(id);
    if (result) this.#results.set(id, { ...result, bytes: null });
  }

  async listen(): Promise<string> {
    return this.#app.listen({ host: '127.0.0.1', port: 0 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#app.close();
  }
}
