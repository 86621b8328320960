/** `npm run --silent token -- ACCOUNT`: prints an SSO access token for a demo account of the running system. */
import { demoAccounts, fullAccountName } from '../sso/demo-accounts.ts';
import { signIn, SignInRefused } from '../sso/sign-in.ts';

class Refusal extends Error {}

try {
  process.stdout.write(`${await tokenFor(process.argv.slice(2), process.env)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function tokenFor(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const [account] = words;
  if (account === undefined || words.length > 1) {
    throw new Refusal(`Name one account: npm run --silent token -- hoant\n${knownAccounts()}`);
  }
  const name = fullAccountName(demoAccounts, account);
  if (!demoAccounts.accounts.some((officer) => officer.account === name)) {
    throw new Refusal(`There is no demo account ${account}.\n${knownAccounts()}`);
  }
  const issuer = await issuerOf(gatewayAddress(environment));
  try {
    return await signIn({ issuer, account: name, password: demoAccounts.password });
  } catch (error) {
    if (error instanceof SignInRefused) {
      throw new Refusal(
        `The SSO of the running system does not know ${name} with the demo password: it is not the embedded one.`,
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`Signing in at ${issuer} failed: ${reason}`);
  }
}

/** The gateway listens on every address where HOST says so; here, one that leads to it is needed. */
function gatewayAddress(environment: NodeJS.ProcessEnv): string {
  const host = environment['HOST'] || '127.0.0.1';
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${reachable}:${environment['PORT'] || '4000'}`;
}

/** The gateway says which SSO it trusts (RFC 9728). */
async function issuerOf(gateway: string): Promise<string> {
  let response: Response;
  try {
    const signal = AbortSignal.timeout(5_000);
    response = await fetch(`${gateway}/.well-known/oauth-protected-resource`, { signal });
  } catch {
    throw new Refusal(
      `Nothing answers at ${gateway}. Start the system with npm start, or set HOST and PORT to where it runs.`,
    );
  }
  const metadata: unknown = response.ok ? await response.json().catch(() => null) : null;
  const servers: unknown =
    typeof metadata === 'object' && metadata !== null && 'authorization_servers' in metadata
      ? metadata.authorization_servers
      : null;
  const issuer: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (typeof issuer !== 'string') {
    throw new Refusal(`${gateway} is not our gateway, or it is not ready. Set HOST and PORT to where the system runs.`);
  }
  return issuer;
}

function knownAccounts(): string {
  const suffix = `@${demoAccounts.domain}`;
  const names = demoAccounts.accounts.map(({ account }) => account.replace(suffix, ''));
  return `The demo accounts are: ${names.join(', ')}.`;
}
