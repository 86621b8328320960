import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { inject } from 'vitest';

/** What PostgreSQL does with a connection: takes it, says that it is recovering, or cuts it off. */
export type PostgresState = 'UP' | 'RECOVERING' | 'CUTTING';

/** The run's own database server behind a door that behaves as one that has crashed. */
export class CrashingPostgres implements AsyncDisposable {
  /** Of each connection, by its number from 1. */
  state: (connection: number) => PostgresState = () => 'UP';
  /** How many connections were asked for. */
  asked = 0;
  readonly #server: Server;
  readonly #port: number;
  readonly #open = new Set<Socket>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
    server.on('connection', (client) => this.#answer(client));
  }

  static async open(): Promise<CrashingPostgres> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
    return new CrashingPostgres(server, address.port);
  }

  /** The same database, role and password, through this door. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  /** Ends every connection at once, as the death of the server does. */
  cutAll(): void {
    for (const client of this.#open) client.destroy();
  }

  #answer(client: Socket): void {
    this.asked += 1;
    client.on('error', () => undefined);
    const state = this.state(this.asked);
    if (state === 'RECOVERING') client.once('data', () => client.end(cannotConnectNow()));
    else if (state === 'CUTTING') client.once('data', () => client.destroy());
    else this.#passOn(client);
  }

  #passOn(client: Socket): void {
    const { hostname, port } = new URL(inject('databaseServer'));
    const upstream = connect(Number(port), hostname);
    this.#open.add(client);
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      this.#open.delete(client);
      upstream.destroy();
    });
    client.pipe(upstream).pipe(client);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.cutAll();
  }
}

/** What PostgreSQL answers to everybody while it is recovering: SQLSTATE 57P03. */
function cannotConnectNow(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'].map((field) => `${field}\0`);
  const body = Buffer.from(`${fields.join('')}\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
