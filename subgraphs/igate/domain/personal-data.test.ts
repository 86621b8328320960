import { describe, expect, it } from 'vitest';
import { shownDatum, shownName, type ApplicantView, type PersonalData } from './personal-data.ts';

const applicant = {
  fullName: 'Trần Văn Bình',
  nationalId: '052099001234',
  phone: '0905123456',
  email: 'binh@example.vn',
  address: '12 Lê Lợi, Quy Nhơn, Bình Định',
};

const masked = (field: PersonalData, text: string) => shownDatum({ ...applicant, [field]: text }, field, 'MASKED');

const shown = (of: typeof applicant, view: ApplicantView) => ({
  fullName: shownName(of, view),
  nationalId: shownDatum(of, 'nationalId', view),
  phone: shownDatum(of, 'phone', view),
  email: shownDatum(of, 'email', view),
  address: shownDatum(of, 'address', view),
});

describe('what is masked', () => {
  it('keeps what tells two people apart, and the name', () => {
    expect(shown(applicant, 'MASKED')).toEqual({
      fullName: 'Trần Văn Bình',
      nationalId: '052******234',
      phone: '090****456',
      email: 'b***@example.vn',
      address: '***, Bình Định',
    });
  });

  it.each([
    ['nationalId', '211234567', '21*****67'],
    ['nationalId', 'B1234567', 'B1****67'],
    ['nationalId', '1234567', '*******'],
    ['phone', '+84 905 123 456', '+84*********456'],
    ['phone', '12345', '*****'],
    ['phone', '1', '*'],
    ['email', 'an@example.vn', '***@example.vn'],
    ['email', 'a@example.vn', '***@example.vn'],
    ['email', 'ông@example.vn', 'ô***@example.vn'],
    ['email', '𝒂𝒃𝒄@example.vn', '𝒂***@example.vn'],
    ['email', 'binh', '***'],
    ['email', '@example.vn', '***'],
    ['address', 'Quy Nhơn', '***'],
    ['address', 'Bình Định, 12 Lê Lợi', '***'],
    ['address', 'Bình Định,', '***,'],
  ] as const)('%s %s is shown as %s', (field, text, expected) => {
    expect(masked(field, text)).toBe(expected);
  });
});

it('what is withheld tells nothing, not even how long it is', () => {
  const nobody = { fullName: '***', nationalId: null, phone: null, email: null, address: null };
  expect(shown(applicant, 'WITHHELD')).toEqual(nobody);
  expect(shown({ ...applicant, fullName: 'Ý' }, 'WITHHELD')).toEqual(nobody);
});

it('what was never given stays empty', () => {
  const nothing = { fullName: 'A', nationalId: null, phone: null, email: null, address: null };
  expect(shownDatum(nothing, 'phone', 'MASKED')).toBeNull();
  expect(shownDatum(nothing, 'phone', 'FULL')).toBeNull();
});
