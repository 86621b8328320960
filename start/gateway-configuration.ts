import { availableParallelism } from 'node:os';
import type { Reader } from './environment-reader.ts';
import type { Variable } from './variables.ts';

/** What the gateway lets callers do. */
export interface GatewayConfiguration {
  /** That share its port. */
  readonly threads: number;
  readonly introspection: boolean;
  readonly maxBodyBytes: number;
  readonly operation: {
    readonly tokens: number;
    readonly depth: number;
    readonly fields: number;
    readonly rootFields: number;
    readonly aliases: number;
    readonly directives: number;
    readonly cost: number;
  };
  readonly rateLimit: {
    /** Cost a minute; undefined for as much as they like. */
    readonly officer: number | undefined;
    readonly address: number | undefined;
    readonly redisUrl: string | undefined;
  };
  /** How many may be open at once. */
  readonly streams: {
    readonly perOfficer: number;
    readonly perAddress: number;
    readonly total: number;
  };
  readonly persistedOperations: {
    /** Path of the manifest. */
    readonly file: string | undefined;
    readonly mode: 'off' | 'log' | 'enforce';
  };
  readonly corsOrigins: readonly string[];
}

/** Cost a minute, in production, where nothing else is set. */
const standardRates = { RATE_LIMIT_OFFICER: 600_000, RATE_LIMIT_ADDRESS: 6_000_000 } as const;

export function readGateway(read: Reader, problems: string[], production: boolean): GatewayConfiguration {
  const cost = read.integer('MAX_QUERY_COST', 1, 1_000_000_000);
  const rate = (name: keyof typeof standardRates): number | undefined => {
    const given = read.given(name);
    if (given === undefined) return production ? standardRates[name] : undefined;
    if (given === 'none') return undefined;
    const perMinute = Number(given);
    if (!Number.isInteger(perMinute) || perMinute < 1) {
      problems.push(`${name} is "${given}": set it to a cost a minute, or to none.`);
    } else if (perMinute < cost) {
      problems.push(`${name} is below MAX_QUERY_COST (${cost}): an operation of that cost could never run.`);
    }
    return perMinute;
  };
  const rates = { officer: rate('RATE_LIMIT_OFFICER'), address: rate('RATE_LIMIT_ADDRESS') };
  const redisUrl = read.url('RATE_LIMIT_REDIS_URL', ['redis:', 'rediss:']);
  if (redisUrl !== undefined && rates.officer === undefined && rates.address === undefined) {
    problems.push('RATE_LIMIT_REDIS_URL is set but no rate limit is: set RATE_LIMIT_OFFICER or RATE_LIMIT_ADDRESS.');
  }
  const file = read.given('PERSISTED_OPERATIONS');
  const mode = read.choice('PERSISTED_OPERATIONS_MODE', ['off', 'log', 'enforce']);
  if (mode !== 'off' && file === undefined) {
    problems.push(`PERSISTED_OPERATIONS_MODE is "${mode}": set PERSISTED_OPERATIONS to the file of the manifest.`);
  }
  const introspection = read.given('INTROSPECTION');
  if (introspection !== undefined && introspection !== 'on' && introspection !== 'off') {
    problems.push(`INTROSPECTION is "${introspection}": set it to one of on, off.`);
  }
  return {
    threads: readThreads(read, problems),
    introspection: introspection === undefined ? !production : introspection === 'on',
    maxBodyBytes: read.integer('MAX_BODY_BYTES', 1000, 100_000_000),
    operation: {
      tokens: read.integer('MAX_QUERY_TOKENS', 1, 1_000_000),
      depth: read.integer('MAX_QUERY_DEPTH', 1, 1000),
      fields: read.integer('MAX_QUERY_FIELDS', 1, 100_000),
      rootFields: read.integer('MAX_QUERY_ROOT_FIELDS', 1, 10_000),
      aliases: read.integer('MAX_QUERY_ALIASES', 0, 100_000),
      directives: read.integer('MAX_QUERY_DIRECTIVES', 0, 100_000),
      cost,
    },
    rateLimit: { ...rates, redisUrl },
    streams: {
      perOfficer: read.integer('MAX_STREAMS_OFFICER', 0, 1_000_000),
      perAddress: read.integer('MAX_STREAMS_ADDRESS', 0, 1_000_000),
      total: read.integer('MAX_STREAMS', 0, 1_000_000),
    },
    persistedOperations: { file, mode: mode === 'log' || mode === 'enforce' ? mode : 'off' },
    corsOrigins: readOrigins(read, problems),
  };
}

/** Only Linux spreads connections over several sockets that listen on one port. */
function readThreads(read: Reader, problems: string[]): number {
  const canShare = process.platform === 'linux';
  if (read.given('GATEWAY_THREADS') === undefined) return canShare ? Math.min(availableParallelism(), 4) : 1;
  const threads = read.integer('GATEWAY_THREADS', 1, 64);
  if (threads > 1 && !canShare) problems.push('GATEWAY_THREADS needs Linux to be more than 1: leave it out.');
  return threads;
}

function readOrigins(read: Reader, problems: string[]): readonly string[] {
  const origins = list(read, 'CORS_ORIGINS');
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
    problems.push(
      `CORS_ORIGINS has "${origin}": write origins as https://host or https://host:port, joined by commas.`,
    );
  }
  return origins;
}

function list(read: Reader, name: Variable): readonly string[] {
  return (read.given(name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
