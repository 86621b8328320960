import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClamd } from '../../platform/files/clamd.ts';
import { freePort } from './free-port.ts';

/** The file by which virus scanners are tried out: harmless, and known to all of them. In two parts, lest one finds it here. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const places = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'];

export interface RunningClamd {
  readonly url: URL;
  stop(): Promise<void>;
}

/** A real clamd that knows one thing: the test file. Its usual signatures are a download of hundreds of megabytes. */
export async function startClamd(maxStreamBytes: number): Promise<RunningClamd> {
  const program = places.find((place) => existsSync(place));
  if (program === undefined) {
    throw new Error('These tests need ClamAV’s daemon: install it (apt-get install clamav-daemon).');
  }
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-clamd-'));
  const md5 = createHash('md5').update(eicar).digest('hex');
  await writeFile(join(folder, 'test.hdb'), `${md5}:${eicar.length}:Eicar-Test-Signature\n`);
  const port = await freePort();
  const configuration = join(folder, 'clamd.conf');
  await writeFile(
    configuration,
    [
      `DatabaseDirectory ${folder}`,
      `TemporaryDirectory ${folder}`,
      `TCPSocket ${port}`,
      'TCPAddr 127.0.0.1',
      `StreamMaxLength ${maxStreamBytes}`,
      'Foreground yes',
      '',
    ].join('\n'),
  );
  const clamd = spawn(program, ['--config-file', configuration], { stdio: 'ignore' });
  const ended = once(clamd, 'exit');
  const url = new URL(`tcp://127.0.0.1:${port}`);
  const scanner = createClamd({ url, silenceMs: 5000 });
  const givenUpAt = Date.now() + 30_000;
  while (
    !(await scanner.ping().then(
      () => true,
      () => false,
    ))
  ) {
    if (clamd.exitCode !== null || Date.now() > givenUpAt) throw new Error('clamd did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async stop() {
      clamd.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
