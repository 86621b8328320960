import { expect } from 'vitest';
import { CookieJar } from '../../sso/cookie-jar.ts';
import { requestTokens } from '../../sso/sign-in.ts';
import type { System } from './system.ts';

/** Somebody's session at the SSO, as a browser has it. */
export interface SsoSession {
  readonly token: string;
  /** What an officer does who presses the button on the SSO's page. */
  logOut(): Promise<void>;
}

export async function openSsoSession(system: System, account: string): Promise<SsoSession> {
  const metadata = await fetch(`${system.url}/.well-known/oauth-protected-resource`);
  const [issuer] = ((await metadata.json()) as { authorization_servers: [string] }).authorization_servers;
  const cookies = new CookieJar();
  const { accessToken } = await requestTokens({ issuer, account, password: 'lienthong-demo', cookies });
  return {
    token: accessToken,
    async logOut() {
      const end = new URL(`${issuer}/session/end`);
      const page = await fetch(end, { headers: { cookie: cookies.headerFor(end) } });
      cookies.store(end, page.headers);
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
      const confirm = new URL(`${issuer}/session/end/confirm`);
      const left = await fetch(confirm, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookies.headerFor(confirm) },
        body: new URLSearchParams({ xsrf, logout: 'yes' }),
      });
      expect(left.status).toBe(303);
    },
  };
}
