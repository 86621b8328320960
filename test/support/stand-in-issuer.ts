import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { freePort } from './free-port.ts';

/** A key of the issuer's, in both halves. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** An issuer whose keys and moods tests decide: real HTTP, with discovery and a key set, and every request counted. */
export class StandInIssuer implements AsyncDisposable {
  readonly url: string;
  /** What the key set holds. */
  published: IssuerKey[] = [];
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** `down` answers 503, `hanging` never answers. */
  mood: 'well' | 'down' | 'hanging' = 'well';
  readonly #server = createServer((request, response) => {
    this.asked.push(request.url ?? '');
    if (this.mood === 'hanging') return;
    response.statusCode = this.mood === 'down' ? 503 : 200;
    response.end(JSON.stringify(this.#answer(request.url)));
  });

  private constructor(url: string) {
    this.url = url;
  }

  static async start(): Promise<StandInIssuer> {
    const port = await freePort();
    const issuer = new StandInIssuer(`http://127.0.0.1:${port}`);
    issuer.#server.listen(port, '127.0.0.1');
    await once(issuer.#server, 'listening');
    issuer.published = [await createIssuerKey('k1')];
    return issuer;
  }

  #answer(path: string | undefined): object {
    if (path === '/.well-known/openid-configuration') return { issuer: this.url, jwks_uri: `${this.url}/jwks` };
    return { keys: this.published.map(({ publicJwk }) => publicJwk) };
  }

  /** How often the key set was asked for. */
  get keyRequests(): number {
    return this.asked.filter((path) => path === '/jwks').length;
  }

  /** The key that signs unless another is named. */
  get key(): IssuerKey {
    const [key] = this.published;
    if (!key) throw new Error('the issuer has published no key');
    return key;
  }

  /** The claims of an officer's token that would pass. */
  claims(changes: Readonly<Record<string, unknown>> = {}): JWTPayload {
    const seconds = Math.floor(Date.now() / 1000);
    return {
      iss: this.url,
      aud: 'lienthong',
      sub: 'hoant@stttt.binhdinh.gov.vn',
      preferred_username: 'hoant@stttt.binhdinh.gov.vn',
      iat: seconds,
      exp: seconds + 300,
      ...changes,
    };
  }

  /** Signs claims that would pass but for the changes. */
  async token(
    changes: Readonly<Record<string, unknown>> = {},
    header: Readonly<Record<string, unknown>> = {},
    key: IssuerKey = this.key,
  ): Promise<string> {
    return new SignJWT(this.claims(changes))
      .setProtectedHeader({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

export async function createIssuerKey(kid: string, alg = 'RS256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}
