import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { tokenAlgorithms, type TokenAlgorithm } from '../platform/tokens/issuer-check.ts';
import { reader, type Environment, type Reader } from './environment-reader.ts';
import { readGateway, type GatewayConfiguration } from './gateway-configuration.ts';
import { variables, type Variable } from './variables.ts';

/** What runs in a process: everything, or one part. */
export type Process = 'all' | 'distributed' | 'gateway' | 'igate' | 'idesk' | 'sso' | 'tool';

/** The configuration is missing or contradicts itself; each problem is a sentence that says what to set. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export interface S3Configuration {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `undefined` throughout means: use what is embedded, or generate it; never so in production. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly production: boolean;
  /** Addresses and networks of reverse proxies. */
  readonly trustProxy: readonly string[];
  readonly log: { readonly level: string; readonly destination?: string };
  readonly demoDossiers: number;
  readonly database: {
    readonly igate?: string;
    readonly idesk?: string;
    /** Addresses for the roles that own the tables; undefined where the subgraph's own role does. */
    readonly owners: { readonly igate?: string; readonly idesk?: string };
    readonly poolSize: number;
  };
  readonly address: { readonly igate?: string; readonly idesk?: string };
  readonly sso: {
    readonly issuer?: string;
    readonly audience: string;
    readonly serviceAudience: string;
    readonly accountClaim: string;
    readonly algorithms: readonly TokenAlgorithm[];
    readonly acceptGenericType: boolean;
    readonly graphiqlClient: string;
    /** Client ids whose logouts concern us. */
    readonly logoutClients: readonly string[];
  };
  readonly secrets: {
    readonly igateClient?: string;
    readonly ideskClient?: string;
    readonly gatewayClient?: string;
    readonly fileAddress?: string;
  };
  readonly files: {
    readonly addressSeconds: number;
    /** How long bytes that no row came to name stay in a store. */
    readonly graceSeconds: number;
    readonly s3?: S3Configuration;
    readonly clamdUrl?: string;
    readonly buckets: { readonly igate: string; readonly idesk: string };
  };
  readonly uploads: { readonly maxFileBytes: number; readonly maxFiles: number };
  readonly gateway: GatewayConfiguration;
  readonly subgraphTimeoutMs: number;
  readonly transfers: {
    readonly attempts: number;
    readonly retryDelaySeconds: number;
    readonly retryDelayMaxSeconds: number;
  };
}

/** What production demands of each process, because development would embed or generate it. */
const demandedInProduction: Readonly<Record<Process, readonly Variable[]>> = {
  all: [
    ...(['PUBLIC_URL', 'SSO_ISSUER', 'SSO_AUDIENCE', 'IGATE_DATABASE_URL', 'IDESK_DATABASE_URL'] as const),
    ...(['IGATE_CLIENT_SECRET', 'IDESK_CLIENT_SECRET', 'FILE_ADDRESS_SECRET'] as const),
  ],
  distributed: [],
  gateway: ['PUBLIC_URL', 'SSO_ISSUER', 'SSO_AUDIENCE', 'IGATE_URL', 'IDESK_URL', 'GATEWAY_CLIENT_SECRET'],
  igate: [
    ...(['PUBLIC_URL', 'SSO_ISSUER', 'SSO_AUDIENCE', 'IGATE_DATABASE_URL', 'IDESK_URL'] as const),
    ...(['IGATE_CLIENT_SECRET', 'FILE_ADDRESS_SECRET'] as const),
  ],
  idesk: [
    ...(['PUBLIC_URL', 'SSO_ISSUER', 'SSO_AUDIENCE', 'IDESK_DATABASE_URL', 'IGATE_URL'] as const),
    ...(['IDESK_CLIENT_SECRET', 'FILE_ADDRESS_SECRET'] as const),
  ],
  sso: [],
  tool: [],
};

/** What a part in its own process needs even in development, where the launcher of `start:distributed` sets it. */
const demandedAlways: Readonly<Record<Process, readonly Variable[]>> = {
  all: [],
  distributed: [],
  gateway: ['SSO_ISSUER', 'IGATE_URL', 'IDESK_URL', 'GATEWAY_CLIENT_SECRET'],
  igate: ['SSO_ISSUER', 'IGATE_DATABASE_URL', 'IDESK_URL', 'IGATE_CLIENT_SECRET', 'FILE_ADDRESS_SECRET'],
  idesk: ['SSO_ISSUER', 'IDESK_DATABASE_URL', 'IGATE_URL', 'IDESK_CLIENT_SECRET', 'FILE_ADDRESS_SECRET'],
  sso: ['IGATE_CLIENT_SECRET', 'IDESK_CLIENT_SECRET', 'GATEWAY_CLIENT_SECRET'],
  tool: [],
};

