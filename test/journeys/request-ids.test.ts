import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { System, topologies } from '../support/system.ts';

interface LogLine {
  readonly name?: string;
  readonly msg: string;
  readonly requestId?: string;
  readonly subgraph?: string;
  readonly operationName?: string;
  readonly milliseconds?: number;
}

const whoAmI = /* GraphQL */ `
  query WhoAmI {
    me {
      fullName
      deskUser {
        unit
      }
    }
    auditLog {
      totalCount
    }
  }
`;

/** Log lines are written when there is time for it. */
const patience = { timeout: 10_000, interval: 50 };

describe.each(topologies)("a client's request id (%s)", (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology, { LOG_LEVEL: 'debug', DEMO_DOSSIERS: '10' });
  });
  afterAll(async () => {
    await system.stop();
  });

  async function linesOf(requestId: string): Promise<LogLine[]> {
    const lines = (await system.log()).split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as LogLine).filter((line) => line.requestId === requestId);
  }

  it('comes back with the answer, and stands in the log of the gateway and of each system that was asked', async () => {
    const requestId = `don-xin-${topology.length}:${process.pid}.1`;
    const answer = await system.ask('hoant', whoAmI, {}, { 'x-request-id': requestId });
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect(answer.data).toMatchObject({ me: { fullName: 'Nguyễn Thị Hoa' } });

    const asked = async () => (await linesOf(requestId)).filter(({ msg }) => msg === 'subgraph operation');
    const subgraphs = async () => new Set((await asked()).map(({ subgraph }) => subgraph));
    await expect.poll(subgraphs, patience).toEqual(new Set(['igate', 'idesk']));
    for (const { name, subgraph, operationName } of await asked()) {
      expect(name).toBe(topology === 'one process' ? 'lienthong' : subgraph);
      expect(operationName).toMatch(/^WhoAmI__/);
    }
    const operation = async () => (await linesOf(requestId)).find(({ msg }) => msg === 'operation');
    await expect.poll(operation, patience).toBeDefined();
    expect(await operation()).toMatchObject({
      name: topology === 'one process' ? 'lienthong' : 'gateway',
      operationName: 'WhoAmI',
      kind: 'query',
      codes: ['FORBIDDEN'],
      milliseconds: expect.any(Number),
    });
  });

  it('is made up where the client sends none or one that would break a log line', async () => {
    for (const headers of [{}, { 'x-request-id': 'two words' }]) {
      const answer = await system.ask('hoant', '{ me { fullName } }', {}, headers);
      const requestId = answer.headers.get('x-request-id') ?? '';
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      await expect.poll(async () => linesOf(requestId), patience).not.toEqual([]);
    }
  });

  it('leads to lines that hold neither tokens nor values that were sent', async () => {
    const token = await system.token('hoant');
    dataOf(
      await system.ask('motcua', 'query ($search: String) { dossiers(filter: { search: $search }) { totalCount } }', {
        search: 'Trần Văn Bình',
      }),
    );
    const answer = await system.ask<{ signIn: { accessToken: string } }>(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
      { input: { account: 'nthoa@stttt.binhdinh.gov.vn', password: 'lienthong-demo' } },
    );
    const { signIn } = dataOf(answer);
    const requestId = answer.headers.get('x-request-id') ?? '';
    await expect.poll(async () => (await linesOf(requestId)).length, patience).toBeGreaterThanOrEqual(2);
    const log = await system.log();
    for (const secret of [token, signIn.accessToken, 'lienthong-demo', 'Trần Văn Bình']) {
      expect(log.includes(secret)).toBe(false);
    }
  });
});
