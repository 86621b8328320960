import { badInput, ssoAccount } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { setLinkedSsoAccount } from '../store/officers.ts';
import type { IgateServices } from './services.ts';

/**
 * Sets the officer's "Tài khoản liên kết cổng CBCC", or corrects it. Setting the one that is set already changes nothing
 * and is not recorded again.
 *
 * @throws RequestError `BAD_USER_INPUT` for something that is no account, or is another officer's.
 */
export async function linkSsoAccount(
  { db, now }: Pick<IgateServices, 'db' | 'now'>,
  officer: Officer,
  input: { readonly ssoAccount: string },
): Promise<Officer> {
  const account = ssoAccount(input.ssoAccount);
  if (account === officer.linkedSsoAccount) return officer;
  await db.transaction().execute(async (trx) => {
    if (!(await setLinkedSsoAccount(trx, officer.id, account))) {
      throw badInput(
        'Tài khoản SSO này đã liên kết với một cán bộ khác. Hãy kiểm tra lại, hoặc báo quản trị viên.',
        'This SSO account is linked to another officer. Check it, or tell an administrator.',
      );
    }
    await writeAuditEntry(trx, {
      at: now(),
      officerId: officer.id,
      action: 'LINK_SSO_ACCOUNT',
      details: { account },
    });
  });
  return { ...officer, linkedSsoAccount: account };
}