/**
 * Reads the environment of one process.
 *
 * @throws ConfigurationError naming every problem at once
 */
export function readConfiguration(environment: Environment, process: Process): Configuration {
  const problems: string[] = [];
  const read = reader(environment, problems);
  const production = read.choice('NODE_ENV', ['development', 'production', 'test']) === 'production';

  const demanded = production ? demandedInProduction[process] : [];
  for (const name of new Set([...demandedAlways[process], ...demanded])) {
    if (!read.given(name)) problems.push(`Set ${name}: ${variables[name].meaning}.`);
  }
  if (production && (process === 'sso' || process === 'distributed')) {
    problems.push(
      `NODE_ENV=production: the embedded SSO is for development only. Set SSO_ISSUER to the province's SSO.`,
    );
  }
  if (Boolean(read.given('IGATE_DATABASE_URL')) !== Boolean(read.given('IDESK_DATABASE_URL')) && process === 'all') {
    problems.push('Set both IGATE_DATABASE_URL and IDESK_DATABASE_URL, or neither to use the embedded PostgreSQL.');
  }
  for (const [one, other, what] of [
    ['IGATE_DATABASE_URL', 'IDESK_DATABASE_URL', 'database'],
    ['IGATE_URL', 'IDESK_URL', 'address'],
  ] as const) {
    if (read.given(one) !== undefined && read.given(one) === read.given(other)) {
      problems.push(`${one} and ${other} name the same ${what}: each system needs its own.`);
    }
  }
  const fileAddress = read.given('FILE_ADDRESS_SECRET');
  if (fileAddress !== undefined && fileAddress.length < 32) {
    problems.push('FILE_ADDRESS_SECRET is too short to be a secret: give it at least 32 characters.');
  }

  const host = read.text('HOST');
  const port = read.integer('PORT', 1, 65_535);
  const dataDir = resolve(read.text('DATA_DIR'));
  // Who starts everything by hand wants to see addresses and accounts, not log lines.
  const byHand = !production && (process === 'all' || process === 'distributed');
  const logFile = read.given('LOG_FILE') ?? (byHand ? join(dataDir, 'lienthong.log') : undefined);
  const s3 = readS3(read, problems);
  const clamdUrl = read.url('CLAMD_URL', ['tcp:', 'unix:']);
  const igateDatabase = read.url('IGATE_DATABASE_URL', ['postgres:', 'postgresql:']);
  const ideskDatabase = read.url('IDESK_DATABASE_URL', ['postgres:', 'postgresql:']);
  const igateAddress = read.url('IGATE_URL', ['http:', 'https:']);
  const ideskAddress = read.url('IDESK_URL', ['http:', 'https:']);
  const issuer = read.url('SSO_ISSUER', ['http:', 'https:']);
  const igateClient = read.given('IGATE_CLIENT_SECRET');
  const ideskClient = read.given('IDESK_CLIENT_SECRET');
  const gatewayClient = read.given('GATEWAY_CLIENT_SECRET');
  const retryDelaySeconds = read.integer('TRANSFER_RETRY_SECONDS', 1, 3600);
  const retryDelayMaxSeconds = read.integer('TRANSFER_RETRY_MAX_SECONDS', 1, 86_400);
  if (retryDelayMaxSeconds < retryDelaySeconds) {
    problems.push('TRANSFER_RETRY_MAX_SECONDS is shorter than TRANSFER_RETRY_SECONDS: make it at least as long.');
  }

  const configuration: Configuration = {
    host,
    port,
    dataDir,
    publicUrl: (read.url('PUBLIC_URL', ['http:', 'https:']) ?? `http://${urlHost(host)}:${port}`).replace(/\/$/, ''),
    production,
    trustProxy: readProxies(read.given('TRUST_PROXY') ?? '', problems),
    log: {
      level: read.choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
      ...(logFile !== undefined && { destination: logFile }),
    },
    demoDossiers: read.integer('DEMO_DOSSIERS', 1, 10_000_000),
    database: {
      ...(igateDatabase !== undefined && { igate: igateDatabase }),
      ...(ideskDatabase !== undefined && { idesk: ideskDatabase }),
      owners: readOwners(read, problems),
      poolSize: read.integer('DATABASE_POOL_SIZE', 1, 1000),
    },
    address: {
      ...(igateAddress !== undefined && { igate: igateAddress }),
      ...(ideskAddress !== undefined && { idesk: ideskAddress }),
    },
    sso: {
      ...(issuer !== undefined && { issuer }),
      audience: read.text('SSO_AUDIENCE'),
      serviceAudience: read.text('SSO_SERVICE_AUDIENCE'),
      accountClaim: read.text('SSO_ACCOUNT_CLAIM'),
      algorithms: readAlgorithms(read.text('SSO_ALGORITHMS'), problems),
      acceptGenericType: read.choice('SSO_TOKEN_TYPE', ['at+jwt', 'any']) === 'any',
      graphiqlClient: read.text('SSO_GRAPHIQL_CLIENT'),
      logoutClients: read
        .text('SSO_LOGOUT_CLIENTS')
        .split(',')
        .map((name) => name.trim()),
    },
    secrets: {
      ...(igateClient !== undefined && { igateClient }),
      ...(ideskClient !== undefined && { ideskClient }),
      ...(gatewayClient !== undefined && { gatewayClient }),
      ...(fileAddress !== undefined && { fileAddress }),
    },
    files: {
      addressSeconds: read.integer('FILE_ADDRESS_SECONDS', 10, 86_400),
      graceSeconds: read.integer('FILE_GRACE_SECONDS', 1, 31_536_000),
      ...(s3 && { s3 }),
      ...(clamdUrl !== undefined && { clamdUrl }),
      buckets: { igate: read.text('IGATE_FILES_BUCKET'), idesk: read.text('IDESK_FILES_BUCKET') },
    },
    uploads: {
      maxFileBytes: read.integer('MAX_FILE_BYTES', 1, 2_147_483_647),
      maxFiles: read.integer('MAX_FILES', 1, 1000),
    },
    gateway: readGateway(read, problems, production),
    subgraphTimeoutMs: read.integer('SUBGRAPH_TIMEOUT_MS', 100, 600_000),
    transfers: {
      attempts: read.integer('TRANSFER_ATTEMPTS', 1, 1_000_000),
      retryDelaySeconds,
      retryDelayMaxSeconds,
    },
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;
}

/** A database's owner is another role than the one that runs; otherwise it would protect nothing. */
function readOwners(read: Reader, problems: string[]): Configuration['database']['owners'] {
  const owner = (name: 'IGATE' | 'IDESK'): string | undefined => {
    const [variable, running] = [`${name}_DATABASE_OWNER_URL`, `${name}_DATABASE_URL`] as const;
    const url = read.url(variable, ['postgres:', 'postgresql:']);
    const other = read.given(running);
    if (url !== undefined && other === undefined) {
      problems.push(`${variable} is set but ${running} is not: set both, or neither.`);
    } else if (url !== undefined && userOf(url) === userOf(other)) {
      problems.push(
        `${variable} and ${running} name the same role: give the tables an owner of their own, or leave it out.`,
      );
    }
    return url;
  };
  const [igate, idesk] = [owner('IGATE'), owner('IDESK')];
  return { ...(igate !== undefined && { igate }), ...(idesk !== undefined && { idesk }) };
}

function userOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).username : null;
}

