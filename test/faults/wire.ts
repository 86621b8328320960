import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What a wire does to what goes through it. */
export type Mood =
  | { readonly is: 'fine' }
  /** Cuts each connection after so many bytes: in the middle of a file, of a request or of an answer. */
  | { readonly is: 'cut'; readonly afterBytes: number }
  | { readonly is: 'slow'; readonly bytesPerSecond: number }
  /** Gives the sender up before the receiver answers, and lets the receiver finish what it was asked. */
  | { readonly is: 'late'; readonly afterMs: number }
  /** Takes connections and lets nothing through. */
  | { readonly is: 'deaf' }
  | { readonly is: 'refusing' };

/**
 * The network before one or several processes of a part: a TCP proxy that does what networks do, and gives each connection
 * to the next process in turn that takes it.
 */
export class Wire implements AsyncDisposable {
  mood: Mood = { is: 'fine' };
  /** Connections that were cut while something was on its way. */
  cuts = 0;
  readonly url: string;
  /** What has come and waits until the wire is deaf no more. */
  readonly #withheld = new Set<Buffer>();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number, targets: readonly number[]) {
    this.url = `http://127.0.0.1:${port}`;
    this.#server = server;
    let turn = 0;
    server.on('connection', (client) => {
      turn += 1;
      const inTurn = targets.map((_, index) => targets[(index + turn) % targets.length] ?? 0);
      void this.#join(client, inTurn);
    });
  }

  static async open(targets: readonly number[]): Promise<Wire> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
    return new Wire(server, address.port, targets);
  }

  async #join(client: Socket, targets: readonly number[]): Promise<void> {
    client.on('error', () => {});
    const server = this.mood.is === 'refusing' ? null : await reach(targets);
    if (!server || client.destroyed) {
      client.destroy();
      server?.destroy();
      return;
    }
    const pair = { client, server, bytes: 0 };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    }
    client.on('close', () => {
      // Whoever was given up goes on answering into the void.
      if (this.mood.is !== 'late') server.destroy();
    });
    server.on('close', () => client.destroy());
    void this.#carry(client, server, pair);
    void this.#carry(server, client, pair);
  }

  async #carry(from: Socket, to: Socket, pair: { client: Socket; server: Socket; bytes: number }): Promise<void> {
    const answers = from === pair.server;
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        const { mood } = this;
        pair.bytes = mood.is === 'cut' ? pair.bytes + chunk.length : 0;
        if (mood.is === 'deaf') await this.#withhold(chunk);
        if (mood.is === 'slow') await delay((chunk.length / mood.bytesPerSecond) * 1000);
        if (mood.is === 'cut' && pair.bytes > mood.afterBytes) {
          to.write(chunk.subarray(0, Math.max(0, mood.afterBytes - pair.bytes + chunk.length)));
          this.cuts += 1;
          pair.client.destroy();
          pair.server.destroy();
          return;
        }
        if (mood.is === 'late' && answers) {
          await delay(mood.afterMs);
          if (!pair.client.destroyed) this.cuts += 1;
          pair.client.destroy();
          continue;
        }
        if (!to.destroyed && !to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  /** Whether a request that begins so waits until the wire is deaf no more. */
  withholds(begin: string): boolean {
    return [...this.#withheld].some((chunk) => chunk.toString('latin1').startsWith(begin));
  }

  async #withhold(chunk: Buffer): Promise<void> {
    this.#withheld.add(chunk);
    while (this.mood.is === 'deaf') await delay(50);
    this.#withheld.delete(chunk);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** A connection to the first of the ports that somebody listens on. */
async function reach(ports: readonly number[]): Promise<Socket | null> {
  for (const port of ports) {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      socket.destroy();
    }
  }
  return null;
}
