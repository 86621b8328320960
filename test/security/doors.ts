import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpSource } from '../../gateway/sources/http-source.ts';
import { createLogger } from '../../platform/logging.ts';
import { readConfiguration } from '../../start/configuration.ts';
import { buildGateway } from '../../start/parts/gateway.ts';
import { buildIdesk } from '../../start/parts/idesk.ts';
import { buildIgate } from '../../start/parts/igate.ts';
import { serveSubgraph } from '../../start/parts/subgraph.ts';
import { officerSessions } from '../../start/parts/tokens.ts';
import { createTestDatabase } from '../support/database.ts';

export const parts = ['gateway', 'igate', 'idesk'] as const;
export type Part = (typeof parts)[number];

/**
 * Gateway, iGate and iDesk as their entry points build them, each with its own idea of tokens and sessions as in a process
 * of its own, met over HTTP; before them, an issuer that the test controls.
 */
export class Doors implements AsyncDisposable {
  readonly #issuer: string;
  readonly #dataDir: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #everything = new AsyncDisposableStack();
  readonly #running = new Map<Part, { readonly url: string; readonly end: () => Promise<void> }>();
  #databases: { readonly igate: string; readonly idesk: string } = { igate: '', idesk: '' };

  private constructor(issuer: string, dataDir: string, environment: Readonly<Record<string, string>>) {
    this.#issuer = issuer;
    this.#dataDir = dataDir;
    this.#environment = environment;
  }

  static async open(issuer: string, environment: Readonly<Record<string, string>> = {}): Promise<Doors> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lienthong-doors-'));
    const doors = new Doors(issuer, dataDir, environment);
    const everything = doors.#everything;
    everything.defer(() => rm(dataDir, { recursive: true, force: true }));
    const databases = [everything.use(await createTestDatabase()), everything.use(await createTestDatabase())] as const;
    doors.#databases = { igate: databases[0].url, idesk: databases[1].url };
    everything.defer(async () => {
      for (const part of parts) await doors.end(part);
    });
    for (const part of ['igate', 'idesk', 'gateway'] as const) await doors.start(part);
    return doors;
  }

  url(part: Part): string {
    const running = this.#running.get(part);
    if (!running) throw new Error(`${part} does not run`);
    return running.url;
  }

  /** Starts a part, or starts it again after `end`. */
  async start(part: Part): Promise<void> {
    this.#running.set(part, await this.#serve(part));
  }

  /** Another process of a part, over the same database. */
  async another(part: Part): Promise<string> {
    const { url, end } = await this.#serve(part);
    this.#everything.defer(end);
    return url;
  }

  async end(part: Part): Promise<void> {
    const running = this.#running.get(part);
    this.#running.delete(part);
    await running?.end();
  }

  /** Every line that the parts have logged, at the level at which they tell most. */
  async log(): Promise<string> {
    return readFile(this.#logFile, 'utf8').catch(() => '');
  }

  get #logFile(): string {
    return join(this.#dataDir, 'log');
  }

  async #serve(part: Part) {
    const configuration = readConfiguration(
      { NODE_ENV: 'test', DATA_DIR: this.#dataDir, SSO_ISSUER: this.#issuer, ...this.#environment },
      'tool',
    );
    const logger = createLogger(part, { level: 'trace', destination: this.#logFile });
    const officers = officerSessions(configuration, this.#issuer);
    const [igateUrl, ideskUrl] = [() => this.#urlOr('igate'), () => this.#urlOr('idesk')];
    const place = { host: '127.0.0.1', port: 0 };
    if (part === 'gateway') {
      const timeouts = { connectMs: 1_000, answerMs: 10_000 };
      const sources = [igateUrl, ideskUrl].map((url, index) =>
        createHttpSource({
          name: index === 0 ? 'igate' : 'idesk',
          url: `${url()}/graphql`,
          timeouts,
          uploadLimits: configuration.uploads,
          logger,
        }),
      );
      const surroundings = { issuer: this.#issuer, officers, sources, changes: [], igateUrl, ideskUrl, readiness: {} };
      const { app } = await buildGateway(configuration, surroundings, logger);
      const url = await app.listen(place);
      return {
        url,
        end: async () => {
          await app.close();
          await Promise.all(sources.map((source) => source.close()));
        },
      };
    }
    const surroundings = {
      issuer: this.#issuer,
      officers,
      databaseUrl: this.#databases[part],
      databaseOwnerUrl: undefined,
      clientSecret: 'secret',
      fileAddressSecret: 'a secret of at least 32 characters',
      peerUrl: part === 'igate' ? ideskUrl : igateUrl,
    };
    const build = part === 'igate' ? buildIgate : buildIdesk;
    const served = await serveSubgraph(await build(configuration, surroundings, logger), place, logger);
    return { url: served.url, end: async () => served[Symbol.asyncDispose]() };
  }

  /** Of a part that does not run, an address at which nobody listens. */
  #urlOr(part: Part): string {
    return this.#running.get(part)?.url ?? 'http://127.0.0.1:1';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#everything.disposeAsync();
  }
}

const operations: Readonly<Record<Part, string>> = {
  gateway: '{ myDesk { ssoAccount } }',
  igate: '{ me { account } }',
  idesk: '{ myDesk { ssoAccount } }',
};

/** What a part answers to somebody with this `Authorization` header: the code of its refusal, or null. */
export async function codeAt(url: string, part: Part, token: string): Promise<string | null> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: operations[part] }),
  });
  const answer = (await response.json()) as { errors?: readonly { extensions?: { code?: string } }[] };
  return answer.errors?.[0]?.extensions?.code ?? null;
}
