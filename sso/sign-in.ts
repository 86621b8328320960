import { createHash, randomBytes } from 'node:crypto';
import { discoverIssuer, fetchJson } from '../platform/tokens/discovery.ts';
import { commandLineClientId, commandLineRedirectUri } from './clients.ts';
import { CookieJar } from './cookie-jar.ts';

export interface SignInOptions {
  readonly issuer: string;
  /** In full, or without the domain. */
  readonly account: string;
  readonly password: string;
  /** Keeps the session at the SSO for whoever wants to go on in it; dropped where not given. */
  readonly cookies?: CookieJar;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly idToken: string;
  readonly expiresInSeconds: number;
}

/** The login page has shown itself again: the account or the password is wrong, and it does not tell which. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';

  constructor(account: string) {
    super(`The SSO refuses ${account}: there is no such account, or the password is wrong.`);
  }
}

/**
 * Signs an officer in to the embedded SSO without a browser and returns the access token. It goes the way that a browser
 * goes, by the login page with its cookies, so that it proves that this way works.
 *
 * @throws SignInRefused for a wrong account or password; Error where the SSO cannot be reached or answers oddly.
 */
export async function signIn(options: SignInOptions): Promise<string> {
  return (await requestTokens(options)).accessToken;
}

/** As `signIn`, with the ID token and how long the access token lasts. */
export async function requestTokens(options: SignInOptions): Promise<SignedIn> {
  const { authorization_endpoint: authorization, token_endpoint: token } = await discoverIssuer(options.issuer);
  if (!authorization || !token) throw new Error(`${options.issuer} offers no authorization code flow.`);
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');

  const request = new URL(authorization);
  request.search = new URLSearchParams({
    client_id: commandLineClientId,
    response_type: 'code',
    redirect_uri: commandLineRedirectUri,
    scope: 'openid profile email',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const callback = await authorize(request, options);
  if (callback.searchParams.get('state') !== state) throw new Error('The SSO answers another sign-in than this one.');
  const code = callback.searchParams.get('code');
  if (code === null) throw new Error(`The SSO refuses the sign-in: ${callback.searchParams.get('error')}.`);

  const answer = await fetchJson(token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: commandLineClientId,
      redirect_uri: commandLineRedirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  const { access_token: accessToken, id_token: idToken, expires_in: expiresInSeconds } = answer;
  if (typeof accessToken !== 'string' || typeof idToken !== 'string' || typeof expiresInSeconds !== 'number') {
    throw new Error('The SSO answers a token request without tokens.');
  }
  return { accessToken, idToken, expiresInSeconds };
}

/** Follows redirects, filling in the login form on the way, up to the address that the application would be called at. */
async function authorize(start: URL, { account, password, cookies }: SignInOptions): Promise<URL> {
  const jar = cookies ?? new CookieJar();
  let url = start;
  let form: URLSearchParams | undefined;
  let filledIn = false;
  // Four redirects lie between the request and the callback; more than this is a loop.
  for (let step = 0; step < 12; step++) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: jar.headerFor(url) },
      ...(form && { method: 'POST', body: form }),
    });
    jar.store(url, response.headers);
    form = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      await response.body?.cancel();
      url = new URL(location, url);
      if (url.href.startsWith(`${commandLineRedirectUri}?`)) return url;
      continue;
    }
    const page = await response.text();
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
    if (!page.includes('name="password"') || action === undefined) {
      throw new Error(`The SSO answers ${response.status} instead of the login page.`);
    }
    if (filledIn) throw new SignInRefused(account);
    filledIn = true;
    url = new URL(action, url);
    form = new URLSearchParams({ account, password });
  }
  throw new Error('The SSO sends the sign-in round in circles.');
}
