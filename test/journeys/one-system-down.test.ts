import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { issuedDossier, pdf, receiveAndAssign } from '../support/journey.ts';
import { System } from '../support/system.ts';

/** How soon after a system is back its crossings have arrived, without anybody's help. */
const arrivedWithinMs = 10_000;

/**
 * A sender that was killed in the middle of an attempt is missed by its heartbeat only, which stays away 10 s before
 * another process takes the message over.
 */
const takenOverWithinMs = 30_000;

const send = /* GraphQL */ `
  mutation Send($input: SendToIdeskInput!) {
    sendToIdesk(input: $input) {
      transfer {
        id
        state
      }
      dossier {
        ideskState
      }
    }
  }
`;

const push = /* GraphQL */ `
  mutation Push($input: PushResultsToIgateInput!) {
    pushResultsToIgate(input: $input) {
      push {
        id
        state
      }
    }
  }
`;

const whatBecameOfIt = /* GraphQL */ `
  query WhatBecameOfIt($code: DossierCode!) {
    dossier(code: $code) {
      ideskState
      drafts {
        id
        subject
        files {
          name
          sha256
          downloadUrl
        }
      }
      resultFiles {
        sha256
        downloadUrl
        sourceFile {
          id
        }
      }
      transfers {
        id
        state
        attempts
      }
      auditEntries {
        action
        outcome
      }
    }
  }
`;

interface Outcome {
  readonly dossier: {
    readonly ideskState: string;
    readonly drafts: readonly {
      readonly id: string;
      readonly files: readonly { readonly name: string; readonly sha256: string; readonly downloadUrl: string }[];
    }[];
    readonly resultFiles: readonly {
      readonly sha256: string;
      readonly downloadUrl: string;
      readonly sourceFile: { readonly id: string };
    }[];
    readonly transfers: readonly { readonly id: string; readonly state: string; readonly attempts: number }[];
    readonly auditEntries: readonly { readonly action: string; readonly outcome: string }[];
  };
}

