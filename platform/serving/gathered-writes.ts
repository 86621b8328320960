import type { Socket } from 'node:net';
import { Writable } from 'node:stream';

/** What waits longer than this, in milliseconds, waits behind heavy work: the other end may as well begin. */
const longestWaitMs = 5;

/**
 * A socket may stand here twice. No set: V8 chains the tables that a set outgrows or clears, and once one of them is old,
 * those after it are kept, with all that they hold, until the whole heap is collected.
 */
let waiting: Socket[] = [];
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
    if (waiting.push(socket) === 1) {
      waitingSince = performance.now();
      setImmediate(sendAll);
    } else if (performance.now() - waitingSince > longestWaitMs) sendAll();
  };
}

function sendAll(): void {
  const sockets = waiting;
  waiting = [];
  for (const socket of sockets) while (socket.writableCorked > 0) uncork(socket);
}

function uncork(socket: Socket): void {
  Writable.prototype.uncork.call(socket);
}