function readS3(read: Reader, problems: string[]): S3Configuration | undefined {
  const endpoint = read.url('FILES_S3_ENDPOINT', ['http:', 'https:']);
  const keys = ['FILES_S3_ACCESS_KEY_ID', 'FILES_S3_SECRET_ACCESS_KEY'] as const;
  if (endpoint === undefined) {
    for (const name of keys) {
      if (read.given(name)) problems.push(`${name} is set but FILES_S3_ENDPOINT is not: set both, or neither.`);
    }
    return undefined;
  }
  for (const name of keys) if (!read.given(name)) problems.push(`Set ${name}, because FILES_S3_ENDPOINT is set.`);
  return {
    endpoint,
    region: read.text('FILES_S3_REGION'),
    accessKeyId: read.text('FILES_S3_ACCESS_KEY_ID'),
    secretAccessKey: read.text('FILES_S3_SECRET_ACCESS_KEY'),
  };
}

/** Fastify would take `true` for "everybody", and then anybody could claim any address. */
function readProxies(list: string, problems: string[]): readonly string[] {
  const proxies = list.split(',').flatMap((text) => text.trim() || []);
  for (const proxy of proxies) {
    const [address = '', bits, ...more] = proxy.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
    if (isIP(address) === 0 || !isNetwork || more.length > 0) {
      problems.push(`TRUST_PROXY holds "${proxy}": set it to addresses or networks such as 10.0.0.5 or 10.0.0.0/24.`);
    }
  }
  return proxies;
}

function readAlgorithms(list: string, problems: string[]): readonly TokenAlgorithm[] {
  const names = list.split(',').map((name) => name.trim());
  const known = tokenAlgorithms.filter((algorithm) => names.includes(algorithm));
  if (known.length !== names.length) {
    problems.push(`SSO_ALGORITHMS is "${list}": set it to some of ${tokenAlgorithms.join(', ')}, joined by commas.`);
  }
  return known;
}

/** An IPv6 address stands in brackets in a URL; nobody browses to "any address", but to this machine. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
