import { expect, test } from 'vitest';
import { documentSymbol } from './document-symbol.ts';

const units = { department: 'STTTT', division: 'BCVT' };

test('a named kind bears its abbreviation and the department', () => {
  expect(documentSymbol({ number: 398, kind: 'THONG_BAO', department: 'SNN', division: 'KHTC' })).toBe('398/TB-SNN');
  expect(documentSymbol({ number: 12, kind: 'TO_TRINH', ...units })).toBe('12/TTr-STTTT');
  expect(documentSymbol({ number: 12, kind: 'QUYET_DINH', ...units })).toBe('12/QĐ-STTTT');
});

test('an official letter bears the department and the division that drafted it', () => {
  expect(documentSymbol({ number: 12, kind: 'CONG_VAN', ...units })).toBe('12/STTTT-BCVT');
});

test('a kind without abbreviation bears the department alone', () => {
  expect(documentSymbol({ number: 12, kind: 'OTHER', ...units })).toBe('12/STTTT');
});

test('a number below ten has a zero in front', () => {
  expect(documentSymbol({ number: 1, kind: 'BAO_CAO', ...units })).toBe('01/BC-STTTT');
});
