import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface GraphiqlOptions {
  /** As which the page signs people in: a public client of the first authorization server, with PKCE. */
  readonly clientId: string;
  readonly scope: string;
  /** The API that the token is asked for (RFC 8707), where the authorization server wants to be told. */
  readonly resource?: string | undefined;
  /** Tabs that a first visit opens with. */
  readonly examples: readonly GraphiqlExample[];
}

export interface GraphiqlExample {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

const packages = createRequire(import.meta.url);

/** Everything the page loads, so that it works where there is no other network. */
const assets: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  'react.js': { file: inPackage('react', 'umd/react.production.min.js'), type: 'text/javascript' },
  'react-dom.js': { file: inPackage('react-dom', 'umd/react-dom.production.min.js'), type: 'text/javascript' },
  'graphiql.js': { file: inPackage('graphiql', 'graphiql.min.js'), type: 'text/javascript' },
  'graphiql.css': { file: inPackage('graphiql', 'graphiql.min.css'), type: 'text/css' },
  'sign-in.js': { file: beside('sign-in.js'), type: 'text/javascript' },
  'follow.js': { file: beside('follow.js'), type: 'text/javascript' },
  'page.js': { file: beside('page.js'), type: 'text/javascript' },
  'page.css': { file: beside('page.css'), type: 'text/css' },
};

function inPackage(name: string, file: string): string {
  return join(dirname(packages.resolve(`${name}/package.json`)), file);
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Registers what the page loads, and returns what answers a browser at `/graphql`. */
export function createGraphiqlPage(
  app: FastifyInstance,
  options: GraphiqlOptions,
  place: { readonly publicUrl: string; readonly authorizationServers: readonly string[] },
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const [issuer] = place.authorizationServers;
  const settings = { ...options, issuer: issuer ?? null, redirectUri: `${place.publicUrl}/graphql` };
  app.get('/graphiql/settings.json', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(settings),
  );
  app.get<{ Params: { asset: string } }>('/graphiql/:asset', async (request, reply) => {
    const asset = Object.hasOwn(assets, request.params.asset) ? assets[request.params.asset] : undefined;
    if (!asset) return reply.callNotFound();
    return reply
      .type(`${asset.type}; charset=utf-8`)
      .header('cache-control', 'public, max-age=3600')
      .send(await readFile(asset.file));
  });
  const policy = contentSecurityPolicy(issuer);
  return async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy)
      .send(await readFile(beside('index.html')));
}

/** GraphiQL's editor writes `style` attributes and elements; scripts come from here alone, and none stands in the page. */
function contentSecurityPolicy(issuer: string | undefined): string {
  const tokens = issuer === undefined ? '' : ` ${new URL(issuer).origin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${tokens}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
