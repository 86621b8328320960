import type { FastifyInstance } from 'fastify';
import { RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { EndedSession, EndedSessions } from '../../platform/sessions/ended-sessions.ts';
import { followEndedSessions } from '../../platform/sessions/ended-sessions-feed.ts';
import { logoutPath, registerLogoutForm } from '../../platform/sessions/logout-form.ts';
import type { VerifyLogout } from '../../platform/sessions/logout-token.ts';
import type { Repetition } from '../../platform/sessions/repeatedly.ts';

export interface LogoutOptions {
  readonly verify: VerifyLogout;
  /** What the gateway's token verifier asks. */
  readonly ended: Pick<EndedSessions, 'add'>;
  /** Private origins of the parts that keep which sessions have ended; the gateway itself keeps nothing. */
  readonly keepers: readonly (() => string)[];
}

/** Less than the few seconds for which OpenID providers wait. */
const passOnWithinMs = 2_000;

/**
 * The door at which the OpenID provider tells that a session has ended. Each keeper gets the logout token and verifies it
 * for itself; keepers tell each other, so one that takes it is enough. Other gateways, and this one after a restart, learn
 * of it from the keepers.
 */
export function registerBackchannelLogout(app: FastifyInstance, options: LogoutOptions, logger: Logger): void {
  const { verify, ended, keepers } = options;
  registerLogoutForm(app, async (token) => {
    ended.add(await verify(token));
    const passedOn = await Promise.allSettled(keepers.map((keeper) => passOn(keeper(), token)));
    const failures = passedOn.filter((result) => result.status === 'rejected');
    for (const { reason } of failures) logger.warn({ err: reason }, 'a logout could not be passed on');
    // The provider may try again; a logout that only this process knows of would be lost with it.
    if (failures.length === keepers.length) throw new RequestError('SUBGRAPH_UNAVAILABLE');
  });

  const followed: Repetition[] = [];
  app.addHook('onListen', async () => {
    const learn = async (list: readonly EndedSession[]) => void ended.add(list);
    const failed = (error: unknown) => logger.warn({ err: error }, 'cannot learn which sessions have ended');
    followed.push(...keepers.map((url) => followEndedSessions({ url, learn, failed })));
  });
  app.addHook('onClose', async () => {
    await Promise.all(followed.map((following) => following.stop()));
  });
}

async function passOn(origin: string, token: string): Promise<void> {
  const response = await fetch(`${origin}${logoutPath}`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(passOnWithinMs),
    body: new URLSearchParams({ logout_token: token }),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`A keeper of sessions answers ${response.status}.`);
}
