import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';

/** Threads beside the main one, which all run the same program. */
export interface WorkerThreads {
  /** Tells each of them to stop, and waits until they have. */
  stop(): Promise<void>;
}

/** What threads tell each other: that one is ready, that all are, and that all are to stop. */
const ready = 'ready';
const allReady = 'all ready';
const stop = 'stop';

/**
 * Starts a program on further threads of this process, and waits until each of them is ready. One that fails ends the
 * process, as an error of the main thread would.
 *
 * @param file calls `inWorkerThread`
 * @param data what each of them finds in `workerData`: a copy, but for SharedArrayBuffers
 */
export async function startWorkerThreads(file: URL, count: number, data: object): Promise<WorkerThreads> {
  const workers = Array.from({ length: count }, () => new Worker(file, { workerData: data }));
  const exits = workers.map((worker) => once(worker, 'exit'));
  let isStopping = false;
  for (const [index, worker] of workers.entries()) {
    worker.on('error', (error) => {
      throw error;
    });
    void exits[index]?.then(([code]) => {
      if (!isStopping) throw new Error(`A thread has ended with code ${String(code)}.`);
    });
  }
  await Promise.all(workers.map(async (worker) => once(worker, 'message')));
  for (const worker of workers) worker.postMessage(allReady);
  return {
    async stop() {
      isStopping = true;
      for (const worker of workers) worker.postMessage(stop);
      await Promise.all(exits);
    },
  };
}

/** The other end, in a thread of `startWorkerThreads`. */
export function inWorkerThread(): {
  /** Says that this thread is ready, and resolves once all of them are. */
  readonly ready: () => Promise<void>;
  /** Resolves when the thread is to stop: it ends once nothing keeps it running. */
  readonly stopped: Promise<void>;
} {
  const port = parentPort;
  if (!port) throw new Error('This program is for a thread that another program starts.');
  const heard = (what: string) =>
    new Promise<void>((resolve) => {
      port.on('message', (message) => {
        if (message === what) resolve();
      });
    });
  const [othersReady, stopped] = [heard(allReady), heard(stop)];
  return {
    ready() {
      port.postMessage(ready);
      return othersReady;
    },
    // An open port would keep the thread running.
    stopped: stopped.then(() => port.close()),
  };
}
