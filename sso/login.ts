import type { IncomingMessage } from 'node:http';
import { errors, type InteractionResults, type Provider } from 'oidc-provider';
import { AttemptMemory } from '../platform/attempts/attempt-memory.ts';
import { secondsUntil } from '../platform/attempts/attempt-rules.ts';
import { fullAccountName, type AccountDirectory } from './demo-accounts.ts';
import { loginPage, tooManyAttemptsRefusal, wrongPasswordRefusal } from './login-page.ts';
import { pageHeaders, renderPage, type FormTarget, type Html } from './page.ts';
import { passwordMatches, type PasswordHash } from './password.ts';

/** A login form is a few hundred bytes. */
const largestForm = 8_192;

type Middleware = Parameters<Provider['use']>[0];

export interface LoginOptions {
  readonly provider: Provider;
  /** The issuer's path, which these addresses come under. */
  readonly mountPath: string;
  readonly directory: AccountDirectory;
  readonly password: PasswordHash;
  /** Where a request came from. */
  readonly addressOf: (request: IncomingMessage) => string | undefined;
  readonly now: () => Date;
}

/** The address of the login page for one sign-in that the provider has begun. */
export function loginAddress(mountPath: string, uid: string): string {
  return `${mountPath}/login/${uid}`;
}

/**
 * Shows the login form and takes its answer. Begun sign-ins are known by a cookie that is bound to the form's address, so
 * that nobody can make an officer's browser send it.
 */
export function serveLogin(options: LoginOptions): Middleware {
  const { provider, directory, now } = options;
  const attempts = new AttemptMemory();

  return async (ctx, next) => {
    if (!/^\/login\/[\w-]+$/.test(ctx.path) || !['GET', 'HEAD', 'POST'].includes(ctx.method)) return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    const client = await provider.Client.find(String(interaction.params['client_id']));

    const show = (status: number, account: string, state: { chosen: boolean; refusal: Html | null }) => {
      ctx.status = status;
      ctx.set(pageHeaders(originOf(interaction.params['redirect_uri'])));
      ctx.body = renderPage(
        loginPage({
          action: loginAddress(options.mountPath, interaction.uid),
          application: client?.clientName ?? 'ứng dụng',
          directory,
          account,
          ...state,
        }),
      );
    };

    if (ctx.method !== 'POST') {
      const chosen = ctx.URL.searchParams.get('account') ?? '';
      const known = accountNamed(directory, chosen) !== undefined;
      const account = known ? chosen : hintOf(interaction.params['login_hint']);
      return show(200, account, { chosen: known, refusal: null });
    }

    const finish = async (result: InteractionResults) => {
      ctx.status = 303;
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }));
    };
    const form = await readForm(ctx.req);
    if (form.get('cancel') === 'yes') {
      return finish({ error: 'access_denied', error_description: 'the officer cancelled the sign-in' });
    }
    const typed = form.get('account') ?? '';
    const named = fullAccountName(directory, typed).slice(0, 254);
    const address = options.addressOf(ctx.req);
    const until = attempts.begin(named, address, now());
    if (until) {
      const seconds = secondsUntil(until, now());
      ctx.set('retry-after', String(seconds));
      return show(429, typed, { chosen: false, refusal: tooManyAttemptsRefusal(seconds) });
    }
    const account = accountNamed(directory, typed);
    // Compared for unknown accounts too: the time it takes must not tell them apart.
    const matches = await passwordMatches(form.get('password') ?? '', options.password);
    if (account === undefined || !matches) return show(401, typed, { chosen: false, refusal: wrongPasswordRefusal });
    attempts.succeed(named, address, now());
    return finish({ login: { accountId: account, amr: ['pwd'] } });
  };
}

function accountNamed(directory: AccountDirectory, typed: string): string | undefined {
  const name = fullAccountName(directory, typed);
  return directory.accounts.find(({ account }) => account === name)?.account;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestForm) throw new errors.InvalidRequest('the form is too large');
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function hintOf(loginHint: unknown): string {
  return typeof loginHint === 'string' ? loginHint.slice(0, 254) : '';
}

function originOf(redirectUri: unknown): FormTarget {
  return typeof redirectUri === 'string' ? URL.parse(redirectUri)?.origin : undefined;
}
