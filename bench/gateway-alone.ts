/**
 * Compiled execution beside Apollo Gateway's own, over HTTP, in interleaved rounds; prints requests a second, gateway CPU
 * a request, and the ratios of the medians. `npm run bench -- 5 2000` for five rounds of two seconds.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Pool } from 'undici';
import { workloads } from './graph.ts';

const [rounds = 3, roundMs = 2000] = process.argv.slice(2).map(Number);
const connections = 16;
const headers = { 'content-type': 'application/json' };

interface Measured {
  readonly perSecond: number;
  readonly cpuMs: number;
}

async function portOf(child: ChildProcess): Promise<number> {
  const [address] = await once(child, 'message');
  return address.port;
}

function start(file: string, ...args: readonly string[]): ChildProcess {
  return fork(new URL(file, import.meta.url), args);
}

const subgraphs = start('subgraphs-process.ts');
const ports = [String(await portOf(subgraphs)), String(await portOf(subgraphs))];
const modes = ['compiled', 'stock'];
const gateways = new Map<string, { child: ChildProcess; pool: Pool }>();
for (const mode of modes) {
  const child = start('gateway-process.ts', mode, ...ports);
  gateways.set(mode, { child, pool: new Pool(`http://127.0.0.1:${await portOf(child)}`, { connections }) });
}

async function ask(pool: Pool, body: string): Promise<string> {
  const { statusCode, body: answer } = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  const text = await answer.text();
  if (statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
  return text;
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message');
  child.send('cpu');
  const [{ user, system }] = await answered;
  return (user + system) / 1000;
}

async function measure(mode: string, workload: string, ms: number): Promise<Measured> {
  const gateway = gateways.get(mode);
  const request = workloads[workload];
  if (!gateway || !request) throw new Error('not started');
  const before = await cpuOf(gateway.child);
  const startedAt = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - startedAt < ms) await ask(gateway.pool, JSON.stringify(request(count++)));
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return { perSecond: count / seconds, cpuMs: ((await cpuOf(gateway.child)) - before) / count };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

try {
  for (const [workload, request] of Object.entries(workloads)) {
    const answers = await Promise.all([...gateways.values()].map(({ pool }) => ask(pool, JSON.stringify(request(7)))));
    if (new Set(answers.map((text) => JSON.stringify(JSON.parse(text)))).size > 1) throw new Error('other answers');
    const measured = new Map(modes.map((mode): [string, Measured[]] => [mode, []]));
    for (const mode of modes) await measure(mode, workload, roundMs);
    for (let round = 0; round < rounds; round++) {
      for (const mode of modes) measured.get(mode)?.push(await measure(mode, workload, roundMs));
    }
    const of = (mode: string, what: keyof Measured) => median((measured.get(mode) ?? []).map((each) => each[what]));
    for (const mode of modes) {
      console.log(
        `${workload.padEnd(14)} ${mode.padEnd(9)} ${of(mode, 'perSecond').toFixed(0).padStart(6)} requests/s  ${of(mode, 'cpuMs').toFixed(2)} ms CPU`,
      );
    }
    const faster = of('compiled', 'perSecond') / of('stock', 'perSecond');
    const leaner = of('stock', 'cpuMs') / of('compiled', 'cpuMs');
    console.log(
      `${workload.padEnd(14)} ratio     ${faster.toFixed(1)} × requests/s, ${leaner.toFixed(1)} × less CPU\n`,
    );
  }
} finally {
  for (const { child, pool } of gateways.values()) {
    await pool.destroy();
    child.kill();
  }
  subgraphs.kill();
}
