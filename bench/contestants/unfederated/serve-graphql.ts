import Fastify from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { listening, portOf, told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** Runs an operation whose document was prepared before; gives the answer's JSON. */
export type RunOperation = (variables: Variables) => Promise<string>;

/** Serves GraphQL on Fastify as plainly as it goes: the token is verified, a document is prepared once and remembered. */
export async function serveGraphql(prepare: (query: string) => RunOperation): Promise<void> {
  const { tokens }: Graph = JSON.parse(told());
  const keys = createRemoteJWKSet(new URL(tokens.jwksUri));
  const prepared = new Map<string, RunOperation>();
  const app = Fastify();
  app.post<{ Body: { query: string; variables: Variables } }>('/graphql', async (request, reply) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    await jwtVerify(token, keys, { issuer: tokens.issuer, audience: tokens.audience });
    const { query, variables } = request.body;
    let run = prepared.get(query);
    if (!run) {
      run = prepare(query);
      prepared.set(query, run);
    }
    return reply.type('application/json').send(await run(variables));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  listening(portOf(app.server.address()));
}
