import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { pdf, receive } from '../support/journey.ts';
import { isRunning, System, topologies } from '../support/system.ts';

const kibibytesPerMebibyte = 1024;

const lookUp = /* GraphQL */ `
  query ($code: DossierCode!) {
    dossier(code: $code) {
      procedureName
      attachments {
        name
        downloadUrl
      }
    }
  }
`;

interface LookedUp {
  readonly dossier: {
    readonly procedureName: string;
    readonly attachments: readonly { readonly name: string; readonly downloadUrl: string }[];
  };
}

/** Each of these starts a system once more. */
const timeout = 60_000;

describe.each(topologies)('starting and stopping (%s)', { timeout }, (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology, { DEMO_DOSSIERS: '20' }, { foreground: true });
  });
  afterAll(async () => {
    await system.stop();
  });

  it('no process takes 350 MB when nothing happens, and a further thread of the gateway no more than 200', async () => {
    dataOf(await system.ask('hoant', 'query { me { fullName } dossiers(first: 10) { totalCount } }'));
    for (const [part, id] of Object.entries(await system.processIds())) {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(id)]);
      const resident = Number(stdout) / kibibytesPerMebibyte;
      console.log(`resident memory (${topology}, ${part}): ${Math.round(resident)} MiB`);
      expect(resident).toBeLessThan(part === 'gateway' ? 350 + 200 * ((await gatewayThreads(system)) - 1) : 350);
    }
  });

  it('a second one on another port and data folder disturbs nothing', async () => {
    const before = await processesOf(system);
    const { code } = await receive(system, [pdf('Đơn.pdf', 'of the first')]);
    {
      await using second = await System.start(topology, { DEMO_DOSSIERS: '10' });
      expect(await second.ask('motcua', lookUp, { code })).toMatchObject({ data: { dossier: null } });
      expect(await system.ask('motcua', lookUp, { code })).toMatchObject({ errors: [], data: { dossier: {} } });
      // A token is good where it was made, and nowhere else.
      const foreign = { authorization: `Bearer ${await second.token('motcua')}` };
      expect(await system.ask(null, lookUp, { code }, foreign)).toMatchObject({ status: 401 });
    }
    expect(await system.ask('motcua', lookUp, { code })).toMatchObject({ errors: [], data: { dossier: {} } });
    expect(await processesOf(system)).toEqual(before);
  });

  it('stops at Ctrl-C with nothing left running, and comes back with everything that was there', async () => {
    const file = pdf('Tờ khai.pdf', 'kept over a restart');
    const { code, procedureName } = await receive(system, [file]);
    const processes = await processesOf(system);
    expect(processes).toHaveLength(topology === 'one process' ? 2 : 6);

    expect(await system.interrupt()).toBe(0);
    for (const id of processes) expect(await isRunning(id)).toBe(false);
    await expect(fetch(`${system.url}/health/live`)).rejects.toThrow();

    system = await system.startAgain();
    console.log(`${topology}: ready again after ${Math.round(system.readyAfterMs)} ms`);
    // A quarter of this on a machine that does nothing else.
    expect(system.readyAfterMs).toBeLessThan(20_000);
    const { dossier } = dataOf(await system.ask<LookedUp>('motcua', lookUp, { code }));
    expect(dossier).toMatchObject({ procedureName, attachments: [{ name: file.name }] });
    const kept = await system.bytes(dossier.attachments[0]?.downloadUrl ?? '');
    expect(Buffer.compare(kept, Buffer.from(await file.arrayBuffer()))).toBe(0);
  });

  it('loses nothing that was answered when it is killed, and starts again with the database server that is left', async () => {
    const { code } = await receive(system);
    const { all: _killed, ...parts } = await system.processIds();
    await system.crash('all');
    for (const id of Object.values(parts)) await expect.poll(() => isRunning(id), { timeout: 10_000 }).toBe(false);

    system = await system.startAgain();
    expect(await system.ask('motcua', lookUp, { code })).toMatchObject({ errors: [], data: { dossier: {} } });
    const processes = await processesOf(system);
    expect(await system.interrupt()).toBe(0);
    for (const id of processes) expect(await isRunning(id)).toBe(false);
  });
});

/** Everything that was started, the database server included. */
async function processesOf(system: System): Promise<number[]> {
  const postmaster = await readFile(join(system.dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  return [...Object.values(await system.processIds()), Number.parseInt(postmaster, 10)].toSorted((a, b) => a - b);
}

async function gatewayThreads(system: System): Promise<number> {
  return Number(/"name":"gateway","threads":(\d+),"msg":"ready"/.exec(await system.log())?.[1]);
}
