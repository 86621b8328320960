/** Apollo Server and Apollo Gateway as their documentation sets them up; nothing of ours. */
import { ApolloGateway, RemoteGraphQLDataSource, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { readFile } from 'node:fs/promises';
import { listening, told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';

interface Context {
  readonly authorization?: string | undefined;
  readonly account?: unknown;
}

class ForwardingDataSource extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
    if (context.authorization !== undefined) request.http?.headers.set('authorization', context.authorization);
  }
}

const { supergraphFile, tokens }: Graph = JSON.parse(told());
const keys = createRemoteJWKSet(new URL(tokens.jwksUri));
const server = new ApolloServer<Context>({
  gateway: new ApolloGateway({
    supergraphSdl: await readFile(supergraphFile, 'utf8'),
    buildService: ({ url = '' }) => new ForwardingDataSource({ url }),
  }),
});
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  async context({ req }) {
    const { authorization = '' } = req.headers;
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), keys, {
      issuer: tokens.issuer,
      audience: tokens.audience,
    });
    return { authorization, account: payload['preferred_username'] };
  },
});
listening(Number(new URL(url).port));
