import type { ClientMetadata } from 'oidc-provider';

/** The audience that tokens of officers are made out to, and the one of service accounts. */
export const officerAudience = 'lienthong';
export const serviceAudience = 'lienthong-peers';

export const browserClientId = 'lienthong-graphiql';
export const commandLineClientId = 'lienthong-cli';

/** Any port of the loopback address will do (RFC 8252, section 7.3). */
export const commandLineRedirectUri = 'http://127.0.0.1/callback';

export interface SsoClients {
  /** Where the applications want to be told that a session has ended. */
  readonly backchannelLogoutUri: string;
  /** Pages of the gateway that officers may come back to, after signing in or out. */
  readonly browserRedirectUris: readonly string[];
  /** Client id of each service account, with its secret. */
  readonly serviceSecrets: Readonly<Record<string, string>>;
}

/** The applications that may use the provider. All are our own, so officers are never asked to consent. */
export function clientMetadata(clients: SsoClients): ClientMetadata[] {
  const logout = {
    backchannel_logout_uri: clients.backchannelLogoutUri,
    backchannel_logout_session_required: true,
  };
  return [
    {
      client_id: browserClientId,
      client_name: 'Liên thông iGate – iDesk',
      ...logout,
      application_type: 'web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [...clients.browserRedirectUris],
      post_logout_redirect_uris: [...clients.browserRedirectUris],
    },
    {
      client_id: commandLineClientId,
      client_name: 'Dòng lệnh liên thông',
      ...logout,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [commandLineRedirectUri, 'http://[::1]/callback'],
    },
    ...Object.entries(clients.serviceSecrets).map(([clientId, secret]): ClientMetadata => ({
      client_id: clientId,
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    })),
  ];
}
