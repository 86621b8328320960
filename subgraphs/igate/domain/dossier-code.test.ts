import { describe, expect, it } from 'vitest';
import { dossierCode, isDossierCode } from './dossier-code.ts';

describe('a dossier code', () => {
  it.each([
    '000.00.13.H08-210805-0001',
    '000.00.13.H08-240229-12345',
    '000.00.13.H08-210805-999999',
    'A.B.C.d-210805-0001',
    `000.00.13.${'H'.repeat(13)}-210805-0001`,
  ])('may be %s', (code) => expect(isDossierCode(code)).toBe(true));

  it.each([
    ['a group missing', '000.00.H08-210805-0001'],
    ['a group too many', '000.00.13.0.H08-210805-0001'],
    ['an empty group', '000..13.H08-210805-0001'],
    ['a day that does not exist', '000.00.13.H08-210230-0001'],
    ['29 February of an ordinary year', '000.00.13.H08-230229-0001'],
    ['three digits', '000.00.13.H08-210805-001'],
    ['seven digits', '000.00.13.H08-210805-0000001'],
    ['a line break behind it', '000.00.13.H08-210805-0001\n'],
    ['space before it', ' 000.00.13.H08-210805-0001'],
    ['36 characters', `000.00.13.${'H'.repeat(14)}-210805-0001`],
    ['other digits', '000.00.13.H08-２１０８０５-0001'],
    ['nothing', ''],
  ])('has not %s', (_case, code) => expect(isDossierCode(code)).toBe(false));

  it('is made of agency, day and number, however large the number', () => {
    expect(dossierCode('000.00.13.H08', '2021-08-05', 1)).toBe('000.00.13.H08-210805-0001');
    expect(dossierCode('000.00.13.H08', '2021-08-05', 12345)).toBe('000.00.13.H08-210805-12345');
  });
});
