import type { FastifyInstance } from 'fastify';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Listens on a port, which the system shares out by connection where several threads listen on it. */
export async function listenTogether(app: FastifyInstance, { host, port }: Place, threads: number): Promise<void> {
  // Fastify hands on to Node.js what its own types do not name.
  const options = { host, port, reusePort: threads > 1 };
  await app.listen(options);
}
