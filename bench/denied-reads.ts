/**
 * Whether time tells what is denied from what is missing: `node denied-reads.ts 2000` reads so many of each, one after the
 * other in random order, on a system of its own in one process, and prints for each way of reading the medians and how often
 * a denied one took longer than a missing one. 50 % is what chance gives; the margin is twice the standard error.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileAddresses } from '../platform/files/signed-address.ts';
import { fileAddressKey } from '../start/parts/file-store.ts';
import { dataOf } from '../test/support/graph-client.ts';
import { System } from '../test/support/system.ts';

const times = Number(process.argv[2] ?? 2000);
/** Of another department: whatever they see, `hoant` must not. */
const stranger = 'chuyenvien@snnptnt.binhdinh.gov.vn';

interface Way {
  readonly name: string;
  readonly denied: readonly string[];
  readonly missing: readonly string[];
  readonly read: (key: string) => Promise<void>;
}

await using system = await System.start('one process', { DEMO_DOSSIERS: '2000' });
for (const way of await ways()) {
  for (let warmUp = 0; warmUp < 200; warmUp += 1) await way.read(pick(warmUp % 2 === 0 ? way.denied : way.missing));
  const took: Record<'denied' | 'missing', number[]> = { denied: [], missing: [] };
  for (let asked = 0; asked < 2 * times; asked += 1) {
    const kind = Math.random() < 0.5 ? 'denied' : 'missing';
    const key = pick(way[kind]);
    const startedAt = performance.now();
    await way.read(key);
    took[kind].push(performance.now() - startedAt);
  }
  const { share, margin } = longer(took.denied, took.missing);
  const medians = (['denied', 'missing'] as const).map((kind) => `${kind} ${median(took[kind]).toFixed(3)} ms`);
  console.log(
    `${way.name.padEnd(16)} median ${medians.join(', ')}; a denied one took longer in ${percent(share)} (± ${percent(margin)})`,
  );
}

async function ways(): Promise<readonly Way[]> {
  type Seen = {
    dossiers: { edges: { node: { code: string; attachments: { id: string }[]; transfers: { id: string }[] } }[] };
    myDesk: { drafts: { edges: { node: { id: string } }[] } };
  };
  const seen = dataOf(
    await system.ask<Seen>(
      stranger,
      `{ dossiers(first: 100) { edges { node { code attachments { id } transfers { id } } } }
         myDesk { drafts(first: 50) { edges { node { id } } } } }`,
    ),
  );
  const rows = seen.dossiers.edges.map(({ node }) => node);
  const codes = rows.map(({ code }) => code);
  const reading = (type: string, field: string) => async (key: string) => {
    const { data } = await system.ask<{ read: unknown }>('hoant', `query ($key: ${type}!) { read: ${field} }`, { key });
    if (data?.read != null) throw new Error(`${key} is neither denied nor missing`);
  };
  const drafts = seen.myDesk.drafts.edges.map(({ node }) => node.id);
  const attachments = rows.flatMap((row) => row.attachments.map(({ id }) => id));
  const secrets: { fileAddress: string } = JSON.parse(await readFile(join(system.dataDir, 'secrets.json'), 'utf8'));
  const addresses = createFileAddresses({
    secret: fileAddressKey(secrets.fileAddress, 'igate'),
    publicUrl: system.url,
    subgraph: 'igate',
    lifetimeSeconds: 3600,
    now: () => new Date(),
  });
  const file = async (id: string): Promise<void> => {
    const address = addresses.download(
      { id, name: 'a.pdf', mediaType: 'application/pdf' },
      'nthoa@stttt.binhdinh.gov.vn',
    );
    const { status } = await fetch(address).then(async (response) => (await response.arrayBuffer(), response));
    if (status !== 404) throw new Error(`a file that is neither denied nor missing: ${status}`);
  };
  const ids = (known: readonly string[]) => ({ denied: known, missing: known.map(() => randomUUID()) });
  return [
    {
      name: 'dossier',
      denied: codes,
      // Numbers that no day of the demo has reached, on the same days.
      missing: codes.map((code, index) => code.replace(/\d{4}$/, String(8000 + index))),
      read: reading('DossierCode', 'dossier(code: $key) { code procedureName }'),
    },
    { name: 'draft', ...ids(drafts), read: reading('ID', 'draft(id: $key) { id subject }') },
    { name: 'file', ...ids(attachments), read: file },
  ];
}

function pick(keys: readonly string[]): string {
  const key = keys[Math.floor(Math.random() * keys.length)];
  if (key === undefined) throw new Error('the demo holds nothing to be denied');
  return key;
}

/** In how many pairs the first is the longer one (Mann and Whitney's U over its greatest), and twice its standard error. */
function longer(first: readonly number[], second: readonly number[]): { share: number; margin: number } {
  const sorted = second.toSorted((a, b) => a - b);
  let wins = 0;
  for (const value of first) wins += rank(sorted, value);
  const [n, m] = [first.length, second.length];
  return { share: wins / (n * m), margin: 2 * Math.sqrt((n + m + 1) / (12 * n * m)) };
}

/** How many of the sorted values are below this one. */
function rank(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
