import { createServiceTokenSource } from '../../platform/tokens/service-token.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { createTokenVerifier, type TokenRules } from '../../platform/tokens/verify-token.ts';
import { verifyByIssuer } from '../../platform/tokens/verify-by-issuer.ts';
import { localAudience, localIssuer } from '../../subgraphs/igate/actions/local-tokens.ts';
import type { Configuration } from '../configuration.ts';
import type { SubgraphName } from './file-store.ts';

/** Verifies what a subgraph is given: the SSO's tokens of officers, and the peer's service tokens. */
export function subgraphVerifiers(configuration: Configuration, issuer: string, peer: SubgraphName) {
  const { serviceAudience } = configuration.sso;
  return {
    sso: createTokenVerifier(officerRules(configuration, issuer)),
    service: createTokenVerifier({
      ...sharedRules(configuration, issuer),
      audience: serviceAudience,
      kind: 'service',
      clients: [peer],
    }),
  };
}

/** Verifies what clients give to the gateway: the SSO's tokens, and those of iGate's own sign-in. */
export function gatewayVerifier(configuration: Configuration, issuer: string, igateUrl: () => string): VerifyToken {
  // iGate's address may be known only once it listens, so the verifier is made at the first such token.
  let local: VerifyToken | undefined;
  return verifyByIssuer({
    [issuer]: createTokenVerifier(officerRules(configuration, issuer)),
    [localIssuer]: async (token) => {
      local ??= createTokenVerifier({
        issuer: localIssuer,
        audience: localAudience,
        kind: 'sso',
        algorithms: ['EdDSA'],
        jwksUri: `${igateUrl()}/jwks`,
      });
      return local(token);
    },
  });
}

/** A subgraph's own service tokens, for its calls to the peer. */
export function serviceTokens(
  configuration: Configuration,
  issuer: string,
  subgraph: SubgraphName,
  clientSecret: string,
): () => Promise<string> {
  const audience = configuration.sso.serviceAudience;
  return createServiceTokenSource({ issuer, clientId: subgraph, clientSecret, audience });
}

function officerRules(configuration: Configuration, issuer: string): TokenRules {
  const { audience, accountClaim } = configuration.sso;
  return { ...sharedRules(configuration, issuer), audience, kind: 'sso', accountClaim };
}

function sharedRules(configuration: Configuration, issuer: string) {
  const { algorithms, acceptGenericType } = configuration.sso;
  return { issuer, algorithms, acceptGenericType };
}
