import { secondsUntil, tooManyAttempts } from '../../../platform/attempts/attempt-rules.ts';
import { RequestError } from '../../../platform/errors.ts';
import type { Officer } from '../domain/officer.ts';
import { soughtText } from '../domain/input.ts';
import { passwordMatches } from '../domain/password.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { credentials } from '../store/officers.ts';
import { beginSignIn, signInSucceeded } from '../store/sign-in-attempts.ts';
import type { LocalTokens } from './local-tokens.ts';
import type { IgateServices } from './services.ts';

/** A longer one is no password of ours, and hashing it would be work for nothing. */
const longestPassword = 1024;
const longestAccount = 254;

/**
 * Signs an officer in with their iGate account and password.
 *
 * @throws RequestError `UNAUTHENTICATED`, the same and after the same time for an unknown account and a wrong password;
 *   `RATE_LIMITED` after too many of either, before the password is looked at.
 */
export async function signIn(
  { db, now, logger }: Pick<IgateServices, 'db' | 'now' | 'logger'>,
  tokens: LocalTokens,
  input: { readonly account: string; readonly password: string },
  clientAddress: string | undefined,
): Promise<{ accessToken: string; expiresAt: Date; officer: Officer }> {
  const account = soughtText(input.account).normalize('NFC').trim().toLowerCase().slice(0, longestAccount);
  const attempt = { account, address: clientAddress, at: now() };
  const until = await beginSignIn(db, attempt);
  if (until) {
    // Not audited: the failures that led here are, and a flood of these would bury them.
    logger.warn({ seconds: secondsUntil(until, attempt.at) }, 'an attempt to sign in has to wait');
    throw tooManyAttempts(until, attempt.at);
  }
  const known = await credentials(db, account);
  const password = input.password.slice(0, longestPassword);
  const matches = await passwordMatches(password, known?.passwordHash ?? null);
  const entry = { at: now(), officerId: known?.officer.id ?? null, action: 'SIGN_IN' as const, details: { account } };
  if (!known || !matches) {
    await writeAuditEntry(db, { ...entry, outcome: 'REFUSED' });
    throw new RequestError('UNAUTHENTICATED', {
      vi: 'Tài khoản hoặc mật khẩu không đúng. Hãy kiểm tra rồi đăng nhập lại.',
      en: 'The account or the password is wrong. Check both and sign in again.',
    });
  }
  await signInSucceeded(db, attempt);
  const { token, expiresAt } = await tokens.issue(known.officer.account);
  await writeAuditEntry(db, entry);
  return { accessToken: token, expiresAt, officer: known.officer };
}
