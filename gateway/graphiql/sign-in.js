/**
 * Signs a person in through the authorization server: authorization code with PKCE, in the page itself.
 *
 * The token is kept for as long as the tab is open, and nowhere else.
 */

const sessionKey = 'graphiql-session';
const attemptKey = 'graphiql-sign-in';

/** Who is signed in, or null: also once the token has run out. */
export function currentSession() {
  const session = stored(sessionKey);
  return session && session.expiresAt > Date.now() ? session : null;
}

/** Leaves for the authorization server, which comes back to this page. */
export async function signIn(settings) {
  const { authorization_endpoint: endpoint } = await discover(settings.issuer);
  const verifier = randomText();
  const attempt = { verifier, state: randomText(), nonce: randomText() };
  sessionStorage.setItem(attemptKey, JSON.stringify(attempt));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const address = new URL(endpoint);
  const parameters = {
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  if (settings.resource) parameters.resource = settings.resource;
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  location.assign(address);
}

/**
 * Finishes a sign-in when the page was called back with its result; otherwise does nothing.
 * Throws where the authorization server refused, or where the answer belongs to another attempt.
 */
export async function finishSignIn(settings) {
  const result = new URL(location.href).searchParams;
  if (!result.has('state') || !(result.has('code') || result.has('error'))) return;
  const attempt = stored(attemptKey);
  sessionStorage.removeItem(attemptKey);
  // The code works once: it must not stay in the address, where a reload would send it again.
  history.replaceState(null, '', location.pathname);
  if (result.has('error')) throw new Error(result.get('error_description') ?? result.get('error'));
  if (!attempt || attempt.state !== result.get('state')) throw new Error('state');
  const { token_endpoint: endpoint } = await discover(settings.issuer);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: settings.clientId,
    code: result.get('code'),
    redirect_uri: settings.redirectUri,
    code_verifier: attempt.verifier,
  });
  if (settings.resource) body.set('resource', settings.resource);
  const response = await fetch(endpoint, { method: 'POST', body, credentials: 'omit' });
  if (!response.ok) throw new Error(`token: ${response.status}`);
  const tokens = await response.json();
  const claims = tokens.id_token ? payload(tokens.id_token) : {};
  if (tokens.id_token && claims.nonce !== attempt.nonce) throw new Error('nonce');
  const session = {
    token: tokens.access_token,
    idToken: tokens.id_token,
    expiresAt: Date.now() + (tokens.expires_in ?? 300) * 1000,
    name: claims.name ?? '',
    account: claims.preferred_username ?? claims.sub ?? '',
  };
  sessionStorage.setItem(sessionKey, JSON.stringify(session));
}

/** Forgets the token, and ends the session at the authorization server where it offers that. */
export async function signOut(settings) {
  const session = stored(sessionKey);
  sessionStorage.removeItem(sessionKey);
  const { end_session_endpoint: endpoint } = await discover(settings.issuer);
  if (!endpoint) return location.reload();
  const address = new URL(endpoint);
  address.searchParams.set('client_id', settings.clientId);
  address.searchParams.set('post_logout_redirect_uri', settings.redirectUri);
  if (session?.idToken) address.searchParams.set('id_token_hint', session.idToken);
  location.assign(address);
}

async function discover(issuer) {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    credentials: 'omit',
  });
  if (!response.ok) throw new Error(`discovery: ${response.status}`);
  return response.json();
}

function stored(key) {
  const text = sessionStorage.getItem(key);
  return text === null ? null : JSON.parse(text);
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Read for showing only: it came straight from the authorization server, and the gateway verifies the other one. */
function payload(token) {
  const text = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0))));
}
