import { expect, test } from 'vitest';
import { boundedAdapter } from '../../sso/bounded-adapter.ts';

test('begun sign-ins never push out sessions, and only the newest thousand are kept', async () => {
  const adapter = boundedAdapter(() => new Date());
  const sessions = adapter('Session');
  const interactions = adapter('Interaction');
  await sessions.upsert('s', { uid: 'u', accountId: 'hoant' }, 60);
  for (let i = 0; i <= 1_000; i++) await interactions.upsert(`i${i}`, { uid: `i${i}` }, 60);
  expect(await interactions.find('i0')).toBeUndefined();
  expect(await interactions.find('i1')).toBeDefined();
  expect(await interactions.find('i1000')).toBeDefined();
  expect(await sessions.findByUid('u')).toMatchObject({ accountId: 'hoant' });
});

test('what has expired is gone, by the clock that is passed in', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const codes = boundedAdapter(() => now)('AuthorizationCode');
  await codes.upsert('c', { grantId: 'g' }, 60);
  now = new Date('2026-01-01T00:00:59Z');
  expect(await codes.find('c')).toBeDefined();
  now = new Date('2026-01-01T00:01:00Z');
  expect(await codes.find('c')).toBeUndefined();
});

test('a revoked grant takes everything with it that was given out on it', async () => {
  const adapter = boundedAdapter(() => new Date());
  const codes = adapter('AuthorizationCode');
  await codes.upsert('c', { grantId: 'g' }, 60);
  await codes.upsert('other', { grantId: 'h' }, 60);
  await adapter('Grant').revokeByGrantId('g');
  expect(await codes.find('c')).toBeUndefined();
  expect(await codes.find('other')).toBeDefined();
});
