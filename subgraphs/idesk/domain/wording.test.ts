import { describe, expect, test } from 'vitest';
import { note, reason, searchText, subject } from './wording.ts';

describe('a subject', () => {
  test('is one line in NFC with single spaces', () => {
    expect(subject('  V/v\n cấp\tgiấy   phép '.normalize('NFD'))).toBe('V/v cấp giấy phép');
  });

  test('may be neither empty nor endless', () => {
    expect(() => subject(' \n ')).toThrow(/may not be empty/);
    expect(() => subject('x'.repeat(1001))).toThrow(/at most 1000/);
  });
});

test('a reason must be given, a note may be left out', () => {
  expect(() => reason(' ')).toThrow(/may not be empty/);
  expect(reason(' Sai ')).toBe('Sai');
  expect(note(undefined)).toBeNull();
  expect(note('\0')).toBeNull();
  expect(() => note('x'.repeat(2001))).toThrow(/at most 2000/);
});

test('a search for nothing restricts nothing', () => {
  expect(searchText(null)).toBeNull();
  expect(searchText(' \0 ')).toBeNull();
  expect(searchText(' cấp\0phép ')).toBe('cấp phép');
});
