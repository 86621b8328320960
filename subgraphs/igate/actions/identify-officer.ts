import type { Kysely } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import type { Principal, VerifyToken } from '../../../platform/tokens/principal.ts';
import type { Officer } from '../domain/officer.ts';
import { officerByAccount, officerBySsoAccount } from '../store/officers.ts';
import type { IgateSchema } from '../store/schema.ts';

/**
 * The officer whom a bearer token speaks for.
 *
 * @throws RequestError `UNAUTHENTICATED` without a valid token, `SSO_ACCOUNT_NOT_LINKED` for an SSO account that no officer
 *   has linked.
 */
export async function identifyOfficer(
  db: Kysely<IgateSchema>,
  verify: VerifyToken,
  token: string | undefined,
): Promise<Officer> {
  if (token === undefined) throw new RequestError('UNAUTHENTICATED');
  return officerOf(db, await verify(token));
}

async function officerOf(db: Kysely<IgateSchema>, principal: Principal): Promise<Officer> {
  switch (principal.kind) {
    case 'sso': {
      const officer = await officerBySsoAccount(db, principal.account);
      if (!officer) throw new RequestError('SSO_ACCOUNT_NOT_LINKED');
      return officer;
    }
    case 'local': {
      const officer = await officerByAccount(db, principal.account);
      if (!officer) throw new RequestError('UNAUTHENTICATED');
      return officer;
    }
    case 'service':
      throw new RequestError('UNAUTHENTICATED');
  }
}
