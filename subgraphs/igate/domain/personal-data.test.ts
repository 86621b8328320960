import { expect, it } from 'vitest';
import { shownApplicant } from './personal-data.ts';

const applicant = {
  fullName: 'Trần Văn Bình',
  nationalId: '052099001234',
  phone: '12345',
  email: 'binh',
  address: 'Quy Nhơn',
};

it('a masked text too short to keep its ends shows nothing', () => {
  expect(shownApplicant(applicant, 'MASKED')).toEqual({
    fullName: 'Trần Văn Bình',
    nationalId: '052******234',
    phone: '*****',
    email: '***',
    address: '***',
  });
});

it('what was never given stays empty', () => {
  const nothing = { fullName: 'A', nationalId: null, phone: null, email: null, address: null };
  expect(shownApplicant(nothing, 'MASKED')).toEqual(nothing);
});
