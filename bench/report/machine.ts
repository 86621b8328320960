import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Without these a figure says nothing. */
export function machine(): string {
  const [processor] = cpus();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${processor?.model.trim()}, ${gibibytes} GiB, Linux ${read('uname', '-r')}`;
}

export function versions(): string {
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
  const changed = read('git', 'status', '--porcelain', '--untracked-files=no') !== '';
  return `${read('git', 'rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}

function read(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', cwd: import.meta.dirname }).trim();
}
