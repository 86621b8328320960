import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { readRecipes } from '../support/recipes.ts';
import { statementsSent } from '../support/statements-sent.ts';
import { System, topologies, type Topology } from '../support/system.ts';
import { draftsToSign } from '../support/waiting-drafts.ts';

const leader = 'lanhdao';
const query = readRecipes().get('LeaderInbox')?.query ?? '';

interface Inbox {
  readonly me: {
    readonly deskUser: {
      readonly counters: { readonly awaitingSignature: number; readonly overdue: number };
      readonly awaitingMe: {
        readonly edges: readonly {
          readonly node: {
            readonly dueAt: string | null;
            readonly files: readonly { readonly previewUrl: string | null }[];
            readonly dossier: { readonly dueAt: string; readonly isOverdue: boolean } | null;
          };
        }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    };
  };
}

describe.each(topologies)('the inbox of a leader with a phone (%s)', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology);
    await draftsToSign(system, 50);
  }, 180_000);
  afterAll(async () => {
    await system.stop();
  });

  const ask = async (variables: Record<string, unknown>) =>
    dataOf(await system.ask<Inbox>(leader, query, variables)).me.deskUser;

  it('costs at most ten SQL statements in one request, for 50 drafts as for 10', { timeout: 120_000 }, async () => {
    const costs: number[] = [];
    const looking = await costOfLooking(system, topology);
    for (const first of [10, 50, 10, 50]) {
      const before = await statementsSent(system, topology);
      const { awaitingMe } = await ask({ first });
      costs.push((await statementsSent(system, topology)) - before - looking);
      expect(awaitingMe.edges).toHaveLength(first);
      const nodes = awaitingMe.edges.map(({ node }) => node);
      expect(nodes.some(({ files }) => files.some(({ previewUrl }) => previewUrl !== null))).toBe(true);
      expect(nodes.some(({ dossier }) => dossier !== null)).toBe(true);
    }
    expect(Math.max(...costs)).toBeLessThanOrEqual(10);
    expect(new Set(costs).size).toBe(1);
  });

  it('comes by how little time is left, as iGate says, and counts what it lists', async () => {
    const nodes: Inbox['me']['deskUser']['awaitingMe']['edges'][number]['node'][] = [];
    let after: string | null = null;
    let counted = 0;
    do {
      const { awaitingMe, counters }: Inbox['me']['deskUser'] = await ask({ first: 50, after });
      nodes.push(...awaitingMe.edges.map(({ node }) => node));
      counted = counters.awaitingSignature;
      after = awaitingMe.pageInfo.hasNextPage ? awaitingMe.pageInfo.endCursor : null;
    } while (after !== null);
    expect(nodes).toHaveLength(counted);
    const due = nodes.flatMap(({ dueAt }) => dueAt ?? []);
    expect(due).toEqual(due.toSorted((a, b) => a.localeCompare(b)));
    // Those of no dossier come after all of them.
    expect(nodes.slice(0, due.length).every(({ dueAt }) => dueAt !== null)).toBe(true);
    const told = nodes.flatMap(({ dossier, dueAt }) => (dossier ? [[dossier.dueAt, dueAt]] : []));
    expect(told.filter(([inIgate, inIdesk]) => inIgate !== inIdesk)).toEqual([]);
  });
});

/**
 * Looking asks the databases, too, for the gauges of transfers. Measured once iDesk has told iGate of every approval: what
 * crosses in the background costs statements as well.
 */
async function costOfLooking(system: System, topology: Topology): Promise<number> {
  const costs: number[] = [];
  const look = async (): Promise<boolean> => {
    const before = await statementsSent(system, topology);
    await delay(500);
    costs.push((await statementsSent(system, topology)) - before);
    return costs.length > 4 && new Set(costs.slice(-5)).size === 1;
  };
  await expect.poll(look, { timeout: 60_000, interval: 0 }).toBe(true);
  return costs.at(-1) ?? 0;
}
