/**
 * Installs what is missing or out of date, then hands over to a program under the Node.js that the project brings along.
 *
 *     node start/ready.mjs                        only installs
 *     node start/ready.mjs start/all.ts [...]     installs, then runs the program with its arguments
 *
 * Plain JavaScript without packages: it must run on a machine that has nothing but some Node.js 20 or later and npm.
 * Prints to stderr only, so that a program's output stays its own.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const lockFile = join(root, '.installing');

/** The lock's owner touches it every second; one untouched for so long belongs to a process that died… */
const abandonedAfterMs = 20_000;
/** …unless the npm that it started outlives it. One that takes longer than this is another program with the same id. */
const longestInstallMs = 600_000;

/** Whether `node_modules` holds exactly what `package-lock.json` asks for on this platform. */
function isInstalled() {
  if (!existsSync(ownNode)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return true;
    const installed = found[path];
    if (!installed) return entry.optional === true && !isMeantForThisPlatform(entry);
    return installed.version === entry.version && installed.integrity === entry.integrity;
  });
}

/** npm records what it installed only once every install script is through, so that an interrupted one shows. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Only for packages that name their platform and no C library; of others npm alone knows why it left them out. */
function isMeantForThisPlatform(entry) {
  return entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch) && !entry.libc;
}

async function install() {
  const release = await takeLock();
  try {
    if (isInstalled()) return;
    say('Installing packages; this takes a minute or two…');
    // Development packages too, whatever NODE_ENV says: the Node.js that runs everything is one of them.
    const code = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) fail('`npm ci` failed; what it says above tells why. Mend that and start again.', code);
    if (!existsSync(ownNode))
      fail('npm did not run install scripts. Allow them (`ignore-scripts=false`) and start again.');
  } finally {
    release();
  }
}

/** Waits until no other start installs. Returns the function that lets the next one in. */
async function takeLock() {
  const mine = randomUUID();
  for (let waited = false; ;) {
    try {
      writeFileSync(lockFile, mine, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (takeAbandonedLock(mine)) break;
    if (!waited) say('Another start is installing packages; waiting for it…');
    waited = true;
    await sleep(500);
  }
  const heartbeat = setInterval(() => utimesSync(lockFile, new Date(), new Date()), 1000);
  const giveBack = () => rmSync(lockFile, { force: true });
  const stop = () => process.exit(130);
  process.once('exit', giveBack).once('SIGINT', stop).once('SIGTERM', stop);
  return () => {
    clearInterval(heartbeat);
    process.off('exit', giveBack).off('SIGINT', stop).off('SIGTERM', stop);
    giveBack();
  };
}

/** The folder named after the dead owner lets only one of several waiting starts replace its lock. */
function takeAbandonedLock(mine) {
  try {
    const content = readFileSync(lockFile, 'utf8');
    const [owner, npmId] = content.split(' ');
    const untouchedMs = Date.now() - statSync(lockFile).mtimeMs;
    if (untouchedMs < abandonedAfterMs) return false;
    if (npmId && isRunning(Number(npmId)) && untouchedMs < longestInstallMs) return false;
    const takeover = `${lockFile}-${owner}`;
    mkdirSync(takeover);
    try {
      if (readFileSync(lockFile, 'utf8') !== content) return false;
      writeFileSync(join(takeover, 'lock'), mine);
      renameSync(join(takeover, 'lock'), lockFile);
      return true;
    } finally {
      rmSync(takeover, { recursive: true, force: true });
    }
  } catch {
    return false;
  }
}

function isRunning(processId) {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

function runNpm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const child = script?.endsWith('.js')
    ? spawn(process.execPath, [script, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' });
  if (child.pid) writeFileSync(lockFile, `${readFileSync(lockFile, 'utf8')} ${child.pid}`);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs the program as if it had been started in this process's stead: same streams, signals passed on, same exit. */
function handOver(program, args) {
  const child = spawn(ownNode, [program, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` },
  });
  const passedOn = new Set();
  const passOn = (signal) => {
    // A second one would tell many programs to stop at once; npm repeats what the terminal has already sent to all.
    if (!passedOn.has(signal)) child.kill(signal);
    passedOn.add(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const reachesProgramByItself = signal === 'SIGINT' && process.stdin.isTTY;
      if (!reachesProgramByItself) passOn(signal);
    });
  }
  if (process.env.npm_lifecycle_event) {
    // npm may be killed without a chance to pass a signal on: its end is a signal too.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && passOn('SIGTERM'), 500);
  }
  child.once('error', (error) => fail(`${program} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function fail(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  fail(`Node.js ${oldestNode} or later is needed; this is ${process.versions.node}.`);
}
if (!isInstalled()) await install();
const [program, ...args] = process.argv.slice(2);
if (program) handOver(program, args);
