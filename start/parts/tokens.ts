import { createServiceTokenSource } from '../../platform/tokens/service-token.ts';
import type { IssuerVerifier, VerifyToken } from '../../platform/tokens/principal.ts';
import { createTokenVerifier } from '../../platform/tokens/verify-token.ts';
import { verifyByIssuer } from '../../platform/tokens/verify-by-issuer.ts';
import { localTokenRules } from '../../subgraphs/igate/actions/local-tokens.ts';
import { EndedSessions } from '../../platform/sessions/ended-sessions.ts';
import { createLogoutVerifier, type VerifyLogout } from '../../platform/sessions/logout-token.ts';
import type { Configuration } from '../configuration.ts';
import type { SubgraphName } from './file-store.ts';

/** What a process believes of the SSO about officers, and knows of the sessions that have ended. */
export interface OfficerSessions {
  readonly verify: IssuerVerifier;
  readonly verifyLogout: VerifyLogout;
  readonly ended: EndedSessions;
}

/** In one process one serves all parts, so that each token is verified once. */
export function officerSessions(configuration: Configuration, issuer: string): OfficerSessions {
  const { audience, accountClaim, logoutClients } = configuration.sso;
  const shared = sharedRules(configuration, issuer);
  const ended = new EndedSessions();
  return {
    verify: createTokenVerifier({ ...shared, audience, kind: 'sso', accountClaim, ended }),
    verifyLogout: createLogoutVerifier({ ...shared, clients: logoutClients }),
    ended,
  };
}

/** Client id of the gateway's service account. */
const gatewayClient = 'gateway';

/** Verifies the service tokens by which the other subgraph, or a gateway in its own process, proves who it is. */
export function peerVerifier(
  configuration: Configuration,
  issuer: string,
  peer: SubgraphName | typeof gatewayClient,
): VerifyToken {
  const { serviceAudience } = configuration.sso;
  const rules = { audience: serviceAudience, kind: 'service', clients: [peer] } as const;
  return createTokenVerifier({ ...sharedRules(configuration, issuer), ...rules });
}

/** Verifies what clients give to the gateway: the SSO's tokens, and those of iGate's own sign-in. */
export function gatewayVerifier(officers: IssuerVerifier, igateUrl: () => string): VerifyToken {
  return verifyByIssuer([officers, createTokenVerifier({ ...localTokenRules, jwksUri: () => `${igateUrl()}/jwks` })]);
}

/** What a subgraph takes for a gateway in its own process. */
export function gatewayAccess(configuration: Configuration, issuer: string) {
  return { verify: peerVerifier(configuration, issuer, gatewayClient), clientIds: [gatewayClient] };
}

/** A part's own service tokens, for its calls to the others. */
export function serviceTokens(
  configuration: Configuration,
  issuer: string,
  client: SubgraphName | typeof gatewayClient,
  clientSecret: string,
): () => Promise<string> {
  const audience = configuration.sso.serviceAudience;
  return createServiceTokenSource({ issuer, clientId: client, clientSecret, audience });
}

function sharedRules(configuration: Configuration, issuer: string) {
  const { algorithms, acceptGenericType } = configuration.sso;
  return { issuer, algorithms, acceptGenericType };
}
