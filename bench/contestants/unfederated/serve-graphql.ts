import Fastify from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { listening, portOf } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Runs an operation that was prepared before; gives the answer's JSON. */
type RunOperation = (variables: Variables, token: string) => Promise<string>;

/**
 * Serves GraphQL on Fastify as plainly as it goes: the token is verified, and an operation is prepared once and
 * remembered by its text.
 */
export async function serveGraphql(
  authenticate: (token: string) => Promise<unknown>,
  prepare: (query: string) => RunOperation,
): Promise<void> {
  const prepared = new Map<string, RunOperation>();
  const app = Fastify();
  app.post<{ Body: { query: string; variables: Variables } }>('/graphql', async (request, reply) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    await authenticate(token);
    const { query, variables } = request.body;
    let run = prepared.get(query);
    if (!run) {
      run = prepare(query);
      prepared.set(query, run);
    }
    return reply.type('application/json').send(await run(variables, token));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  listening(portOf(app.server.address()));
}

/** Verifies tokens by jose, as most servers do. */
export function authenticateByJose(tokens: Graph['tokens']): (token: string) => Promise<unknown> {
  const keys = createRemoteJWKSet(new URL(tokens.jwksUri));
  return (token) => jwtVerify(token, keys, { issuer: tokens.issuer, audience: tokens.audience });
}
