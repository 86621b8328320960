import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { openEventStream } from '../support/event-stream.ts';
import { issue, pdf, receive, receiveAndAssign, send, versionOf } from '../support/journey.ts';
import { readRecipes, type Recipe } from '../support/recipes.ts';
import { System } from '../support/system.ts';

const recipes = readRecipes();

describe('the operations in docs/recipes.md', () => {
  let system: System;
  const used = new Set<string>();
  beforeAll(async () => {
    system = await System.start('one process');
  });
  afterAll(async () => {
    await system.stop();
  });

  function recipeOf(name: string): Recipe {
    const recipe = recipes.get(name);
    if (!recipe) throw new Error(`there is no recipe ${name}`);
    used.add(name);
    return recipe;
  }

  /** Runs one as it is pasted: as its account, and with the variables of its example, no others. */
  async function run<Data>(name: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const recipe = recipeOf(name);
    expect(recipe.variables).toEqual(expect.arrayContaining(Object.keys(variables)));
    return dataOf(await system.ask<Data>(recipe.account, recipe.query, variables));
  }

  /** After this it waits for the leader's signature. */
  async function untilApproved(draftId: string): Promise<void> {
    for (const [account, field] of [
      ['hoant', 'submitDraft'],
      ['truongphong', 'approveDraft'],
    ] as const) {
      const mutation = `mutation ($input: DraftStepInput!) { ${field}(input: $input) { draft { version } } }`;
      dataOf(await system.ask(account, mutation, { input: { draftId, version: await versionOf(system, draftId) } }));
    }
  }

  it('are ten, and two that go on telling', () => {
    expect(recipes.size).toBe(12);
  });

  it('take a dossier from the specialist’s list to its results, as they are pasted', async () => {
    const dossier = await receiveAndAssign(system, [pdf('Tờ khai.pdf', 'component')]);
    const { code } = dossier;

    interface Work {
      dossiers: {
        totalCount: number;
        edges: { node: { code: string; availableActions: { action: string; allowed: boolean }[] } }[];
      };
    }
    const { dossiers } = await run<Work>('MyWork');
    expect(dossiers.totalCount).toBeGreaterThan(0);
    expect(dossiers.edges[0]?.node.availableActions).toContainEqual(
      expect.objectContaining({ action: 'SEND_TO_IDESK', allowed: true }),
    );

    const attachmentIds = dossier.components.map(({ id }) => id);
    const key = randomUUID();
    const sending = { code, subject: 'V/v cấp giấy phép bưu chính', attachmentIds, key };
    interface Sent {
      sendToIdesk: { transfer: { id: string; state: string; draft: { id: string; version: number } } };
    }
    const { transfer } = (await run<Sent>('SendToIdesk', sending)).sendToIdesk;
    expect(transfer.state).toBe('DELIVERED');
    expect((await run<Sent>('SendToIdesk', sending)).sendToIdesk.transfer).toEqual(transfer);
    const draftId = transfer.draft.id;

    interface Badges {
      me: { deskUser: { counters: { awaitingSignature: number } } };
    }
    const before = (await run<Badges>('Badges')).me.deskUser.counters.awaitingSignature;
    await untilApproved(draftId);
    expect((await run<Badges>('Badges')).me.deskUser.counters.awaitingSignature).toBe(before + 1);

    interface Inbox {
      me: {
        deskUser: {
          awaitingMe: {
            edges: {
              node: {
                id: string;
                version: number;
                dueAt: string;
                files: { name: string; previewUrl: string }[];
                dossier: { code: string; dueAt: string } | null;
              };
            }[];
          };
        };
      };
    }
    const { edges } = (await run<Inbox>('LeaderInbox')).me.deskUser.awaitingMe;
    const draft = edges.map(({ node }) => node).find(({ id }) => id === draftId);
    expect(draft).toMatchObject({ dossier: { code, dueAt: draft?.dueAt }, files: [{ name: 'Tờ khai.pdf' }] });
    expect((await system.bytes(draft?.files[0]?.previewUrl ?? '')).subarray(0, 5).toString()).toBe('%PDF-');

    const items = [
      { draftId, version: draft?.version },
      { draftId: randomUUID(), version: 1 },
    ];
    interface Signed {
      signDrafts: {
        succeeded: number;
        outcomes: { draft: { state: string; version: number } | null; error: { code: string } | null }[];
      };
    }
    const { signDrafts } = await run<Signed>('SignSeveral', { items, note: 'Đồng ý' });
    expect(signDrafts).toMatchObject({
      succeeded: 1,
      outcomes: [
        { draft: { state: 'SIGNED' }, error: null },
        { draft: null, error: { code: 'NOT_FOUND' } },
      ],
    });
    const document = await issue(system, draftId, signDrafts.outcomes[0]?.draft?.version ?? 0);

    interface Offered {
      dossier: { availableResults: { id: string; document: { symbol: string } }[]; resultFiles: object[] };
    }
    const offered = (await run<Offered>('OfferedResults', { code })).dossier;
    expect(offered.availableResults).toMatchObject([{ document: { symbol: document.symbol } }]);
    const fileIds = offered.availableResults.map(({ id }) => id);
    interface Attached {
      attachResults: { transfer: { state: string }; attachments: { sourceFile: { id: string } }[] };
    }
    const { attachResults } = await run<Attached>('AttachResults', { code, fileIds });
    expect(attachResults.transfer.state).toBe('DELIVERED');
    expect(attachResults.attachments.map(({ sourceFile }) => sourceFile.id)).toEqual(fileIds);

    interface Where {
      dossier: {
        heldBy: { system: string; heldFor: string };
        timeline: { kind: string; officerName: string | null }[];
      };
    }
    const whole = ['RECEIVED', 'ASSIGNED', 'SENT', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'ATTACHED'];
    const kinds = async () => (await run<Where>('WhereIsIt', { code })).dossier.timeline.map(({ kind }) => kind);
    // What was done in iDesk comes within seconds.
    await expect.poll(kinds, { timeout: 10_000 }).toEqual(whole);
    const where = (await run<Where>('WhereIsIt', { code })).dossier;
    expect(where.heldBy).toMatchObject({ system: 'IGATE', heldFor: 'PROCESSING' });
    expect(where.timeline.every(({ officerName }) => officerName !== null)).toBe(true);
  });

  it('show dashboards and administrators what they are for', async () => {
    interface Dashboard {
      dossiers: { totalCount: number; edges: { node: { isOverdue: boolean } }[] };
    }
    const { dossiers } = await run<Dashboard>('DashboardPage', { first: 100, filter: { overdue: true } });
    expect(dossiers.edges.length).toBeGreaterThan(0);
    expect(dossiers.edges.every(({ node }) => node.isOverdue)).toBe(true);

    interface Stuck {
      transfers: { edges: { node: { state: string; lastError: string | null } }[] };
    }
    const { transfers } = await run<Stuck>('StuckTransfers');
    expect(transfers.edges.every(({ node }) => node.state !== 'DELIVERED')).toBe(true);
  });

  it('tell of a dossier while it moves', async () => {
    const { code } = await receive(system);
    const { account, query, variables } = recipeOf('FollowDossier');
    expect(variables).toEqual(['code']);
    interface Followed {
      dossierChanged: { status: string; assignee: { fullName: string } | null };
    }
    const token = await system.token(account);
    const stream = await openEventStream<Followed>(`${system.url}/graphql`, query, { variables: { code }, token });
    expect((await stream.untilAnswers(1)).data?.dossierChanged).toMatchObject({ status: 'RECEIVED', assignee: null });
    const assign = 'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }';
    const input = { dossierCode: code, assignee: 'nthoa@stttt.binhdinh.gov.vn' };
    dataOf(await system.ask('truongphong', assign, { input }));
    expect((await stream.untilAnswers(2)).data?.dossierChanged.status).toBe('PROCESSING');
    stream.close();
  });

  it('tell of a desk while drafts come onto it', async () => {
    const { account, query } = recipeOf('FollowInbox');
    interface Followed {
      inboxChanged: { counters: { awaitingSignature: number }; awaitingMe: { edges: { node: { id: string } }[] } };
    }
    const token = await system.token(account);
    const stream = await openEventStream<Followed>(`${system.url}/graphql`, query, { token });
    const before = (await stream.untilAnswers(1)).data?.inboxChanged.counters.awaitingSignature ?? 0;
    const { code } = await receiveAndAssign(system);
    const { draftId } = await send(system, { dossierCode: code, attachmentIds: [] });
    await untilApproved(draftId);
    const inbox = () => stream.answers.at(-1)?.data?.inboxChanged;
    await expect.poll(() => inbox()?.counters.awaitingSignature, { timeout: 5_000 }).toBe(before + 1);
    expect(inbox()?.awaitingMe.edges.length).toBeGreaterThan(0);
    stream.close();
  });

  it('are all run here', () => {
    expect([...recipes.keys()].filter((name) => !used.has(name))).toEqual([]);
  });
});
