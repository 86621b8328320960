import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGraph, dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf, receive, receiveAndAssign } from '../support/journey.ts';
import { System } from '../support/system.ts';

const send = /* GraphQL */ `
  mutation Send($input: SendToIdeskInput!) {
    sendToIdesk(input: $input) {
      transfer {
        id
        state
        files {
          sha256
        }
      }
    }
  }
`;
const completeStep = /* GraphQL */ `
  mutation Complete($input: CompleteStepInput!) {
    completeStep(input: $input) {
      dossier {
        status
      }
    }
  }
`;
const link = /* GraphQL */ `
  mutation Link($input: LinkSsoAccountInput!) {
    linkSsoAccount(input: $input) {
      officer {
        linkedSsoAccount
      }
    }
  }
`;
const retry = /* GraphQL */ `
  mutation Retry($input: RetryTransferInput!) {
    retryTransfer(input: $input) {
      transfer {
        state
        lastError
      }
    }
  }
`;

interface SentTransfer {
  readonly id: string;
  readonly state: string;
  readonly files: readonly { readonly sha256: string }[];
}
interface ListedTransfer {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** An officer whose iGate account is linked to nobody that iDesk knows; they are met under iGate's own sign-in. */
const misled = 'ig.chualienket@stttt.binhdinh.gov.vn';

describe('iDesk hangs: it takes connections, and answers none', () => {
  let system: System;
  let local: string;
  beforeAll(async () => {
    system = await System.start('distributed');
    await Promise.all(['hoant', 'motcua', 'truongphong', 'quantri'].map(async (account) => system.token(account)));
    const { signIn } = dataOf(
      await system.ask<{ signIn: { accessToken: string } }>(
        null,
        'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
        { input: { account: misled, password: 'lienthong-demo' } },
      ),
    );
    local = signIn.accessToken;
  });
  afterAll(async () => {
    await signal('SIGCONT');
    await system.stop();
  });

  const signal = async (name: 'SIGSTOP' | 'SIGCONT') => process.kill((await system.processIds())['idesk'] ?? 0, name);
  const asMisled = async <Data>(query: string, variables: Record<string, unknown>) =>
    askGraph<Data>(`${system.url}/graphql`, query, variables, { token: local });
  const sent = async (input: Record<string, unknown>): Promise<SentTransfer> =>
    dataOf(await system.ask<{ sendToIdesk: { transfer: SentTransfer } }>('hoant', send, { input })).sendToIdesk
      .transfer;

  async function transfers(): Promise<Map<string, ListedTransfer>> {
    const query = '{ transfers(first: 100) { edges { node { id state attempts lastError } } } }';
    const answer = await system.ask<{ transfers: { edges: { node: ListedTransfer }[] } }>(
      'quantri',
      query,
      {},
      english,
    );
    return new Map(dataOf(answer).transfers.edges.map(({ node }) => [node.id, node]));
  }

  async function draftsOf(code: string): Promise<number> {
    const query = 'query ($code: DossierCode!) { dossier(code: $code) { drafts { id } } }';
    const data = dataOf(await system.ask<{ dossier: { drafts: object[] } }>('hoant', query, { code }));
    return data.dossier.drafts.length;
  }

  it('nobody waits; what can arrive does so once, by itself; what cannot says why, and can be put right', async () => {
    const upload = () => pdf('Đơn.pdf', 'the upload');
    const [plain, clicked, returned, lost] = await Promise.all([1, 2, 3, 4].map(async () => receiveAndAssign(system)));
    const theirs = await receive(system);
    dataOf(
      await system.ask(
        'truongphong',
        'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }',
        { input: { dossierCode: theirs.code, assignee: misled } },
      ),
    );
    dataOf(await asMisled(link, { input: { ssoAccount: 'chualienket@sttt.binhdinh.gov.vn' } }));
    if (!plain || !clicked || !returned || !lost) throw new Error('there are four dossiers');

    await signal('SIGSTOP');
    const startedAt = performance.now();
    const first = await sent({ dossierCode: plain.code, uploads: [upload()] });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(first.state).toBe('PENDING');
    const clicks = await Promise.all(
      Array.from({ length: 50 }, async () => sent({ dossierCode: clicked.code, idempotencyKey: 'fifty clicks' })),
    );
    expect(new Set(clicks.map(({ id }) => id)).size).toBe(1);

    await expect.poll(() => system.log(), { timeout: 10_000 }).toContain('the other system does not answer');
    const knownAt = performance.now();
    const tooLate = await sent({ dossierCode: returned.code });
    expect(performance.now() - knownAt).toBeLessThan(500);
    const withoutFile = await sent({ dossierCode: lost.code, uploads: [pdf('Mất.pdf', 'to be lost')] });
    const toNobody = dataOf(
      await asMisled<{ sendToIdesk: { transfer: SentTransfer } }>(send, { input: { dossierCode: theirs.code } }),
    ).sendToIdesk.transfer;
    for (const account of ['hoant', 'motcua', 'motcua']) {
      dataOf(await system.ask(account, completeStep, { input: { dossierCode: returned.code } }));
    }
    const digest = withoutFile.files[0]?.sha256 ?? '';
    await rm(join(system.dataDir, 'files', 'igate', 'kept', digest.slice(0, 2), digest));

    await signal('SIGCONT');
    await expect
      .poll(async () => [...(await transfers()).values()].filter(({ state }) => state === 'PENDING'), {
        timeout: 10_000,
      })
      .toEqual([]);
    const ended = await transfers();
    expect([ended.get(first.id)?.state, ended.get(clicks[0]?.id ?? '')?.state]).toEqual(['DELIVERED', 'DELIVERED']);
    expect([await draftsOf(plain.code), await draftsOf(clicked.code), await draftsOf(lost.code)]).toEqual([1, 1, 0]);
    const failed = (sentence: string) => ({
      state: 'FAILED',
      attempts: 1,
      lastError: expect.stringContaining(sentence),
    });
    expect(ended.get(tooLate.id)).toMatchObject(failed('withdrawn, rejected or returned'));
    expect(ended.get(withoutFile.id)).toMatchObject(failed('“Mất.pdf” is no longer whole'));
    expect(ended.get(toNobody.id)).toMatchObject(failed('no account “chualienket@sttt.binhdinh.gov.vn”'));
    const metrics = await (await fetch(`${await system.privateUrl('igate')}/metrics`)).text();
    expect(metrics).toMatch(
      /lienthong_transfers_undelivered\{subgraph="igate",kind="SEND_TO_IDESK",state="FAILED"\} [3-9]/,
    );

    expect(refusalOf(await system.ask('motcua', retry, { input: { transferId: toNobody.id } })).code).toBe('FORBIDDEN');
    dataOf(await asMisled(link, { input: { ssoAccount: 'chualienket@stttt.binhdinh.gov.vn' } }));
    const again = dataOf(await asMisled(retry, { input: { transferId: toNobody.id } }));
    expect(again).toEqual({ retryTransfer: { transfer: { state: 'DELIVERED', lastError: null } } });
  }, 60_000);
});

const english = { 'accept-language': 'en' };
