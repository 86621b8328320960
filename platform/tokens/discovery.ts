/** What we use of an issuer's OpenID Connect discovery document. */
export interface IssuerMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly authorization_endpoint: string | undefined;
  readonly token_endpoint: string | undefined;
}

/** Long enough for a slow identity provider, short enough that a hanging one does not hang every request behind it. */
const answerWithinMs = 5_000;

/** A discovery document or key set of more than this is not one. */
const largestAnswer = 1_000_000;

/**
 * The issuer's discovery document (`/.well-known/openid-configuration`), fetched anew at every call.
 *
 * @throws Error where it cannot be had, or where it names another issuer: then its keys speak for somebody else.
 */
export async function discoverIssuer(issuer: string): Promise<IssuerMetadata> {
  const document = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (text(document, 'issuer') !== issuer) {
    throw new Error(`The discovery document of ${issuer} names another issuer: ${text(document, 'issuer')}.`);
  }
  const jwksUri = text(document, 'jwks_uri');
  if (jwksUri === undefined) throw new Error(`The discovery document of ${issuer} names no jwks_uri.`);
  return {
    issuer,
    jwks_uri: jwksUri,
    authorization_endpoint: text(document, 'authorization_endpoint'),
    token_endpoint: text(document, 'token_endpoint'),
  };
}

/** Runs `load` at the first call and remembers its success; a failure is forgotten, so that the next call tries again. */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** A JSON object from the identity provider: bounded in time and size, and never by way of a redirect. */
export async function fetchJson(url: string, request: RequestInit = {}): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(answerWithinMs), ...request });
  const body = await response.text();
  if (!response.ok) throw new UnexpectedAnswer(url, response.status, body.slice(0, 500));
  if (body.length > largestAnswer) throw new Error(`${url} answers more than ${largestAnswer} characters.`);
  const json: unknown = JSON.parse(body);
  if (!isObject(json)) throw new Error(`${url} does not answer a JSON object.`);
  return json;
}

/** The identity provider answers, but not with success. The message is for logs, never for callers. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  readonly status: number;

  constructor(url: string, status: number, body: string) {
    super(`${url} answers ${status}: ${body}`);
    this.status = status;
  }
}

function text(document: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = document[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
