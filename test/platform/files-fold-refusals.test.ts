import { expect, it } from 'vitest';
import { foldRefusals, type RefusedAddress } from '../../platform/files/fold-refusals.ts';

let now = new Date('2026-11-26T01:00:00Z');

function folded(fail: () => boolean = () => false) {
  const recorded: RefusedAddress[] = [];
  const refuse = foldRefusals(
    'test',
    async (refused) => {
      if (fail()) throw new Error('the log is full');
      recorded.push(refused);
    },
    () => now,
  );
  return { recorded, refuse };
}

const forged = (from: string): RefusedAddress => ({ stale: null, from });
const stale = (fileId: string, account: string, from = '10.0.0.1'): RefusedAddress => ({
  stale: { fileId, account },
  from,
});

it('a forged address is recorded once for each network that it comes from', async () => {
  const { recorded, refuse } = folded();
  for (const from of ['10.0.0.1', '10.0.0.1', '2001:db8::1', '2001:db8::2', '10.0.0.2']) await refuse(forged(from));
  expect(recorded.map(({ from }) => from)).toEqual(['10.0.0.1', '2001:db8::1', '10.0.0.2']);
});

it('a stale address is recorded once, wherever it is tried from', async () => {
  const { recorded, refuse } = folded();
  const tried = [stale('1', 'hoa'), stale('1', 'hoa', '10.0.0.2'), stale('1', 'binh'), stale('2', 'hoa')];
  for (const one of tried) await refuse(one);
  expect(recorded).toEqual([tried[0], tried[2], tried[3]]);
});

it('forged ones from however many networks fill no log, and keep no stale one out of it', async () => {
  const { recorded, refuse } = folded();
  for (let host = 0; host < 10_000; host += 1) await refuse(forged(`10.0.${host >> 8}.${host & 255}`));
  expect(recorded).toHaveLength(100);
  await refuse(stale('1', 'hoa'));
  expect(recorded).toHaveLength(101);
});

it('an hour later each is recorded anew', async () => {
  const { recorded, refuse } = folded();
  await refuse(forged('10.0.0.1'));
  now = new Date(now.getTime() + 3_599_000);
  await refuse(forged('10.0.0.1'));
  expect(recorded).toHaveLength(1);
  now = new Date(now.getTime() + 1000);
  await refuse(forged('10.0.0.1'));
  expect(recorded).toHaveLength(2);
});

it('one whose record failed is tried again, and counts for nothing', async () => {
  let isFull = true;
  const { recorded, refuse } = folded(() => isFull);
  for (let n = 0; n < 200; n += 1) await expect(refuse(forged('10.0.0.1'))).rejects.toThrow('the log is full');
  isFull = false;
  await refuse(forged('10.0.0.1'));
  expect(recorded).toHaveLength(1);
});
