import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from './configuration.ts';
import type { GatewayConfiguration } from './gateway-configuration.ts';

function gateway(environment: Readonly<Record<string, string>>): GatewayConfiguration {
  return readConfiguration(environment, 'all').gateway;
}

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfiguration(environment, 'all');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://lienthong.binhdinh.gov.vn',
  SSO_ISSUER: 'https://sso.binhdinh.gov.vn/realms/tinh',
  SSO_AUDIENCE: 'lienthong',
  IGATE_DATABASE_URL: 'postgres://igate:secret@database/igate',
  IDESK_DATABASE_URL: 'postgres://idesk:secret@database/idesk',
  IGATE_CLIENT_SECRET: 'a secret of at least thirty-two characters',
  IDESK_CLIENT_SECRET: 'a secret of at least thirty-two characters',
  FILE_ADDRESS_SECRET: 'a secret of at least thirty-two characters',
};

describe('what the gateway lets callers do', () => {
  it('hides the schema and limits rates in production, and not in development', () => {
    expect(gateway(production)).toMatchObject({
      introspection: false,
      rateLimit: { officer: 600_000, address: 6_000_000 },
    });
    expect(gateway({})).toMatchObject({
      introspection: true,
      rateLimit: { officer: undefined, address: undefined },
    });
  });

  it('is what is set, in either', () => {
    const set = { INTROSPECTION: 'on', RATE_LIMIT_OFFICER: 'none', RATE_LIMIT_ADDRESS: '70000' };
    expect(gateway({ ...production, ...set })).toMatchObject({
      introspection: true,
      rateLimit: { officer: undefined, address: 70_000 },
    });
    expect(gateway({ INTROSPECTION: 'off' }).introspection).toBe(false);
  });

  it('reads lists that commas join', () => {
    const { corsOrigins } = gateway({
      CORS_ORIGINS: 'https://a.example.vn, https://b.example.vn:8443',
    });
    expect(corsOrigins).toEqual(['https://a.example.vn', 'https://b.example.vn:8443']);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a rate below the cost of one operation',
      { RATE_LIMIT_OFFICER: '1000' },
      'RATE_LIMIT_OFFICER is below MAX_QUERY_COST',
    ],
    ['a rate that is no number', { RATE_LIMIT_ADDRESS: 'many' }, 'RATE_LIMIT_ADDRESS is "many"'],
    ['a shared store for no limit', { RATE_LIMIT_REDIS_URL: 'redis://cache' }, 'no rate limit is'],
    [
      'a store that is no address',
      { RATE_LIMIT_REDIS_URL: 'cache:6379', RATE_LIMIT_OFFICER: '60000' },
      'RATE_LIMIT_REDIS_URL is not',
    ],
    ['a mode without a file', { PERSISTED_OPERATIONS_MODE: 'enforce' }, 'set PERSISTED_OPERATIONS to'],
    ['another mode', { PERSISTED_OPERATIONS_MODE: 'strict', PERSISTED_OPERATIONS: 'x' }, 'off, log, enforce'],
    ['a switch that is neither on nor off', { INTROSPECTION: 'yes' }, 'INTROSPECTION is "yes"'],
    ['an origin with a path', { CORS_ORIGINS: 'https://a.example.vn/app' }, 'CORS_ORIGINS has'],
    ['any origin', { CORS_ORIGINS: '*' }, 'CORS_ORIGINS has'],
  ])('refuses %s', (_what, environment, problem) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)]);
  });
});
