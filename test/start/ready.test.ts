import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A small project with one package, named as the one that brings Node.js along: what `ready.mjs` does to it is real. */
describe('the first start', () => {
  let project: string;

  beforeEach(() => {
    project = realpathSync(mkdtempSync(join(tmpdir(), 'lienthong-ready-')));
    mkdirSync(join(project, 'start'));
    copyFileSync('start/ready.mjs', join(project, 'start/ready.mjs'));
    write('own-node/package.json', JSON.stringify({ name: 'node', version: '1.0.0', bin: { node: 'bin/node' } }));
    write('own-node/bin/node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
    chmodSync(join(project, 'own-node/bin/node'), 0o755);
    npm('pack', './own-node');
    write('package.json', JSON.stringify({ name: 'small', devDependencies: { node: 'file:node-1.0.0.tgz' } }));
    npm('install', '--package-lock-only', '--offline', '--no-audit');
    // Outside the project's Node.js nothing is known about it but that it can be started.
    write('hello.mjs', `console.log('hello', ...process.argv.slice(2));`);
  });

  afterEach(() => rmSync(project, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(join(project, path, '..'), { recursive: true });
    writeFileSync(join(project, path), text);
  }

  function npm(...args: string[]): void {
    execFileSync('npm', ['--silent', ...args], { cwd: project });
  }

  function start(environment: Record<string, string>, ...args: string[]): ChildProcess {
    return spawn(process.execPath, ['start/ready.mjs', ...args], {
      cwd: project,
      env: { ...process.env, npm_config_offline: 'true', npm_execpath: '', npm_lifecycle_event: '', ...environment },
    });
  }

  async function outcome(child: ChildProcess): Promise<{ code: number; output: string; said: string }> {
    let output = '';
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = await once(child, 'close');
    return { code, output, said };
  }

  it('installs what is missing, then runs the program; the next one runs it at once', async () => {
    const first = await outcome(start({}, 'hello.mjs', 'world'));
    expect(first).toMatchObject({ code: 0, output: 'hello world\n' });
    expect(first.said).toContain('Installing packages');
    expect(await outcome(start({}, 'hello.mjs', 'again'))).toEqual({ code: 0, output: 'hello again\n', said: '' });
  });

  it('installs in CI and in production too', async () => {
    const started = await outcome(start({ CI: 'true', NODE_ENV: 'production' }, 'hello.mjs'));
    expect(started).toMatchObject({ code: 0, output: 'hello\n' });
  });

  it('installs anew where the lockfile asks for something else', async () => {
    await outcome(start({}));
    const installed = join(project, 'node_modules/.package-lock.json');
    writeFileSync(installed, readFileSync(installed, 'utf8').replaceAll('sha512-', 'sha512-0'));
    expect((await outcome(start({}, 'hello.mjs'))).said).toContain('Installing packages');
  });

  it('happens once where two are started at the same time', async () => {
    const both = await Promise.all([outcome(start({}, 'hello.mjs')), outcome(start({}, 'hello.mjs'))]);
    expect(both.map(({ code, output }) => ({ code, output }))).toEqual([
      { code: 0, output: 'hello\n' },
      { code: 0, output: 'hello\n' },
    ]);
    expect(both.filter(({ said }) => said.includes('Installing packages'))).toHaveLength(1);
    expect(readdirSync(project).filter((name) => name.startsWith('.installing'))).toEqual([]);
  });

  it('does not wait for one that died while it was installing', async () => {
    write('.installing', 'f00 999999999');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(project, '.installing'), longAgo, longAgo);
    expect(await outcome(start({}, 'hello.mjs'))).toMatchObject({ code: 0, output: 'hello\n' });
    expect(existsSync(join(project, '.installing'))).toBe(false);
  });

  it('says that npm failed, and leaves the way free for the next', async () => {
    write('package.json', JSON.stringify({ name: 'small', dependencies: { unlocked: '1.0.0' } }));
    const started = await outcome(start({}, 'hello.mjs'));
    expect(started).toMatchObject({ code: 1, output: '' });
    expect(started.said).toContain('`npm ci` failed');
    expect(existsSync(join(project, '.installing'))).toBe(false);
  });

  it('passes signals on to the program once, and ends as it ends', async () => {
    write(
      'stays.mjs',
      `let times = 0;
       process.on('SIGTERM', () => { times += 1; setTimeout(() => { console.log(times); process.exit(7); }, 300); });
       console.log('ready'); setInterval(() => undefined, 1000);`,
    );
    await outcome(start({}));
    const child = start({}, 'stays.mjs');
    const ended = outcome(child);
    await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 7, output: 'ready\n1\n' });
  });

  it('does not outlive an npm that was killed', async () => {
    write('stays.mjs', `console.log(process.pid); setInterval(() => undefined, 1000);`);
    write(
      'package.json',
      JSON.stringify({
        ...JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')),
        scripts: { stay: 'exec node start/ready.mjs stays.mjs' },
      }),
    );
    await outcome(start({}));
    const child = spawn('npm', ['--silent', 'run', 'stay'], { cwd: project });
    const [output] = await once(child.stdout, 'data');
    const program = Number(String(output));
    child.kill('SIGKILL');
    await expect.poll(() => isRunning(program), { timeout: 5000 }).toBe(false);
  });
});

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
