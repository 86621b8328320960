import type { Logger } from '../../platform/logging.ts';
import { logoutPath } from '../../platform/sessions/logout-form.ts';
import { createSso, type Sso } from '../../sso/sso.ts';
import { demoAccounts } from '../../sso/demo-accounts.ts';
import type { Configuration } from '../configuration.ts';

/** The path of the embedded SSO below its origin, the gateway's or its own. */
export const ssoPath = '/sso';

interface SsoSecrets {
  readonly igateClient: string;
  readonly ideskClient: string;
  readonly gatewayClient: string;
}

/** The embedded SSO with the demo officers; refuses to start in production. */
export async function buildSso(
  configuration: Configuration,
  issuer: string,
  secrets: SsoSecrets,
  logger: Logger,
): Promise<Sso> {
  return createSso({
    issuer,
    dataDir: configuration.dataDir,
    accounts: demoAccounts,
    production: configuration.production,
    backchannelLogoutUri: `${configuration.publicUrl}${logoutPath}`,
    browserRedirectUris: [`${configuration.publicUrl}/graphql`],
    serviceSecrets: { igate: secrets.igateClient, idesk: secrets.ideskClient, gateway: secrets.gatewayClient },
    logger,
  });
}
