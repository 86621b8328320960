import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { RequestError } from '../errors.ts';
import type { FileScan, VirusScanner } from './virus-scanner.ts';

/** clamd answers in one short line; anything longer is somebody else. */
const maxReplyBytes = 4096;

/**
 * The virus scanner of ClamAV, spoken to by its `INSTREAM` command (clamd(8)): the file goes through the connection while
 * it arrives, so clamd needs no access to where files are kept.
 *
 * clamd refuses streams beyond its `StreamMaxLength`, which must be at least as large as the largest upload.
 *
 * @param url `tcp://host:3310`, or `unix:/path/to/clamd.sock`.
 * @param silenceMs How long clamd may be silent, while it connects, takes bytes or looks at them.
 */
export function createClamd({ url, silenceMs }: { readonly url: URL; readonly silenceMs: number }): VirusScanner {
  async function open(command: string): Promise<Socket> {
    const socket =
      url.protocol === 'unix:'
        ? connect(decodeURIComponent(url.pathname))
        : connect(Number(url.port || 3310), url.hostname.replace(/^\[(.*)\]$/, '$1'));
    socket.setTimeout(silenceMs, () => socket.destroy(new Error(`clamd was silent for ${silenceMs} ms`)));
    try {
      await once(socket, 'connect');
    } catch (cause) {
      throw unavailable(cause);
    }
    socket.write(`z${command}\0`);
    return socket;
  }

  return {
    async begin() {
      return new ClamdScan(await open('INSTREAM'));
    },
    async ping() {
      const reply = await readReply(await open('PING'));
      if (reply !== 'PONG') throw unavailable(new Error(`clamd answered “${reply}”`));
    },
  };
}

class ClamdScan implements FileScan {
  readonly #socket: Socket;
  readonly #reply: Promise<string>;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#reply = readReply(socket);
    // It is asked for in `finish`; a scan that is cancelled never asks.
    this.#reply.catch(() => undefined);
  }

  async add(chunk: Uint8Array): Promise<void> {
    if (chunk.byteLength === 0) return;
    // A reply before the end of the file is a refusal.
    if (this.#socket.destroyed) throw unavailable(new Error(await this.#reply));
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(chunk.byteLength);
    this.#socket.write(length);
    if (this.#socket.write(chunk)) return;
    await Promise.race([once(this.#socket, 'drain'), this.#reply]).catch((cause: unknown) => {
      throw cause instanceof RequestError ? cause : unavailable(cause);
    });
  }

  async finish(): Promise<string | null> {
    this.#socket.write(Buffer.alloc(4));
    const reply = await this.#reply;
    if (reply === 'stream: OK') return null;
    const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
    if (found !== undefined) return found;
    throw unavailable(new Error(`clamd answered “${reply}”`));
  }

  cancel(): void {
    this.#socket.destroy();
  }
}

async function readReply(socket: Socket): Promise<string> {
  let reply = '';
  try {
    for await (const chunk of socket) {
      reply += String(chunk);
      if (reply.includes('\0')) return reply.slice(0, reply.indexOf('\0'));
      if (reply.length > maxReplyBytes) throw new Error('an answer that is too long for clamd');
    }
  } catch (cause) {
    throw unavailable(cause);
  } finally {
    socket.destroy();
  }
  throw unavailable(new Error('clamd closed the connection'));
}

function unavailable(cause: unknown): RequestError {
  const text = {
    vi: 'Chưa kiểm tra được mã độc trong tệp. Hãy thử lại sau ít phút.',
    en: 'The file could not be checked for malicious software. Try again in a few minutes.',
  };
  return new RequestError('SUBGRAPH_UNAVAILABLE', text, { cause });
}
