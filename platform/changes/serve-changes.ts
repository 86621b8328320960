import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { registerPeerRoutes } from '../serving/peer-routes.ts';
import type { VerifyToken } from '../tokens/principal.ts';
import type { ChangeSource } from './change.ts';

export const changesPath = '/changes';

/** Says that the line still stands. Well within what a follower takes for a line that is dead. */
export const heartbeatMs = 5_000;

/** A follower that takes so little that this much waits for it is hung up on: what it then misses shows as a gap. */
const mostWaitingBytes = 1024 * 1024;

/**
 * `GET /changes` on the private address: what has changed, as it happens, one JSON text a line: `["topic","key"]`, or `[]`
 * for a gap. Empty lines mean nothing. For callers with a service token of one of `clientIds`.
 */
export function registerChangesRoute(
  app: FastifyInstance,
  source: ChangeSource,
  access: { readonly verify: VerifyToken; readonly clientIds: readonly string[] },
): void {
  const open = new Set<ServerResponse>();
  // Closing waits for answers that are under way, and these end only by themselves.
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  registerPeerRoutes(app, access, (scope) => {
    scope.get(changesPath, (_request, reply) => {
      reply.hijack();
      const { raw } = reply;
      // Nothing comes after it; a connection that idled then would hold up a server that closes.
      raw.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store', connection: 'close' });
      raw.flushHeaders();
      const say = (line: string): void => {
        if (raw.writableLength > mostWaitingBytes) raw.destroy();
        else if (!raw.destroyed && !raw.writableEnded) raw.write(`${line}\n`);
      };
      open.add(raw);
      const following = source.follow({
        onChange: ({ topic, key }) => say(JSON.stringify([topic, key])),
        onGap: () => say('[]'),
      });
      const heartbeat = setInterval(() => say(''), heartbeatMs).unref();
      raw.on('close', () => {
        clearInterval(heartbeat);
        open.delete(raw);
        void following.close();
      });
    });
  });
}
