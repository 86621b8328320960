import type { Logger } from '../../platform/logging.ts';
import { createIgate, type Igate } from '../../subgraphs/igate/igate.ts';
import type { Configuration } from '../configuration.ts';
import { fileAddressKey, openFileStore } from './file-store.ts';
import type { SubgraphSurroundings } from './subgraph.ts';
import { gatewayAccess, peerVerifier, serviceTokens } from './tokens.ts';

/** How long a token of iGate's own sign-in lasts: a working day, as an officer would expect of a counter's program. */
const localTokenLifetimeSeconds = 8 * 3600;

/** iGate as the configuration wants it; it neither listens nor delivers yet. */
export async function buildIgate(
  configuration: Configuration,
  surroundings: SubgraphSurroundings,
  logger: Logger,
): Promise<Igate> {
  const { issuer, databaseUrl, databaseOwnerUrl, clientSecret, fileAddressSecret, peerUrl } = surroundings;
  return createIgate({
    databaseUrl,
    databaseOwnerUrl,
    poolSize: configuration.database.poolSize,
    store: await openFileStore(configuration, 'igate'),
    verify: { sso: surroundings.officers.verify, service: peerVerifier(configuration, issuer, 'idesk') },
    peer: {
      url: peerUrl,
      token: serviceTokens(configuration, issuer, 'igate', clientSecret),
      clientIds: ['idesk'],
    },
    gateways: gatewayAccess(configuration, issuer),
    sessions: surroundings.officers,
    fileAddresses: {
      secret: fileAddressKey(fileAddressSecret, 'igate'),
      publicUrl: configuration.publicUrl,
      lifetimeSeconds: configuration.files.addressSeconds,
    },
    uploads: configuration.uploads,
    fileGraceSeconds: configuration.files.graceSeconds,
    transferPolicy: configuration.transfers,
    localTokenLifetimeSeconds,
    now: () => new Date(),
    logger,
  });
}
