/**
 * How long a list of 200,000 dossiers takes to download as CSV and as an Excel workbook, and by how much the one process of the
 * system grows meanwhile, which has answered some ordinary requests before: `node exports.ts`, or `node exports.ts 20000` for
 * fewer rows. The database is its own, and goes afterwards.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { officers } from '../demo/world/officers.ts';
import { openLargeProvince } from './arenas/large-province.ts';
import { freePort } from './processes/free-port.ts';
import { startPart } from './processes/part.ts';
import { usageOf } from './processes/usage.ts';
import { table } from './report/table.ts';

const rows = Number(process.argv[2] ?? 200_000);
const warmUpRequests = 200;
const listQuery = `{ dossiers(first: 100) { edges { node {
  code procedureName status dueAt isOverdue assignee { fullName } attachments { name size } drafts { subject state }
} } } }`;
const leader = officers.find(({ role, linked }) => role === 'DEPARTMENT_LEADER' && linked);
if (!leader) throw new Error('the demo has no leader');

await using cleaning = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'lienthong-exports-'));
cleaning.defer(() => rm(folder, { recursive: true, force: true }));
const province = cleaning.use(await openLargeProvince(2000, folder));
await multiply(province.environment['IGATE_DATABASE_OWNER_URL'] ?? '', leader.department.id);
const token = (await province.issuer.tokensFor([leader.ssoAccount])).get(leader.ssoAccount);
const port = await freePort();
const system = cleaning.use(await startPart('all', port, province.environment));

// A process that has done nothing yet is given memory by V8 for whatever it does first: the export shall be seen alone.
for (let request = 0; request < warmUpRequests; request += 1) await address('csvUrl', { statuses: ['RECEIVED'] });
for (let request = 0; request < warmUpRequests; request += 1) await ask(listQuery, {});

const found: string[][] = [];
for (const format of ['csvUrl', 'xlsxUrl'] as const) {
  await download(await address(format, { statuses: ['RECEIVED'] }));
  for (let run = 1; run <= 3; run += 1) {
    const before = usageOf(system.pid);
    let most = before.residentMiB;
    const watching = setInterval(() => {
      most = Math.max(most, usageOf(system.pid).residentMiB);
    }, 20);
    const startedAt = performance.now();
    const bytes = await download(await address(format, {}));
    const seconds = (performance.now() - startedAt) / 1000;
    clearInterval(watching);
    found.push([
      `${format === 'csvUrl' ? 'CSV' : 'XLSX'}, run ${run}`,
      `${seconds.toFixed(1)} s`,
      `${(bytes / 2 ** 20).toFixed(0)} MiB`,
      `${before.residentMiB.toFixed(0)} MiB`,
      `${(most - before.residentMiB).toFixed(0)} MiB`,
    ]);
  }
}
console.log(table([`${rows} rows`, 'took', 'file', 'resident before', 'grew by'], found));

async function address(format: 'csvUrl' | 'xlsxUrl', filter: object): Promise<string> {
  const query = 'query ($filter: DossierFilter) { dossierExport(filter: $filter) { csvUrl xlsxUrl } }';
  const { dossierExport }: { dossierExport: { csvUrl: string; xlsxUrl: string } } = await ask(query, { filter });
  return dossierExport[format];
}

async function ask<Data>(query: string, variables: object): Promise<Data> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data }: { data?: Data } = JSON.parse(text);
  if (!data) throw new Error(text);
  return data;
}

/** As a browser does, which takes what comes and keeps nothing of it; the number of bytes. */
async function download(url: string): Promise<number> {
  const { pathname } = new URL(url);
  const response = await fetch(`http://127.0.0.1:${port}${pathname}`);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  return bytes;
}

/** Copies of the demo's dossiers, all of the leader's department, until there are as many as wanted. */
async function multiply(url: string, department: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: columns } = await client.query<{ name: string }>(`
    select quote_ident(column_name) as name from information_schema.columns
    where table_name = 'dossiers' and table_schema = 'public' and is_generated = 'NEVER'
      and column_name not in ('code', 'department_id')`);
  const list = columns.map(({ name }) => name).join(', ');
  await client.query('update dossiers set department_id = $1', [department]);
  await client.query(
    `insert into dossiers (code, department_id, ${list})
     select '000.00.99.H08-261126-' || row_number() over (), department_id, ${list}
     from dossiers cross join generate_series(1, 1 + $1::integer / (select count(*) from dossiers))
     limit $1::integer - (select count(*) from dossiers)`,
    [rows],
  );
  await client.query('vacuum (analyze) dossiers');
  await client.end();
}
