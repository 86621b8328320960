import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { receive } from '../support/journey.ts';
import { statementsSent } from '../support/statements-sent.ts';
import { System, topologies } from '../support/system.ts';

const dashboard = /* GraphQL */ `
  query Dashboard($first: Int!, $after: String) {
    dossiers(first: $first, after: $after) {
      totalCount
      edges {
        node {
          code
          procedureName
          status
          dueAt
          isOverdue
          steps {
            kind
            startedAt
            officer {
              fullName
            }
          }
          issuedDocuments {
            number
            symbol
            issuedAt
            files {
              name
              size
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const newestFirst = /* GraphQL */ `
  query Newest($first: Int!, $after: String) {
    dossiers(first: $first, after: $after, orderBy: RECEIVED_NEWEST) {
      totalCount
      edges {
        node {
          code
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  readonly dossiers: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly node: {
        readonly code: string;
        readonly steps: readonly { readonly officer: { readonly fullName: string } | null }[];
        readonly issuedDocuments: readonly { readonly files: readonly { readonly size: number }[] }[];
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const leader = 'lanhdao';

describe.each(topologies)('the dashboard of a leader with hundreds of dossiers (%s)', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology, { DEMO_DOSSIERS: '2000' });
  });
  afterAll(async () => {
    await system.stop();
  });

  it('costs at most eight SQL statements, for 500 dossiers as for 50', async () => {
    const costs: number[] = [];
    // Looking asks the databases, too, for the gauges of transfers.
    const atFirst = await statementsSent(system, topology);
    const looking = (await statementsSent(system, topology)) - atFirst;
    for (const first of [50, 500, 50, 500]) {
      const before = await statementsSent(system, topology);
      const { dossiers } = dataOf(await system.ask<Page>(leader, dashboard, { first }));
      costs.push((await statementsSent(system, topology)) - before - looking);
      expect(dossiers.edges).toHaveLength(first);
      const nodes = dossiers.edges.map(({ node }) => node);
      expect(nodes.some(({ steps }) => steps.some(({ officer }) => officer !== null))).toBe(true);
      expect(nodes.some(({ issuedDocuments }) => issuedDocuments.some(({ files }) => files.length > 0))).toBe(true);
    }
    expect(Math.max(...costs)).toBeLessThanOrEqual(8);
    expect(new Set(costs).size).toBe(1);
  });

  it.each([
    ['by due date', dashboard],
    ['newest first', newestFirst],
  ])('pages through without loss or repeat while dossiers are being received (%s)', async (_order, query) => {
    const present = await allCodes(system, query, 500);
    const paging = new AbortController();
    const receiving = receiveUntil(system, paging.signal);
    const seen = await allCodes(system, query, 60);
    paging.abort();
    const received = await receiving;

    expect(received.length).toBeGreaterThan(0);
    expect(new Set(seen).size).toBe(seen.length);
    const missed = new Set(present).difference(new Set(seen));
    expect([...missed]).toEqual([]);
    const invented = new Set(seen).difference(new Set([...present, ...received]));
    expect([...invented]).toEqual([]);
  });
});

async function allCodes(system: System, query: string, first: number): Promise<string[]> {
  const codes: string[] = [];
  let after: string | null = null;
  do {
    const { dossiers }: Page = dataOf(await system.ask<Page>(leader, query, { first, after }));
    codes.push(...dossiers.edges.map(({ node }) => node.code));
    after = dossiers.pageInfo.hasNextPage ? dossiers.pageInfo.endCursor : null;
  } while (after !== null);
  return codes;
}

async function receiveUntil(system: System, signal: AbortSignal): Promise<string[]> {
  const received: string[] = [];
  while (!signal.aborted) {
    received.push((await receive(system)).code);
    // A counter is busy, but not that busy: the pages are what is under test.
    await delay(20);
  }
  return received;
}
