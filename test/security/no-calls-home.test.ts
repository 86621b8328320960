import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issuedDossier } from '../support/journey.ts';
import { dataOf } from '../support/graph-client.ts';
import { System } from '../support/system.ts';

interface Recorded {
  /** File name of the entry point. */
  readonly program: string;
  /** Where it connected to; undefined for the start of the process. */
  readonly to?: string;
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|localhost|\/.*)$/;
const recorder = new URL('./record-connections-process.ts', import.meta.url);

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lienthong-connections-'));
  file = join(folder, 'connections');
});
afterAll(() => rm(folder, { recursive: true }));

/** Makes every Node.js process that is started from here on write down where it connects to. */
function recorded(): string {
  return `--import=${recorder.href}?file=${encodeURIComponent(file)}`;
}

async function recordings(): Promise<readonly Recorded[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

const outside = (seen: readonly Recorded[]) => seen.filter(({ to }) => to !== undefined && !loopback.test(to));

test('the recorder sees whoever does leave this machine', async () => {
  const script = `
    require('node:net').connect(9, '192.0.2.1').on('error', () => {}).destroy();
    require('node:dns').lookup('telemetry.invalid', () => {});
    fetch('http://198.51.100.7/').catch(() => {});
    setTimeout(() => process.exit(), 200);
  `;
  await promisify(execFile)(process.execPath, [recorded(), '-e', script]);
  const seen = await recordings();
  const left = outside(seen).map(({ to }) => to);
  expect(left).toEqual(expect.arrayContaining(['192.0.2.1', 'telemetry.invalid', '198.51.100.7']));
  expect(seen).toHaveLength(left.length + 1);
  await rm(file);
});

test('no process of ours connects to anywhere but this machine, from the start through the whole journey of a dossier', async () => {
  const system = await System.start('distributed', {
    NODE_OPTIONS: recorded(),
    GATEWAY_THREADS: '2',
    // What would make Apollo's packages report.
    APOLLO_KEY: 'service:lienthong:x',
    APOLLO_GRAPH_REF: 'lienthong@current',
    DEMO_DOSSIERS: '20',
  });
  try {
    const { dossier, document } = await issuedDossier(system);
    const pull = 'mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { state } } }';
    const fileIds = document.files.slice(0, 1).map(({ id }) => id);
    dataOf(await system.ask('hoant', pull, { input: { dossierCode: dossier.code, fileIds } }));
    const push = 'mutation ($input: PushResultsToIgateInput!) { pushResultsToIgate(input: $input) { push { state } } }';
    dataOf(await system.ask('vanthu', push, { input: { documentId: document.id } }));
    const look = `query ($c: DossierCode!) { dossier(code: $c) { drafts { subject } attachments(kinds: [COMPONENT]) { downloadUrl } } }`;
    const { dossier: seen } = dataOf(
      await system.ask<{ dossier: { attachments: { downloadUrl: string }[] } }>('hoant', look, { c: dossier.code }),
    );
    await system.bytes(seen.attachments[0]?.downloadUrl ?? '');
    // Introspection is what Apollo Gateway itself runs, and what starts it.
    await system.ask(null, '{ __schema { queryType { name } } }');
    await fetch(`${system.url}/graphql`, { headers: { accept: 'text/html' } });
  } finally {
    await system.stop();
  }
  const seen = await recordings();
  const programs = ['distributed.ts', 'demo.ts', 'sso.ts', 'igate.ts', 'idesk.ts', 'gateway.ts', 'gateway-thread.ts'];
  expect(new Set(seen.map(({ program }) => program))).toEqual(new Set(programs));
  // The recorder was at work in those that talk to the others.
  const talking = new Set(seen.flatMap(({ program, to }) => (to === undefined ? [] : program)));
  expect([...talking]).toEqual(
    expect.arrayContaining(['distributed.ts', 'igate.ts', 'idesk.ts', 'gateway.ts', 'gateway-thread.ts']),
  );
  expect(outside(seen)).toEqual([]);
}, 180_000);
