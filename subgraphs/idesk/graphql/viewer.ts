import { RequestError } from '../../../platform/errors.ts';
import type { Principal, VerifyToken } from '../../../platform/tokens/principal.ts';
import type { DeskUser } from '../domain/desk-user.ts';

interface ViewerSource {
  readonly token: string | undefined;
  readonly verify: VerifyToken;
  readonly findActive: (ssoAccount: string) => Promise<DeskUser | null>;
}

/**
 * The officer behind a request, looked up at most once and only when something asks.
 *
 * @throws RequestError `UNAUTHENTICATED` without a valid token of the SSO, `FORBIDDEN` for an account that iDesk lacks.
 */
export function viewerOf(source: ViewerSource): () => Promise<DeskUser> {
  let viewer: Promise<DeskUser> | undefined;
  return () => (viewer ??= find(source));
}

async function find({ token, verify, findActive }: ViewerSource): Promise<DeskUser> {
  if (token === undefined) throw new RequestError('UNAUTHENTICATED');
  const principal = await verified(token, verify);
  if (principal.kind !== 'sso') throw notThroughTheSso();
  const user = await findActive(principal.account);
  if (user) return user;
  throw new RequestError('FORBIDDEN', {
    vi: 'Tài khoản SSO này không có trong iDesk. Hãy nhờ quản trị iDesk thêm tài khoản.',
    en: 'iDesk has no officer with this SSO account. Ask its administrator to add the account.',
  });
}

async function verified(token: string, verify: VerifyToken): Promise<Principal> {
  try {
    return await verify(token);
  } catch (error) {
    // Officers who signed in to iGate itself come here with a token that is valid there: the sentence is for them.
    if (error instanceof RequestError && error.code === 'UNAUTHENTICATED') throw notThroughTheSso(error);
    throw error;
  }
}

function notThroughTheSso(cause?: RequestError): RequestError {
  return new RequestError(
    'UNAUTHENTICATED',
    {
      vi: 'iDesk chỉ nhận phiên đăng nhập qua SSO của tỉnh. Hãy đăng nhập qua SSO.',
      en: 'iDesk only accepts the province’s SSO. Sign in through the SSO.',
    },
    { cause },
  );
}
