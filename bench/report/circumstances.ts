import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** When, where and of what a run is, as Markdown; to be asked before it begins. Without these a figure says nothing. */
export function circumstances(command: string): string {
  const [processor] = cpus();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  const kernel = read('uname', '-r');
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, \`${command}\``,
    `- ${cpus().length} × ${processor?.model.trim()}, ${gibibytes} GiB, Linux ${kernel}; load before: ${loadavg()[0]?.toFixed(1)}`,
    `- ${versions()}`,
  ].join('\n');
}

function versions(): string {
  const own = ['@apollo/gateway', '@apollo/server', 'fastify', 'graphql', 'graphql-jit', 'undici'].map((name) =>
    installed('../../', name),
  );
  const peers = ['@graphql-hive/gateway', '@graphql-hive/router-runtime'].map((name) => installed('../', name));
  const grafbase = installed('../', '@grafbase/cli-x86_64-unknown-linux-musl');
  return [`Node.js ${process.versions.node}`, ...own, ...peers, grafbase, `lienthong ${commit()}`].join(', ');
}

function installed(folder: string, name: string): string {
  const manifest = JSON.parse(
    readFileSync(new URL(`${folder}node_modules/${name}/package.json`, import.meta.url), 'utf8'),
  );
  return `${name} ${manifest.version}`;
}

function commit(): string {
  const changed =
    read('git', 'status', '--porcelain', '--untracked-files=no', '--', ':/', ':!/bench/RESULTS.md') !== '';
  return `${read('git', 'rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}

function read(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', cwd: import.meta.dirname }).trim();
}
