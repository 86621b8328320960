import { randomUUID } from 'node:crypto';
import type { StandInIssuer, IssuerKey } from '../support/stand-in-issuer.ts';

/** A logout token of the issuer's that would pass, but for the changes. */
export function logoutToken(
  issuer: StandInIssuer,
  changes: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
  key?: IssuerKey,
): Promise<string> {
  return issuer.token(
    {
      aud: 'lienthong-graphiql',
      preferred_username: undefined,
      sub: undefined,
      exp: Math.floor(Date.now() / 1000) + 120,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...changes,
    },
    { typ: 'logout+jwt', ...header },
    key ?? issuer.key,
  );
}
