import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password.ts';

describe('a password', () => {
  it('matches its own hash and no other, however its letters were composed', async () => {
    const hash = await hashPassword('Mật khẩu');
    expect(await passwordMatches('Mật khẩu', hash)).toBe(true);
    expect(await passwordMatches('Mật khẩu'.normalize('NFD'), hash)).toBe(true);
    expect(await passwordMatches('mật khẩu', hash)).toBe(false);
  });

  it('is never hashed to the same text twice', async () => {
    expect(await hashPassword('x')).not.toBe(await hashPassword('x'));
  });

  it('matches nothing where there is no account', async () => {
    expect(await passwordMatches('', null)).toBe(false);
  });
});
