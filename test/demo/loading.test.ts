import { expect, test } from 'vitest';
import { DatabaseNotEmpty, isEmpty } from '../../demo/loading/emptiness.ts';
import { demoPlace, type DemoPlace } from './seeded.ts';

const dossiersOf = ({ igate }: DemoPlace) => igate.kysely.selectFrom('dossiers').selectAll().orderBy('code').execute();
const documentsOf = ({ idesk }: DemoPlace) => idesk.kysely.selectFrom('documents').selectAll().orderBy('id').execute();

test('2,000 dossiers take seconds', async () => {
  await using place = await demoPlace();
  const summary = await place.seed({ dossiers: 2000 });
  expect(summary.dossiers).toBe(2000);
  expect(summary.documents).toBe((await documentsOf(place)).length);
  // Some three seconds on two idle cores; the bound is for a machine that is busy with other tests.
  expect(summary.milliseconds).toBeLessThan(20_000);
}, 40_000);

test('a database that holds anything is refused, and left as it is', async () => {
  await using place = await demoPlace();
  expect(await isEmpty(place)).toBe(true);
  await place.seed({ dossiers: 20 });
  expect(await isEmpty(place)).toBe(false);
  await expect(place.seed({ dossiers: 10 })).rejects.toThrow(DatabaseNotEmpty);
  expect(await dossiersOf(place)).toHaveLength(20);
}, 40_000);

test('where one side cannot be loaded, neither side keeps anything', async () => {
  await using place = await demoPlace();
  await place.idesk.pool.query('alter table documents add check (kind <> $$THONG_BAO$$)');
  await expect(place.seed({ dossiers: 100 })).rejects.toThrow('documents');
  expect(await isEmpty(place)).toBe(true);
}, 40_000);

test('the same seed and moment give the same dossiers, another seed gives others', async () => {
  const told = async (seed: number) => {
    await using place = await demoPlace();
    await place.seed({ dossiers: 60, seed });
    return JSON.stringify([await dossiersOf(place), await documentsOf(place)]);
  };
  const first = await told(5);
  expect(await told(5)).toBe(first);
  expect(await told(6)).not.toBe(first);
}, 60_000);

test('one dossier on a Sunday night is a demo too', async () => {
  await using place = await demoPlace();
  await place.seed({ dossiers: 1, now: new Date('2026-11-22T23:30:00+07:00') });
  expect(await dossiersOf(place)).toMatchObject([{ status: 'RECEIVED', step: 'RECEPTION' }]);
}, 40_000);

test('no number of dossiers, or a fraction of one, is refused', async () => {
  await using place = await demoPlace();
  await expect(place.seed({ dossiers: 0 })).rejects.toThrow(RangeError);
  await expect(place.seed({ dossiers: 1.5 })).rejects.toThrow(RangeError);
  expect(await isEmpty(place)).toBe(true);
});
