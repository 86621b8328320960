import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration, type Process } from './configuration.ts';

const secret = 'a secret of at least thirty-two characters';

/** Everything that production may demand of any process. */
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://lienthong.binhdinh.gov.vn',
  SSO_ISSUER: 'https://sso.binhdinh.gov.vn/realms/tinh',
  SSO_AUDIENCE: 'lienthong',
  IGATE_DATABASE_URL: 'postgres://igate:secret@database/igate',
  IDESK_DATABASE_URL: 'postgres://idesk:secret@database/idesk',
  IGATE_URL: 'http://igate.internal:4001',
  IDESK_URL: 'http://idesk.internal:4002',
  IGATE_CLIENT_SECRET: secret,
  IDESK_CLIENT_SECRET: secret,
  GATEWAY_CLIENT_SECRET: secret,
  FILE_ADDRESS_SECRET: secret,
};

function problemsOf(environment: Readonly<Record<string, string>>, part: Process = 'all'): readonly string[] {
  try {
    readConfiguration(environment, part);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

function without(...names: readonly (keyof typeof production)[]): Record<string, string> {
  return Object.fromEntries(Object.entries(production).filter(([name]) => !names.some((left) => left === name)));
}

describe('the configuration', () => {
  it('needs nothing in development', () => {
    const { host, port, publicUrl, production: isProduction, database, sso } = readConfiguration({}, 'all');
    expect({ host, port, publicUrl, isProduction }).toEqual({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'http://127.0.0.1:4000',
      isProduction: false,
    });
    expect(database.igate).toBeUndefined();
    expect(sso.issuer).toBeUndefined();
  });

  it.each<[Process, readonly string[]]>([
    [
      'all',
      [
        'PUBLIC_URL',
        'SSO_ISSUER',
        'SSO_AUDIENCE',
        'IGATE_DATABASE_URL',
        'IDESK_DATABASE_URL',
        'IGATE_CLIENT_SECRET',
        'IDESK_CLIENT_SECRET',
        'FILE_ADDRESS_SECRET',
      ],
    ],
    ['gateway', ['PUBLIC_URL', 'SSO_ISSUER', 'SSO_AUDIENCE', 'IGATE_URL', 'IDESK_URL', 'GATEWAY_CLIENT_SECRET']],
    [
      'igate',
      [
        'PUBLIC_URL',
        'SSO_ISSUER',
        'SSO_AUDIENCE',
        'IGATE_DATABASE_URL',
        'IDESK_URL',
        'IGATE_CLIENT_SECRET',
        'FILE_ADDRESS_SECRET',
      ],
    ],
    [
      'idesk',
      [
        'PUBLIC_URL',
        'SSO_ISSUER',
        'SSO_AUDIENCE',
        'IDESK_DATABASE_URL',
        'IGATE_URL',
        'IDESK_CLIENT_SECRET',
        'FILE_ADDRESS_SECRET',
      ],
    ],
  ])('in production, %s names everything that is missing at once, and takes what is complete', (part, demanded) => {
    const named = problemsOf({ NODE_ENV: 'production' }, part).map(
      (problem) => /^Set (\w+): /.exec(problem)?.[1] ?? '',
    );
    expect(named.toSorted()).toEqual(demanded.toSorted());
    expect(problemsOf(production, part)).toEqual([]);
  });

  it('never lets the embedded SSO into production', () => {
    for (const part of ['sso', 'distributed'] as const) {
      expect(problemsOf(production, part).join('\n')).toContain('the embedded SSO is for development only');
    }
  });

  it('takes an empty variable for one that is left out', () => {
    expect(problemsOf({ ...production, FILE_ADDRESS_SECRET: ' ' })).toEqual([
      expect.stringContaining('Set FILE_ADDRESS_SECRET'),
    ]);
    expect(readConfiguration({ PORT: '' }, 'all').port).toBe(4000);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['one database by URL, the other embedded', { IGATE_DATABASE_URL: production.IGATE_DATABASE_URL }, ['Set both']],
    ['a secret that is none', { FILE_ADDRESS_SECRET: 'short' }, ['FILE_ADDRESS_SECRET is too short']],
    ['a key for an S3 server that is not named', { FILES_S3_ACCESS_KEY_ID: 'key' }, ['FILES_S3_ENDPOINT is not']],
    [
      'an S3 server without keys',
      { FILES_S3_ENDPOINT: 'http://s3.internal' },
      ['Set FILES_S3_ACCESS_KEY_ID', 'Set FILES_S3_SECRET_ACCESS_KEY'],
    ],
    ['a port that is none', { PORT: '70000' }, ['PORT is "70000": set it to a whole number from 1 to 65535.']],
    ['a number that is none', { MAX_FILES: 'many' }, ['MAX_FILES is "many"']],
    ['a mode that is none', { NODE_ENV: 'prod' }, ['NODE_ENV is "prod": set it to one of development']],
    ['an algorithm that is not allowed', { SSO_ALGORITHMS: 'RS256,none' }, ['SSO_ALGORITHMS is "RS256,none"']],
    ['an address of another kind', { SSO_ISSUER: 'sso.binhdinh.gov.vn' }, ['SSO_ISSUER is not an address']],
    [
      'a wait that shrinks',
      { TRANSFER_RETRY_SECONDS: '60', TRANSFER_RETRY_MAX_SECONDS: '6' },
      ['TRANSFER_RETRY_MAX_SECONDS is shorter than TRANSFER_RETRY_SECONDS'],
    ],
    ['several at once', { PORT: '0', LOG_LEVEL: 'loud' }, ['PORT is "0"', 'LOG_LEVEL is "loud"']],
  ])('refuses %s and says what to set', (_what, environment, sentences) => {
    const problems = problemsOf(environment);
    expect(problems).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
  });

  it.each([
    ['everybody', 'true'],
    ['everybody, by a star', '*'],
    ['every IPv4 address', '0.0.0.0/0'],
    ['every IPv6 address', '::/0'],
    ['a number of hops', '1'],
    ['a name', 'proxy.binhdinh.gov.vn'],
    ['a network longer than an address', '10.0.0.0/33'],
    ['half a network', '10.0.0.0/'],
    ['a network of a network', '10.0.0.0/8/8'],
    ['something that is no address', '10.0.0.300'],
  ])('trusts no proxy that is %s, and says what to set', (_what, proxy) => {
    const sentence = `TRUST_PROXY holds "${proxy}": set it to addresses or networks such as 10.0.0.5 or 10.0.0.0/24.`;
    expect(problemsOf({ TRUST_PROXY: `127.0.0.1, ${proxy}` })).toEqual([sentence]);
  });

  it('trusts the proxies that are named, and none where none is', () => {
    expect(readConfiguration({}, 'all').trustProxy).toEqual([]);
    const named = readConfiguration({ TRUST_PROXY: '10.0.0.5, fd00::/8 ,10.1.0.0/16' }, 'all');
    expect(named.trustProxy).toEqual(['10.0.0.5', 'fd00::/8', '10.1.0.0/16']);
  });

  it('repeats no password where an address is wrong', () => {
    const [problem, ...more] = problemsOf({ ...production, IGATE_DATABASE_URL: 'mysql://igate:hunter2@database' });
    expect(more).toEqual([]);
    expect(problem).toContain('IGATE_DATABASE_URL is not an address');
    expect(problem).not.toContain('hunter2');
  });

  it('refuses one address for both databases, and for both systems', () => {
    const same = {
      IGATE_DATABASE_URL: production.IGATE_DATABASE_URL,
      IDESK_DATABASE_URL: production.IGATE_DATABASE_URL,
    };
    expect(problemsOf(same)).toEqual([expect.stringContaining('name the same database')]);
    const peers = { ...production, IDESK_URL: production.IGATE_URL };
    expect(problemsOf(peers, 'gateway')).toEqual([expect.stringContaining('name the same address')]);
  });

  it('lets a public address end in a slash, and browses to this machine where it listens on all addresses', () => {
    expect(readConfiguration({ PUBLIC_URL: 'https://a.vn/' }, 'all').publicUrl).toBe('https://a.vn');
    expect(readConfiguration({ HOST: '0.0.0.0', PORT: '5000' }, 'all').publicUrl).toBe('http://127.0.0.1:5000');
    expect(readConfiguration({ HOST: '::1' }, 'all').publicUrl).toBe('http://[::1]:4000');
  });

  it('shows a log file only to who starts everything by hand', () => {
    expect(readConfiguration({ DATA_DIR: '/data' }, 'all').log.destination).toBe('/data/lienthong.log');
    expect(readConfiguration(without('IGATE_URL'), 'all').log.destination).toBeUndefined();
  });
});