describe('one of the two systems is down', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start('distributed', { DEMO_DOSSIERS: '50' });
  });
  afterEach(async () => {
    system.goOn();
    await untilReady();
  });
  afterAll(async () => {
    await system.stop();
  });

  it('an answer brings what the other one has, and errors at the fields that are missing; health names what is missing', async () => {
    await down('idesk');
    const answer = await system.ask<{
      me: { fullName: string; deskUser: unknown };
      dossiers: { edges: { node: { code: string; procedureName: string; issuedDocuments: unknown } }[] };
      myDesk: unknown;
    }>(
      'hoant',
      /* GraphQL */ `
        query {
          me {
            fullName
            deskUser {
              fullName
            }
          }
          dossiers(first: 3) {
            edges {
              node {
                code
                procedureName
                issuedDocuments {
                  symbol
                }
              }
            }
          }
          myDesk {
            fullName
          }
        }
      `,
    );

    expect(answer.status).toBe(200);
    expect(answer.data?.me).toEqual({ fullName: 'Nguyễn Thị Hoa', deskUser: null });
    expect(answer.data?.myDesk).toBeNull();
    const nodes = answer.data?.dossiers.edges.map(({ node }) => node) ?? [];
    expect(nodes).toHaveLength(3);
    for (const node of nodes) {
      expect(node.code).toMatch(/^000\.00\.13\.H08-\d{6}-\d{4}$/);
      expect(node.procedureName).not.toBe('');
      expect(node.issuedDocuments).toBeNull();
    }
    expect(answer.errors.map(({ path }) => path?.join('.') ?? '').toSorted()).toEqual([
      'dossiers.edges.0.node.issuedDocuments',
      'dossiers.edges.1.node.issuedDocuments',
      'dossiers.edges.2.node.issuedDocuments',
      'me.deskUser',
      'myDesk',
    ]);
    for (const { extensions } of answer.errors) expect(extensions?.code).toBe('SUBGRAPH_UNAVAILABLE');
    expect(await health()).toEqual({ status: 503, dependencies: { igate: 'ok', idesk: 'unavailable' } });
    expect(JSON.stringify(answer.errors)).not.toMatch(
      /127\.0\.0\.1|localhost|:\d{4,5}|https?:|ECONN|\.ts\b|\bat \w+ \(/,
    );
  });

  it('what is sent while iDesk is down is accepted at once and arrives by itself, once', async () => {
    const component = pdf('Tờ khai.pdf', 'the component');
    const upload = pdf('Dự thảo.pdf', 'the upload');
    const dossier = await receiveAndAssign(system, [component]);
    await down('idesk');

    const startedAt = performance.now();
    const input = {
      dossierCode: dossier.code,
      attachmentIds: dossier.components.map(({ id }) => id),
      uploads: [upload],
      idempotencyKey: 'sent-while-down',
    };
    const { sendToIdesk: sent } = dataOf(await system.ask<SendAnswer>('hoant', send, { input }));
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(sent).toMatchObject({ transfer: { state: 'PENDING' }, dossier: { ideskState: 'SENDING' } });
    // An impatient officer presses the button again and again.
    const again = await Promise.all(Array.from({ length: 50 }, () => system.ask<SendAnswer>('hoant', send, { input })));
    expect(new Set(again.map((answer) => dataOf(answer).sendToIdesk.transfer.id))).toEqual(new Set([sent.transfer.id]));

    system.goOn();
    await untilReady();
    const { drafts, transfers, auditEntries, ideskState } = await arrived(dossier.code, arrivedWithinMs);
    expect(transfers).toMatchObject([{ id: sent.transfer.id, state: 'DELIVERED' }]);
    expect(transfers[0]?.attempts).toBeGreaterThan(1);
    expect(ideskState).toBe('DRAFTING');
    expect(drafts).toMatchObject([{ subject: dossier.procedureName }]);
    await expectBytes(drafts[0]?.files ?? [], [component, upload]);
    expect(auditEntries.filter(({ action }) => action === 'SEND_TO_IDESK')).toEqual([
      { action: 'SEND_TO_IDESK', outcome: 'DONE' },
    ]);
  });

  it('what is pushed while iGate is down arrives as results by itself, once', async () => {
    const { dossier, document } = await issuedDossier(system);
    await down('igate');

    const startedAt = performance.now();
    const { pushResultsToIgate } = dataOf(
      await system.ask<PushAnswer>('vanthu', push, { input: { documentId: document.id } }),
    );
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(pushResultsToIgate.push.state).toBe('PENDING');
    expect(await health()).toEqual({ status: 503, dependencies: { igate: 'unavailable', idesk: 'ok' } });

    system.goOn();
    await untilReady();
    const { resultFiles, transfers } = await arrived(dossier.code, arrivedWithinMs, pushResultsToIgate.push.id);
    expect(transfers).toHaveLength(2);
    expect(resultFiles.map(({ sourceFile }) => sourceFile.id).toSorted()).toEqual(
      document.files.map(({ id }) => id).toSorted(),
    );
    for (const { sha256, downloadUrl } of resultFiles) {
      expect(document.files.map((file) => file.sha256)).toContain(sha256);
      expect(sha256Of(await system.bytes(downloadUrl))).toBe(sha256);
    }
  });

  it('a sender that is killed as soon as it has accepted still delivers, once', async () => {
    const [file, { dossier: issued, document }] = [pdf('Đơn.pdf', 'the only file'), await issuedDossier(system)];
    const dossier = await receiveAndAssign(system);
    await down('idesk');
    const { sendToIdesk: sent } = dataOf(
      await system.ask<SendAnswer>('hoant', send, { input: { dossierCode: dossier.code, uploads: [file] } }),
    );
    expect(sent.transfer.state).toBe('PENDING');
    await system.crash('igate');
    system.goOn();
    await untilReady();
    await down('igate');
    const { pushResultsToIgate } = dataOf(
      await system.ask<PushAnswer>('vanthu', push, { input: { documentId: document.id } }),
    );
    expect(pushResultsToIgate.push.state).toBe('PENDING');
    await system.crash('idesk');
    system.goOn();
    await untilReady();

    const { drafts, ideskState } = await arrived(dossier.code, takenOverWithinMs);
    expect(drafts).toHaveLength(1);
    expect(ideskState).toBe('DRAFTING');
    await expectBytes(drafts[0]?.files ?? [], [file]);
    const { resultFiles } = await arrived(issued.code, takenOverWithinMs, pushResultsToIgate.push.id);
    expect(resultFiles.map(({ sha256 }) => sha256).toSorted()).toEqual(
      document.files.map(({ sha256 }) => sha256).toSorted(),
    );
  }, 90_000);

  /** Kills a system, and keeps it down until the launcher goes on. */
  async function down(part: 'igate' | 'idesk'): Promise<void> {
    // Tokens first: nobody signs in while something is down.
    await Promise.all(['hoant', 'vanthu'].map(async (account) => system.token(account)));
    system.holdLauncher();
    await system.crash(part);
  }

  async function health(): Promise<{ status: number; dependencies: Record<string, string> }> {
    const response = await fetch(`${system.url}/health/ready`);
    const { dependencies } = (await response.json()) as { dependencies: Record<string, string> };
    return { status: response.status, dependencies };
  }

  async function untilReady(): Promise<void> {
    await expect.poll(async () => (await health()).status, { timeout: 15_000, interval: 50 }).toBe(200);
  }

  /** The dossier once its crossing, its only one where none is named, has arrived. */
  async function arrived(code: string, withinMs: number, transferId?: string): Promise<Outcome['dossier']> {
    const look = async () => dataOf(await system.ask<Outcome>('hoant', whatBecameOfIt, { code })).dossier;
    const state = async () =>
      (await look()).transfers.find(({ id }) => transferId === undefined || id === transferId)?.state;
    await expect.poll(state, { timeout: withinMs, interval: 50 }).toBe('DELIVERED');
    // Once more: the first look may have read the dossier just before the arrival, and its transfers just after.
    return look();
  }

  async function expectBytes(
    files: readonly { readonly name: string; readonly downloadUrl: string }[],
    originals: readonly File[],
  ): Promise<void> {
    expect(files.map(({ name }) => name).toSorted()).toEqual(originals.map(({ name }) => name).toSorted());
    for (const original of originals) {
      const address = files.find(({ name }) => name === original.name)?.downloadUrl ?? '';
      const bytes = Buffer.from(await original.arrayBuffer());
      expect(Buffer.compare(await system.bytes(address), bytes)).toBe(0);
    }
  }
});

interface SendAnswer {
  readonly sendToIdesk: {
    readonly transfer: { readonly id: string; readonly state: string };
    readonly dossier: { readonly ideskState: string };
  };
}

interface PushAnswer {
  readonly pushResultsToIgate: { readonly push: { readonly id: string; readonly state: string } };
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
