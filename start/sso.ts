/** The embedded SSO in a process of its own, for development only. */
import { createLogger } from '../platform/logging.ts';
import { createHttpServer, registerHealthRoutes } from '../platform/serving/http-server.ts';
import { registerSso } from '../sso/register-sso.ts';
import { secretsOf } from './development-secrets.ts';
import { buildSso, ssoPath } from './parts/sso.ts';
import { portOrExit } from './port-or-exit.ts';
import { configurationOrExit } from './read-or-exit.ts';
import { stopSignal } from './stop-signal.ts';

const stopped = stopSignal();
const configuration = configurationOrExit('sso');
await portOrExit(configuration);
const { host, port } = configuration;
const logger = createLogger('sso', configuration.log);
const issuer = configuration.sso.issuer ?? `http://${host}:${port}${ssoPath}`;
const sso = await buildSso(configuration, issuer, await secretsOf(configuration), logger);

const app = createHttpServer(logger);
registerHealthRoutes(app, {});
await registerSso(app, sso, ssoPath);
await app.listen({ host, port });
logger.info({ issuer }, 'ready');

await stopped;
await app.close();
