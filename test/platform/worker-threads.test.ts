import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const file = fileURLToPath(new URL('worker-threads-process.ts', import.meta.url));
const run = async (what: string) => promisify(execFile)(process.execPath, [file, what]);

it('threads finish what they are at when they are stopped, and keep nothing running', async () => {
  expect((await run('stop')).stdout).toBe('ready\nstopped 2\n');
});

it.each([
  ['fail', 'broken on purpose'],
  ['exit', 'A thread has ended with code 3.'],
])('a thread that ends by itself ends the process (%s)', async (what, complaint) => {
  await expect(run(what)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(complaint) });
});
