import Fastify from 'fastify';
import { listening, portOf } from '../../processes/program.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Runs an operation that was prepared before, for whoever was authenticated; gives the answer's JSON. */
type RunOperation<Caller> = (variables: Variables, token: string, caller: Caller) => Promise<string>;

/**
 * Serves GraphQL on Fastify as plainly as it goes: the token is verified, and an operation is prepared once and
 * remembered by its text.
 */
export async function serveGraphql<Caller>(
  authenticate: (token: string) => Promise<Caller>,
  prepare: (query: string) => RunOperation<Caller>,
): Promise<void> {
  const prepared = new Map<string, RunOperation<Caller>>();
  const app = Fastify();
  app.post<{ Body: { query: string; variables: Variables } }>('/graphql', async (request, reply) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const caller = await authenticate(token);
    const { query, variables } = request.body;
    let run = prepared.get(query);
    if (!run) {
      run = prepare(query);
      prepared.set(query, run);
    }
    return reply.type('application/json').send(await run(variables, token, caller));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  listening(portOf(app.server.address()));
}
