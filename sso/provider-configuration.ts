import { createHash } from 'node:crypto';
import {
  errors,
  interactionPolicy,
  type Configuration,
  type KoaContextWithOIDC,
  type ResourceServer,
} from 'oidc-provider';
import { boundedAdapter } from './bounded-adapter.ts';
import { clientMetadata, officerAudience, serviceAudience, type SsoClients } from './clients.ts';
import type { AccountDirectory } from './demo-accounts.ts';
import { errorPage } from './error-page.ts';
import { signingAlgorithm, type SsoKeys } from './keys.ts';
import { loginAddress } from './login.ts';
import { loggedOutPage, logoutPage } from './logout-page.ts';
import { pageHeaders, renderPage, type FormTarget, type Page } from './page.ts';

/** Names of what tokens are for. Clients never send them: each has one by default. */
const graphResource = 'urn:lienthong:graph';
const peersResource = 'urn:lienthong:peers';

const secondsOf = { minute: 60, hour: 3_600 };

export interface ProviderOptions extends SsoClients {
  readonly issuer: string;
  readonly mountPath: string;
  readonly accounts: AccountDirectory;
  readonly keys: SsoKeys;
  readonly accessTokenSeconds?: number;
  readonly now?: () => Date;
}

/** What the provider offers: authorization code with PKCE for officers, client credentials for services; no more. */
export function providerConfiguration(options: ProviderOptions): Configuration {
  const { accounts, mountPath } = options;
  const tokenSeconds = options.accessTokenSeconds ?? secondsOf.hour;
  const officers = new Map(accounts.accounts.map((officer) => [officer.account, officer]));
  const cookie = { path: `${mountPath}/`, httpOnly: true, sameSite: 'lax', signed: true } as const;

  return {
    adapter: boundedAdapter(options.now ?? (() => new Date())),
    clients: clientMetadata(options),
    clientBasedCORS: (_ctx, origin, client) =>
      client.tokenEndpointAuthMethod === 'none' &&
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    jwks: { keys: [...options.keys.signing] },
    enabledJWA: {
      idTokenSigningAlgValues: [signingAlgorithm],
      requestObjectSigningAlgValues: [],
      clientAuthSigningAlgValues: [],
    },
    cookies: {
      keys: [...options.keys.cookies],
      names: cookieNames(options.issuer),
      long: cookie,
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    // It refuses to call private addresses, for clients that register themselves; here all clients are our own.
    fetch: (url, asked) => {
      const request = { ...asked };
      delete request.dispatcher;
      return fetch(url, request);
    },
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, account) => {
      const officer = officers.get(account);
      if (!officer) return undefined;
      return { accountId: account, claims: async () => ({ sub: account, ...claimsOf(account, officer.fullName) }) };
    },
    extraTokenClaims: (ctx, token) => {
      const account = 'accountId' in token ? token.accountId : undefined;
      const officer = account === undefined ? undefined : officers.get(account);
      if (!officer) return undefined;
      // The session's name in the logout token: by it, the receivers know which access tokens have ended.
      const sid = ctx.oidc.entities.AuthorizationCode?.sid;
      return { ...claimsOf(officer.account, officer.fullName), ...(sid !== undefined && { sid }) };
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, client) => resourceOf(client.grantTypes),
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource, client): ResourceServer => {
          if (resource !== resourceOf(client.grantTypes)) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: resource === peersResource ? serviceAudience : officerAudience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: tokenSeconds,
            jwt: { sign: { alg: signingAlgorithm } },
          };
        },
      },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, logoutPage(ctx.oidc.session?.accountId, form), logoutTarget(ctx)),
        postLogoutSuccessSource: (ctx) => show(ctx, loggedOutPage(ctx.oidc.client !== undefined), undefined),
      },
    },
    interactions: { policy: loginOnly(), url: (_ctx, interaction) => loginAddress(mountPath, interaction.uid) },
    loadExistingGrant: grantEverything,
    renderError: (ctx, { error, error_description: detail }) => show(ctx, errorPage(error, detail), undefined),
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      AuthorizationCode: secondsOf.minute,
      IdToken: secondsOf.hour,
      Interaction: secondsOf.hour,
      // A working day.
      Session: 10 * secondsOf.hour,
      Grant: 10 * secondsOf.hour,
    },
  };
}

function claimsOf(account: string, fullName: string) {
  return { preferred_username: account, name: fullName, email: account };
}

function resourceOf(grantTypes: readonly string[] | undefined): string {
  return grantTypes?.includes('client_credentials') ? peersResource : graphResource;
}

/** Cookies know no ports: without names of its own, a second system on this machine would end the sessions of the first. */
function cookieNames(issuer: string) {
  const suffix = createHash('sha256').update(issuer).digest('hex').slice(0, 8);
  return { session: `sso_${suffix}`, interaction: `sso_login_${suffix}`, resume: `sso_resume_${suffix}` };
}

/** No consent: all clients are our own. */
function loginOnly() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** Gives each client what it may ask for, without asking the officer. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

function logoutTarget(ctx: KoaContextWithOIDC): FormTarget {
  const uri = ctx.oidc.params?.['post_logout_redirect_uri'];
  return typeof uri === 'string' ? URL.parse(uri)?.origin : undefined;
}

function show(ctx: KoaContextWithOIDC, page: Page, target: FormTarget): void {
  ctx.set(pageHeaders(target));
  ctx.body = renderPage(page);
}
