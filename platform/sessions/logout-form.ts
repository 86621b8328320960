import type { FastifyInstance, FastifyReply } from 'fastify';
import { RequestError } from '../errors.ts';

export const logoutPath = '/backchannel-logout';

/** A logout token and the name of its field; a form of more than this is none. */
const largestForm = 20_000;

/**
 * `POST /backchannel-logout`: an OpenID provider tells that a session has ended (OpenID Connect Back-Channel Logout 1.0,
 * section 2.5). `take` gets the token as it came and throws where it is not to be believed; the answer to a good one is
 * empty.
 */
export function registerLogoutForm(app: FastifyInstance, take: (token: string) => Promise<void>): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: largestForm },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.post(logoutPath, async (request, reply): Promise<FastifyReply> => {
      reply.header('cache-control', 'no-store');
      const tokens = request.body instanceof URLSearchParams ? request.body.getAll('logout_token') : [];
      const [token] = tokens;
      if (token === undefined || tokens.length > 1) throw new RequestError('BAD_USER_INPUT');
      await take(token);
      return reply.code(200).send();
    });
  });
}
