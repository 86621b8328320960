import { createRemoteJwksSigningKeyProvider, defineConfig, extractFromHeader } from '@graphql-hive/gateway';
import { readFileSync } from 'node:fs';
import { hiveSettingsFile, type HiveSettings } from './hive.ts';

const { supergraphFile, tokens, port }: HiveSettings = JSON.parse(readFileSync(hiveSettingsFile, 'utf8'));

export const gatewayConfig = defineConfig({
  supergraph: supergraphFile,
  host: '127.0.0.1',
  port,
  logging: 'error',
  jwt: {
    signingKeyProviders: [createRemoteJwksSigningKeyProvider({ jwksUri: tokens.jwksUri })],
    tokenLookupLocations: [extractFromHeader({ name: 'authorization', prefix: 'Bearer' })],
    tokenVerification: { issuer: tokens.issuer, audience: tokens.audience, algorithms: ['RS256'] },
    reject: { missingToken: true, invalidToken: true },
  },
  propagateHeaders: {
    fromClientToSubgraphs({ request }) {
      return { authorization: request.headers.get('authorization') ?? '' };
    },
  },
});
