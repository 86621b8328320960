/**
 * Loaded into a process with `--import=…?file=PATH`: appends to the file a line of JSON for the process itself, for each
 * address that it connects to, and for each name that it looks up.
 */
import { appendFileSync } from 'node:fs';
import { basename } from 'node:path';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { Socket } from 'node:net';

const file = new URL(import.meta.url).searchParams.get('file') ?? '';

const program = basename(process.argv[1] ?? '');

function write(line: object): void {
  appendFileSync(file, `${JSON.stringify({ program, ...line })}\n`);
}

function record(to: unknown): void {
  write({ to: String(to) });
}

write({});

/** Where a call of `connect` leads: `connect(options)`, `connect(port, host)`, `connect(path)`, or Node.js's own list of these. */
function destination(args: readonly unknown[]): unknown {
  const [first, second] = args;
  if (Array.isArray(first)) return destination(first);
  if (typeof first === 'object' && first !== null) {
    return Reflect.get(first, 'path') ?? Reflect.get(first, 'host') ?? 'localhost';
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return first;
  return typeof second === 'string' ? second : 'localhost';
}

function before(target: object, name: string, see: (args: readonly unknown[]) => void): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new Error(`there is no ${name} to look at`);
  Reflect.set(target, name, function (this: unknown, ...args: unknown[]): unknown {
    see(args);
    return Reflect.apply(original, this, args);
  });
}

before(Socket.prototype, 'connect', (args) => record(destination(args)));
before(dgram.Socket.prototype, 'send', (args) =>
  record(args.findLast((arg) => typeof arg === 'string') ?? 'localhost'),
);
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt']) {
  before(dns, name, ([host]) => record(host));
  before(dns.promises, name, ([host]) => record(host));
}
