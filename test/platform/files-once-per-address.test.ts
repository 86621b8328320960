import { expect, it } from 'vitest';
import { oncePerAddress } from '../../platform/files/once-per-address.ts';
import type { ServedFile } from '../../platform/files/serve-file.ts';

const at = (second: number) => new Date(second * 1000);

function served(changes: Partial<ServedFile> = {}): ServedFile {
  const file = { name: 'a.pdf', mediaType: 'application/pdf', size: 10, sha256: 'a'.repeat(64) };
  return { fileId: '1', account: 'hoa', disposition: 'attachment', expiresAt: at(300), file, range: null, ...changes };
}

it('records an address once, and every other one too', async () => {
  const recorded: ServedFile[] = [];
  const record = oncePerAddress(
    async (one) => void recorded.push(one),
    () => at(0),
  );
  const others = [served({ account: 'binh' }), served({ disposition: 'inline' }), served({ expiresAt: at(301) })];
  for (const one of [served(), ...others, served({ range: { start: 0, end: 1 } }), served()]) await record(one);
  expect(recorded).toEqual([served(), ...others]);
});

it('lets those who ask at the same time wait for one record', async () => {
  const waiting = Promise.withResolvers<void>();
  let count = 0;
  let given = 0;
  const record = oncePerAddress(
    () => {
      count += 1;
      return waiting.promise;
    },
    () => at(0),
  );
  const all = Promise.all(
    Array.from({ length: 50 }, async () => {
      await record(served());
      given += 1;
    }),
  );
  await Promise.resolve();
  expect([count, given]).toEqual([1, 0]);
  waiting.resolve();
  await all;
  expect([count, given]).toEqual([1, 50]);
});

it('forgets a record that failed, and tries again', async () => {
  let attempts = 0;
  const record = oncePerAddress(
    async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('the log is full');
    },
    () => at(0),
  );
  await expect(record(served())).rejects.toThrow('the log is full');
  await record(served());
  await record(served());
  expect(attempts).toBe(2);
});
