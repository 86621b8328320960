import type { FastifyReply } from 'fastify';

/**
 * Large buffers that are used again and again.
 *
 * Each answer of a few hundred kB takes as much memory several times over. Were it all allocated anew, V8 would see memory
 * grow outside its heap, and mark the whole heap every few requests: a third of all CPU time under load.
 */

/** What is smaller is cheap to allocate. */
const leastBytes = 16 * 1024;

/** Enough for a full house of large answers; what is given back beyond it is left to the garbage collector. */
const mostFreeBytes = 96 * 1024 * 1024;

/** Free buffers, by their size: a power of two. */
const free = new Map<number, ArrayBuffer[]>();
const lent = new WeakSet<ArrayBufferLike>();
let freeBytes = 0;

/** A buffer of this very length, holding anything. */
export function takeBuffer(length: number): Buffer {
  if (length < leastBytes) return Buffer.allocUnsafe(length);
  const size = 2 ** Math.ceil(Math.log2(length));
  const known = free.get(size)?.pop();
  if (known) freeBytes -= size;
  const memory = known ?? Buffer.allocUnsafeSlow(size).buffer;
  lent.add(memory);
  return Buffer.from(memory, 0, length);
}

function isLent(buffer: Buffer): boolean {
  return buffer.length >= leastBytes && lent.has(buffer.buffer);
}

/**
 * Gives a buffer back that nobody will look at again, neither at it nor at a part of it: the next one to take it writes
 * somebody else's answer there. A buffer that was not taken here, or was given back before, is left alone.
 */
export function giveBuffer(buffer: Buffer): void {
  const memory = buffer.buffer;
  if (buffer.length < leastBytes || !(memory instanceof ArrayBuffer) || !lent.delete(memory)) return;
  const size = memory.byteLength;
  if (freeBytes + size > mostFreeBytes) return;
  freeBytes += size;
  const same = free.get(size);
  if (same) same.push(memory);
  else free.set(size, [memory]);
}

/** Gives the bytes of an answer back once they are with the client, or the client is gone. */
export function giveOnceSent(bytes: Buffer, { raw }: FastifyReply): void {
  if (isLent(bytes)) raw.once('close', () => giveBuffer(bytes));
}
