import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { canReach, type ServerAccount } from './server-account.ts';

/** The server's folder as its account sees it. */
export interface FolderView extends AsyncDisposable {
  readonly path: string;
  /** An open folder that the program must inherit as descriptor 3, or null. */
  readonly descriptor: number | null;
}

/**
 * The folder itself, where the account can reach it. Often it cannot: root's home and temporary folders are closed to
 * everybody else. Linux then lets the program walk in through a descriptor that we opened, past the closed folders above.
 */
export async function viewOf(dir: string, account: ServerAccount | null): Promise<FolderView> {
  if (await canReach(account, dir)) {
    return { path: dir, descriptor: null, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  if (process.platform !== 'linux') {
    throw new Error(
      `The embedded database's account cannot reach ${dir}. Set DATA_DIR to a folder that other accounts may enter, or start as an ordinary account.`,
    );
  }
  const handle = await open(dir, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: '/proc/self/fd/3', descriptor: handle.fd, [Symbol.asyncDispose]: () => handle.close() };
}

export interface ProgramOptions {
  readonly view: FolderView;
  readonly account: ServerAccount | null;
  /** A file descriptor for both outputs; null collects them in pipes. */
  readonly output: number | null;
}

/**
 * Runs a program of PostgreSQL's as the server account. It gets a session of its own, so that a Ctrl-C in the terminal
 * reaches only us, and the server goes down last.
 */
export function spawnProgram(program: string, args: readonly string[], options: ProgramOptions): ChildProcess {
  const { view, account } = options;
  const output = options.output ?? 'pipe';
  const stdio: StdioOptions = ['ignore', output, output];
  if (view.descriptor !== null) stdio.push(view.descriptor);
  return spawn(program, args, {
    ...account,
    cwd: process.platform === 'win32' ? view.path : '/',
    // Nothing of our own environment: PGPORT, PGOPTIONS or a foreign LD_LIBRARY_PATH would change the server.
    env: { HOME: view.path, LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    stdio,
    detached: true,
    windowsHide: true,
  });
}
