/** Starts threads of this very file: to stop them (`stop`), or to have one of them fail (`fail`). */
import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, workerData } from 'node:worker_threads';
import { inWorkerThread, startWorkerThreads } from '../../platform/threads/worker-threads.ts';

if (isMainThread) {
  const [what = 'stop'] = process.argv.slice(2);
  const memory = new SharedArrayBuffer(4);
  const threads = await startWorkerThreads(new URL(import.meta.url), 2, { what, memory });
  console.log('ready');
  if (what === 'stop') {
    await threads.stop();
    console.log(`stopped ${new Int32Array(memory)[0]}`);
  } else await delay(20_000);
} else {
  const { what, memory }: { what: string; memory: SharedArrayBuffer } = workerData;
  const { ready, stopped } = inWorkerThread();
  await ready();
  if (what === 'fail') throw new Error('broken on purpose');
  if (what === 'exit') process.exit(3);
  await stopped;
  // What is still under way is finished.
  await delay(50);
  Atomics.add(new Int32Array(memory), 0, 1);
}
