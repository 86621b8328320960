import type { Socket } from 'node:net';
import { Writable } from 'node:stream';

/** What waits longer than this, in milliseconds, waits behind heavy work: the other end may as well begin. */
const longestWaitMs = 5;

const waiting = new Set<Socket>();
let waitingSince = 0;

/**
 * From now on, what is written to a socket while it is corked is sent at the end of this turn of the event loop, together
 * with what all other such sockets have to send. Whatever writes several pieces of a message corks a socket anyway, Node's
 * HTTP server among it.
 *
 * Waking a process that sleeps takes the kernel several times as long as sending does. Under load a turn serves many
 * requests, and each write on its own would find the other end asleep again; of writes in a row, only the first one does.
 * Where a turn serves one request, nothing waits.
 */
export function gatherWrites(socket: Socket): void {
  const { end } = socket;
  let isEnding = false;
  // A stream that is uncorked only after its end never finishes.
  socket.end = (...last: unknown[]) => {
    isEnding = true;
    return Reflect.apply(end, socket, last);
  };
  socket.uncork = () => {
    if (isEnding) return uncork(socket);
    waiting.add(socket);
    if (waiting.size === 1) {
      waitingSince = performance.now();
      setImmediate(sendAll);
    } else if (performance.now() - waitingSince > longestWaitMs) sendAll();
  };
}

function sendAll(): void {
  for (const socket of waiting) while (socket.writableCorked > 0) uncork(socket);
  waiting.clear();
}

function uncork(socket: Socket): void {
  Writable.prototype.uncork.call(socket);
}
