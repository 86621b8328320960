import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { System } from '../support/system.ts';

describe('the operations in README.md', () => {
  let system: System;
  let operations: string[];
  beforeAll(async () => {
    const readme = await readFile('README.md', 'utf8');
    operations = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, operation = '']) => operation);
    system = await System.start('one process');
  });
  afterAll(async () => {
    await system.stop();
  });

  it('run as they are pasted, one after the other', async () => {
    expect(operations).toHaveLength(3);
    const [onMyDesk = '', sendToIdesk = '', whereItIs = ''] = operations;
    const { dossiers } = dataOf(
      await system.ask<{ dossiers: { edges: { node: { code: string } }[] } }>('hoant', onMyDesk),
    );
    const code = dossiers.edges[0]?.node.code;
    const sent = dataOf(
      await system.ask<{ sendToIdesk: { transfer: { state: string; draft: { subject: string } } } }>(
        'hoant',
        sendToIdesk,
        { code },
      ),
    );
    expect(sent.sendToIdesk.transfer.state).toBe('DELIVERED');
    const seen = dataOf(
      await system.ask<{ dossier: { ideskState: string; drafts: { subject: string }[] } }>('hoant', whereItIs, {
        code,
      }),
    );
    expect(seen.dossier.drafts).toMatchObject([{ subject: sent.sendToIdesk.transfer.draft.subject }]);
  });
});
