import type { Logger } from '../../platform/logging.ts';
import { createIdesk, type Idesk } from '../../subgraphs/idesk/idesk.ts';
import type { Configuration } from '../configuration.ts';
import { fileAddressKey, openFileStore } from './file-store.ts';
import type { SubgraphSurroundings } from './subgraph.ts';
import { gatewayAccess, peerVerifier, serviceTokens } from './tokens.ts';

/** iDesk as the configuration wants it; it neither listens nor delivers yet. */
export async function buildIdesk(
  configuration: Configuration,
  surroundings: SubgraphSurroundings,
  logger: Logger,
): Promise<Idesk> {
  const { issuer, databaseUrl, databaseOwnerUrl, clientSecret, fileAddressSecret, peerUrl } = surroundings;
  return createIdesk({
    databaseUrl,
    databaseOwnerUrl,
    poolSize: configuration.database.poolSize,
    store: await openFileStore(configuration, 'idesk'),
    verify: { sso: surroundings.officers.verify, service: peerVerifier(configuration, issuer, 'igate') },
    peer: {
      url: peerUrl,
      token: serviceTokens(configuration, issuer, 'idesk', clientSecret),
      clientIds: ['igate'],
    },
    gateways: gatewayAccess(configuration, issuer),
    sessions: surroundings.officers,
    fileAddresses: {
      secret: fileAddressKey(fileAddressSecret, 'idesk'),
      publicUrl: configuration.publicUrl,
      lifetimeSeconds: configuration.files.addressSeconds,
    },
    uploads: configuration.uploads,
    fileGraceSeconds: configuration.files.graceSeconds,
    transferPolicy: configuration.transfers,
    now: () => new Date(),
    logger,
  });
}
