import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RowTap } from '../../platform/database/row-tap.ts';

/** As PostgreSQL sends it: its type, its length without that, what it holds. */
function message(type: string, held: string): Buffer {
  const bytes = Buffer.from(`${type}....${held}`);
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
}

const columns = message('T', 'what the columns are');
const rows = [message('D', 'one row'), message('D', ''), message('D', 'another row')];
const complete = message('C', 'SELECT 3');
const ready = message('Z', 'I');
const answer = [columns, ...rows, complete, ready];

/** A connection as `pg` has it, what it was given to read, and the stream that it reads. */
function connected() {
  const stream = new EventEmitter();
  const read: Buffer[] = [];
  const connection = {
    attachListeners: (from: EventEmitter) => void from.on('data', (bytes: Buffer) => read.push(Buffer.from(bytes))),
  };
  const tap = new RowTap(connection);
  connection.attachListeners(stream);
  return {
    tap,
    receive: (bytes: Buffer) => void stream.emit('data', bytes),
    read: () => Buffer.concat(read.splice(0)),
  };
}

describe('rows that a connection receives', () => {
  const bytes = Buffer.concat(answer);
  const cuts = Array.from({ length: bytes.length }, (_, cut) => cut);

  it.each(cuts)('are taken out, and nothing else, wherever the network cuts it: after %i bytes', (cut) => {
    const { tap, receive, read } = connected();
    tap.open();
    receive(bytes.subarray(0, cut));
    receive(bytes.subarray(cut));
    expect(tap.close()).toEqual(Buffer.concat(rows));
    expect(read()).toEqual(Buffer.concat([columns, complete, ready]));
  });

  it('are taken out of single bytes', () => {
    const { tap, receive, read } = connected();
    tap.open();
    for (const byte of bytes) receive(Buffer.of(byte));
    expect(tap.close()).toEqual(Buffer.concat(rows));
    expect(read()).toEqual(Buffer.concat([columns, complete, ready]));
  });

  it.each(cuts)('are left alone otherwise, also when something had begun before: after %i bytes', (cut) => {
    const { tap, receive, read } = connected();
    const notice = message('N', 'something to know');
    receive(bytes);
    receive(notice.subarray(0, cut % notice.length));
    tap.open();
    receive(notice.subarray(cut % notice.length));
    receive(bytes);
    expect(tap.close()).toEqual(Buffer.concat(rows));
    receive(bytes);
    expect(read()).toEqual(Buffer.concat([bytes, notice, columns, complete, ready, bytes]));
  });
});

it('says so where pg reads in another way', () => {
  expect(() => new RowTap({})).toThrow('another way');
});
