import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEventStream } from '../support/event-stream.ts';
import { askGraph } from '../support/graph-client.ts';
import { openSsoSession } from '../support/sso-session.ts';
import { System, topologies } from '../support/system.ts';

const question = '{ me { account } myDesk { ssoAccount } }';

describe.each(topologies)('logging out at the SSO, %s', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology);
  }, 90_000);
  afterAll(async () => system.stop());

  /** The status and code of the gateway, and the codes of both systems when they are asked behind its back. */
  async function answers(token: string): Promise<unknown[]> {
    const atGateway = await askGraph(`${system.url}/graphql`, question, {}, { token });
    const list: unknown[] = [atGateway.status, atGateway.errors[0]?.extensions?.code];
    if (topology === 'one process') return list;
    for (const [part, field] of [
      ['igate', '{ me { account } }'],
      ['idesk', '{ myDesk { ssoAccount } }'],
    ] as const) {
      const answer = await askGraph(`${await system.privateUrl(part)}/graphql`, field, {}, { token });
      list.push(answer.errors[0]?.extensions?.code);
    }
    return list;
  }

  /** Everything that believes tokens is killed; the launcher starts its parts again, and nobody the one process. */
  async function crashAndComeBack(): Promise<void> {
    if (topology === 'one process') {
      await system.crash('all');
      system = await system.startAgain();
      return;
    }
    for (const part of ['gateway', 'igate', 'idesk'] as const) await system.crash(part);
    const ready = async () => fetch(`${system.url}/health/ready`).then(({ status }) => status);
    await expect.poll(() => ready().catch(() => 0), { timeout: 60_000, interval: 200 }).toBe(200);
  }

  const refused =
    topology === 'one process'
      ? [401, 'UNAUTHENTICATED']
      : [401, 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'];

  it('ends that session everywhere within 5 s, and leaves the others; a crash of everything forgets nothing', async () => {
    const [leaving, staying] = [await openSsoSession(system, 'hoant'), await openSsoSession(system, 'hoant')];
    const believed = refused.map((value) => (value === 401 ? 200 : undefined));
    expect(await answers(leaving.token)).toEqual(believed);
    expect(await answers(staying.token)).toEqual(believed);

    const follow = (token: string) =>
      openEventStream(`${system.url}/graphql`, 'subscription { inboxChanged { ssoAccount } }', { token });
    const [ending, lasting] = [await follow(leaving.token), await follow(staying.token)];
    await Promise.all([ending.untilAnswers(1), lasting.untilAnswers(1)]);

    await leaving.logOut();
    await expect.poll(() => answers(leaving.token), { timeout: 5_000, interval: 50 }).toEqual(refused);
    expect(await answers(staying.token)).toEqual(believed);

    await ending.untilEnd();
    expect(ending.answers.at(-1)?.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(lasting.end).toBeUndefined();
    lasting.close();

    await crashAndComeBack();
    expect(await answers(staying.token)).toEqual(believed);
    expect(await answers(leaving.token)).toEqual(refused);
  }, 120_000);
});
