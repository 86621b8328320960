import { decodeJwt } from 'jose';
import { RequestError } from '../errors.ts';
import { discoverIssuer, fetchJson, lazily, UnexpectedAnswer } from './discovery.ts';

export interface ServiceTokenOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the receivers demand. A token made out to somebody else is refused here, where the sentence can say what to do. */
  readonly audience: string;
  /** More parameters of the token request, for issuers that want them: `scope`, `resource`, `audience`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
}

/** A token is renewed this long before it ends (or at half its life, if that is shorter): it must outlive the request it is sent with. */
const renewBeforeMs = 60_000;

/**
 * A source of access tokens for a service account, by the client credentials grant. Each is remembered until shortly
 * before it expires; callers at the same time share one request.
 *
 * The returned function throws `RequestError` `SUBGRAPH_UNAVAILABLE` where the issuer cannot be reached (worth a retry),
 * and a plain Error where it refuses the client or makes the token out to another audience (wrong configuration).
 */
export function createServiceTokenSource(options: ServiceTokenOptions): () => Promise<string> {
  const now = options.now ?? (() => new Date());
  const tokenEndpoint = lazily(async () => {
    const { token_endpoint: endpoint } = await discoverIssuer(options.issuer);
    if (endpoint === undefined) throw new Error(`The discovery document of ${options.issuer} names no token_endpoint.`);
    return endpoint;
  });
  let remembered: { readonly token: string; readonly renewAt: number } | undefined;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const askedAt = now().getTime();
    const answer = await requestToken(options, tokenEndpoint);
    const token = answer['access_token'];
    if (typeof token !== 'string') throw new Error(`${options.issuer} answers a token request without a token.`);
    checkAudience(token, options);
    const lifetimeMs = typeof answer['expires_in'] === 'number' ? answer['expires_in'] * 1000 : 0;
    remembered = { token, renewAt: askedAt + Math.max(lifetimeMs - renewBeforeMs, lifetimeMs / 2) };
    return token;
  };

  return async () => {
    if (remembered && now().getTime() < remembered.renewAt) return remembered.token;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

async function requestToken(
  options: ServiceTokenOptions,
  tokenEndpoint: () => Promise<string>,
): Promise<Readonly<Record<string, unknown>>> {
  const basic = `${encodeURIComponent(options.clientId)}:${encodeURIComponent(options.clientSecret)}`;
  try {
    return await fetchJson(await tokenEndpoint(), {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
      body: new URLSearchParams({ ...options.parameters, grant_type: 'client_credentials' }),
    });
  } catch (cause) {
    if (cause instanceof UnexpectedAnswer && cause.status < 500 && cause.status !== 429) {
      throw new Error(`The SSO refuses the service account ${options.clientId}. Check its client id and secret.`, {
        cause,
      });
    }
    throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause });
  }
}

function checkAudience(token: string, options: ServiceTokenOptions): void {
  const { aud } = decodeJwt(token);
  if ([aud].flat().includes(options.audience)) return;
  throw new Error(
    `The SSO makes the tokens of ${options.clientId} out to the audience ${JSON.stringify(aud)}, ` +
      `but the receiver demands ${options.audience}. Configure that audience for this client in the SSO.`,
  );
}
