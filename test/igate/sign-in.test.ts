import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { igateAccount, openCounter, password, ssoAccount, type Counter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

const signInMutation = `mutation ($input: SignInInput!) {
  signIn(input: $input) { accessToken expiresAt officer { account linkedSsoAccount division { name } } }
}`;
const linkMutation = `mutation ($input: LinkSsoAccountInput!) {
  linkSsoAccount(input: $input) { officer { account linkedSsoAccount deskUser { ssoAccount } } }
}`;
const me = '{ me { account fullName roles linkedSsoAccount } }';

interface SignedIn {
  readonly signIn: { readonly accessToken: string; readonly expiresAt: string; readonly officer: object };
}

const signIn = async (name: string): Promise<string> => {
  const input = { account: igateAccount(name), password };
  return (await counter.get<SignedIn>(null, signInMutation, { input })).signIn.accessToken;
};

const link = (token: string, account: string) => counter.ask(token, linkMutation, { input: { ssoAccount: account } });

const auditedSignIns = async (account: string) => {
  const data = await counter.get<{ auditLog: { edges: { node: { outcome: string; details: string } }[] } }>(
    'quantri',
    '{ auditLog(filter: { actions: [SIGN_IN] }, first: 500) { edges { node { outcome details } } } }',
  );
  return data.auditLog.edges.map((edge) => edge.node).filter((entry) => entry.details.includes(account));
};

describe('an officer signs in with the iGate account', () => {
  it('gets a token that iGate accepts, and is recorded', async () => {
    const input = { account: igateAccount('hoa').toUpperCase(), password };
    const data = await counter.get<SignedIn>(null, signInMutation, { input });
    expect(data.signIn).toMatchObject({
      expiresAt: '2026-11-23T03:00:00.000Z',
      officer: { account: igateAccount('hoa'), division: { name: 'Phòng Bưu chính Viễn thông' } },
    });
    expect(await counter.get(data.signIn.accessToken, me)).toMatchObject({ me: { account: igateAccount('hoa') } });
    expect(await auditedSignIns(igateAccount('hoa'))).toMatchObject([{ outcome: 'DONE' }]);
  });

  it('is told the same for an unknown account and a wrong password, and both are recorded', async () => {
    const answers = [];
    for (const input of [
      { account: igateAccount('dongnghiep'), password: 'sai' },
      { account: igateAccount('khongco'), password },
    ]) {
      answers.push(refusalOf(await counter.ask(null, signInMutation, { input })));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.code).toBe('UNAUTHENTICATED');
    for (const name of ['dongnghiep', 'khongco']) {
      expect(await auditedSignIns(igateAccount(name))).toMatchObject([{ outcome: 'REFUSED' }]);
    }
  });

  it('waits as long for an unknown account as for a wrong password', async () => {
    const timed = async (account: string) => {
      const start = performance.now();
      await counter.ask(null, signInMutation, { input: { account, password: 'sai' } });
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    // Each account once: whoever fails again and again is made to wait.
    for (const name of ['hoa', 'dongnghiep', 'truongphong', 'lanhdao', 'motcua']) {
      known.push(await timed(igateAccount(name)));
      unknown.push(await timed(igateAccount(`khongco-${name}`)));
    }
    // Hashing takes tens of milliseconds; an answer without it would come in about two.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
    expect(Math.min(...known)).toBeGreaterThan(Math.min(...unknown) / 2);
  });

  it('keeps in even though an old token came along', async () => {
    const input = { account: igateAccount('hoa'), password };
    expect(dataOf(await counter.ask('expired:token', signInMutation, { input }))).toHaveProperty('signIn');
  });

  it('has to sign in again when the token has run out', async () => {
    const token = await signIn('hoa');
    const before = counter.clock.now;
    counter.clock.now = new Date(before.getTime() + 3_601_000);
    expect(refusalOf(await counter.ask(token, me)).code).toBe('UNAUTHENTICATED');
    counter.clock.now = before;
  });

  it('can be verified by the gateway with the published key', async () => {
    const answer = await fetch(`${counter.url}/jwks`);
    const { keys } = (await answer.json()) as { keys: Record<string, unknown>[] };
    expect(keys).toMatchObject([{ kty: 'OKP', alg: 'EdDSA', use: 'sig' }]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it.each([
    ['nobody', null],
    ['a forged token', 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJsaWVudGhvbmctaWdhdGUiLCJzdWIiOiJpZy5ob2EifQ.'],
    ['a service', 'service:idesk'],
  ])('is demanded of %s', async (_who, token) => {
    expect(refusalOf(await counter.ask(token, me)).code).toBe('UNAUTHENTICATED');
    expect(refusalOf(await counter.ask(token, '{ dossiers { totalCount } }')).code).toBe('UNAUTHENTICATED');
  });
});

describe('an SSO account that no officer has linked', () => {
  it('meets exactly the sentence that officers know', async () => {
    const answer = refusalOf(await counter.ask('sso:la@binhdinh.gov.vn', me, {}, 'vi'));
    expect(answer).toEqual({ code: 'SSO_ACCOUNT_NOT_LINKED', message: 'ERR: Không thể xác thực người dùng!' });
  });

  it('is refused by entities too', async () => {
    const answer = await counter.ask(
      'sso:la@binhdinh.gov.vn',
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Dossier { code } } }',
      { refs: [{ __typename: 'Dossier', code: '000.00.13.H08-261123-0001' }] },
    );
    expect(refusalOf(answer).code).toBe('SSO_ACCOUNT_NOT_LINKED');
  });
});

describe('"Tài khoản liên kết cổng CBCC"', () => {
  it('is set, read back, mistyped, and corrected', async () => {
    const token = await signIn('chualienket');
    const linked = await link(token, ' Chualienket@BinhDinh.gov.vn ');
    expect(dataOf(linked)).toMatchObject({
      linkSsoAccount: {
        officer: {
          linkedSsoAccount: 'chualienket@binhdinh.gov.vn',
          deskUser: { ssoAccount: 'chualienket@binhdinh.gov.vn' },
        },
      },
    });
    expect(await counter.get('chualienket', me)).toMatchObject({ me: { account: igateAccount('chualienket') } });

    dataOf(await link(token, 'chualienket@bindinh.gov.vn'));
    expect(refusalOf(await counter.ask('chualienket', me)).code).toBe('SSO_ACCOUNT_NOT_LINKED');

    dataOf(await link(token, ssoAccount('chualienket')));
    expect(await counter.get('chualienket', me)).toMatchObject({
      me: { linkedSsoAccount: ssoAccount('chualienket') },
    });
  });

  it('belongs to one officer at most', async () => {
    const answer = await link(await signIn('chualienket'), ssoAccount('hoa'));
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('another') });
    expect(await counter.get('hoa', me)).toMatchObject({ me: { account: igateAccount('hoa') } });
  });

  it.each(['hoant', 'hoant@', '@binhdinh.gov.vn', 'hoa nt@binhdinh.gov.vn', 'hoant@binhdinh', ''])(
    'refuses "%s", which is no account',
    async (account) => {
      expect(refusalOf(await link(await signIn('chualienket'), account)).code).toBe('BAD_USER_INPUT');
    },
  );

  it('linked twice the same is recorded once', async () => {
    const token = await signIn('dongnghiep');
    const count = async () =>
      (
        await counter.get<{ auditLog: { totalCount: number } }>(
          'quantri',
          'query ($filter: AuditFilter) { auditLog(filter: $filter) { totalCount } }',
          { filter: { actions: ['LINK_SSO_ACCOUNT'], officer: igateAccount('dongnghiep') } },
        )
      ).auditLog.totalCount;
    dataOf(await link(token, 'moi@binhdinh.gov.vn'));
    dataOf(await link(token, 'MOI@binhdinh.gov.vn'));
    expect(await count()).toBe(1);
    dataOf(await link(token, ssoAccount('dongnghiep')));
  });
});
