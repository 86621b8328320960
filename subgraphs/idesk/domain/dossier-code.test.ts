import { describe, expect, test } from 'vitest';
import { dossierCode, isDossierCode } from './dossier-code.ts';

describe('a dossier code', () => {
  test.each(['000.00.13.H08-210805-0001', '000.00.13.H08-210805-12345', 'H08.13.00.000-240229-123456'])(
    'is accepted: %s',
    (code) => expect(isDossierCode(code)).toBe(true),
  );

  test.each([
    ['three groups', '000.00.13-210805-0001'],
    ['five groups', '000.00.13.H08.1-210805-0001'],
    ['an empty group', '000..13.H08-210805-0001'],
    ['no such month', '000.00.13.H08-211305-0001'],
    ['no such day', '000.00.13.H08-210230-0001'],
    ['29 February of a common year', '000.00.13.H08-210229-0001'],
    ['a number too short', '000.00.13.H08-210805-001'],
    ['a number too long', '000.00.13.H08-210805-0000001'],
    ['more than 35 characters', '000000000000.00.13.H080-210805-000001'],
    ['space around it', ' 000.00.13.H08-210805-0001'],
    ['something after it', '000.00.13.H08-210805-0001\n'],
    ['nothing', ''],
  ])('is refused with %s', (_why, code) => expect(isDossierCode(code)).toBe(false));

  test('that is refused says so in a sentence', () => {
    expect(() => dossierCode('x')).toThrow(/not a dossier code/);
  });
});
