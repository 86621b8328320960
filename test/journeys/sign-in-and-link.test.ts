import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGraph, dataOf, refusalOf } from '../support/graph-client.ts';
import { System, topologies } from '../support/system.ts';

const signIn = /* GraphQL */ `
  mutation ($input: SignInInput!) {
    signIn(input: $input) {
      accessToken
      expiresAt
      officer {
        account
        linkedSsoAccount
      }
    }
  }
`;
const link = /* GraphQL */ `
  mutation ($input: LinkSsoAccountInput!) {
    linkSsoAccount(input: $input) {
      officer {
        account
        linkedSsoAccount
      }
    }
  }
`;
const account = 'ig.chualienket@stttt.binhdinh.gov.vn';
const ssoAccount = 'chualienket@stttt.binhdinh.gov.vn';

interface SignedIn {
  signIn: { accessToken: string; expiresAt: string; officer: { account: string; linkedSsoAccount: string | null } };
}

describe.each(topologies)('an officer links the SSO account to the iGate account (%s)', (topology) => {
  let system: System;
  let local: string;
  beforeAll(async () => {
    system = await System.start(topology);
    const signedIn = dataOf(
      await system.ask<SignedIn>(null, signIn, { input: { account, password: 'lienthong-demo' } }),
    ).signIn;
    expect(signedIn.officer).toEqual({ account, linkedSsoAccount: null });
    expect(Date.parse(signedIn.expiresAt)).toBeGreaterThan(Date.now());
    local = signedIn.accessToken;
  });
  afterAll(async () => {
    await system.stop();
  });

  const asLocal = async <Data>(query: string, variables = {}) =>
    askGraph<Data>(`${system.url}/graphql`, query, variables, { token: local });

  it('refuses a wrong password and a wrong account with the same words', async () => {
    const wrongPassword = await system.ask(null, signIn, { input: { account, password: 'wrong' } });
    const wrongAccount = await system.ask(null, signIn, { input: { account: 'ai@đó.vn', password: 'wrong' } });
    expect(refusalOf(wrongPassword)).toEqual(refusalOf(wrongAccount));
    expect(refusalOf(wrongPassword).code).toBe('UNAUTHENTICATED');
  });

  it('leads a typing error to the known refusal until it is mended', async () => {
    const typo = dataOf(await asLocal(link, { input: { ssoAccount: 'chualienket@sttt.binhdinh.gov.vn' } }));
    expect(typo).toMatchObject({
      linkSsoAccount: { officer: { linkedSsoAccount: 'chualienket@sttt.binhdinh.gov.vn' } },
    });
    expect(refusalOf(await system.ask('chualienket', 'query { me { account } }'))).toEqual({
      code: 'SSO_ACCOUNT_NOT_LINKED',
      message: 'ERR: Không thể xác thực người dùng!',
    });

    dataOf(await asLocal(link, { input: { ssoAccount } }));
    const readBack = dataOf(await asLocal<{ me: { linkedSsoAccount: string } }>('query { me { linkedSsoAccount } }'));
    expect(readBack.me.linkedSsoAccount).toBe(ssoAccount);
    const { me } = dataOf(
      await system.ask<{ me: { account: string; deskUser: { ssoAccount: string; officer: { account: string } } } }>(
        'chualienket',
        'query { me { account deskUser { ssoAccount officer { account } } } }',
      ),
    );
    expect(me).toEqual({ account, deskUser: { ssoAccount, officer: { account } } });
  });

  it('links one SSO account to one officer at most', async () => {
    const taken = await asLocal(link, { input: { ssoAccount: 'hoant@stttt.binhdinh.gov.vn' } });
    expect(refusalOf(taken).code).toBe('BAD_USER_INPUT');
  });

  it("does not let iGate's own token into iDesk", async () => {
    const answer = await asLocal<{ me: { account: string }; myDesk: null }>(
      'query { me { account } myDesk { ssoAccount } }',
    );
    expect(answer.data).toMatchObject({ me: { account }, myDesk: null });
    expect(refusalOf(answer).code).toBe('UNAUTHENTICATED');
  });
});
