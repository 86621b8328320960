import { relative } from 'node:path';
import { demoAccounts } from '../sso/demo-accounts.ts';
import type { Configuration } from './configuration.ts';

/** What somebody who has just started the system wants to know. */
export function banner(configuration: Configuration, issuer: string): string {
  const { publicUrl, log, production } = configuration;
  const lines = [
    '',
    '  Liên thông iGate – iDesk is ready.',
    '',
    `  GraphQL and GraphiQL   ${publicUrl}/graphql`,
    `  Sign-in (SSO)          ${issuer}`,
    `  Health                 ${publicUrl}/health/ready`,
    ...(log.destination === undefined ? [] : [`  Log                    ${relative('.', log.destination)}`]),
    '',
  ];
  if (!production) {
    const width = Math.max(...demoAccounts.accounts.map(({ account }) => account.length));
    lines.push(
      `  Demo accounts, password ${demoAccounts.password}:`,
      ...demoAccounts.accounts.map(
        ({ account, fullName, position }) => `    ${account.padEnd(width)}  ${fullName}, ${position}`,
      ),
      '',
      '  A token for scripts:   npm run --silent token -- hoant',
      '',
    );
  }
  lines.push('  Ctrl-C stops it.', '');
  return `${lines.join('\n')}\n`;
}
