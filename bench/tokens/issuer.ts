import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { portOf } from '../processes/program.ts';

/** An OpenID Connect issuer as far as tokens are verified: discovery document, key set, and access tokens of officers. */
export interface Issuer extends AsyncDisposable {
  readonly url: string;
  readonly jwksUri: string;
  readonly audience: string;
  /** Access tokens as the SSO issues them (RFC 9068), valid for a day, by account. */
  tokensFor(accounts: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** RS256, since every contestant that authenticates knows it. */
const alg = 'RS256';
const kid = 'bench';
const audience = 'lienthong';

export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg, kid, use: 'sig' }] };
  const server = createServer((request, response) => {
    const document = request.url === '/jwks' ? keys : { issuer: url, jwks_uri: `${url}/jwks` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    url,
    jwksUri: `${url}/jwks`,
    audience,
    async tokensFor(accounts) {
      return new Map(await Promise.all(accounts.map(async (account) => [account, await tokenOf(account)] as const)));
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };

  function tokenOf(account: string): Promise<string> {
    return new SignJWT({ preferred_username: account, client_id: 'lienthong-console', scope: 'openid profile' })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject(account)
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1 day')
      .sign(privateKey);
  }
}
