import type { CalendarException, ExceptionKind } from './working-calendar.ts';

/** Where it comes from that a day is worked or not; the README says what each means. */
export const exceptionBases = ['LAW', 'DECISION', 'COMPUTED', 'ADMINISTRATOR'] as const;

export type ExceptionBasis = (typeof exceptionBases)[number];

export interface KnownException extends CalendarException {
  readonly basis: ExceptionBasis;
  /** The decision or rule, in Vietnamese. */
  readonly source: string;
}

const labourCode = 'Điều 112 Bộ luật Lao động 2019';
const substituteDay = 'Khoản 3 Điều 111 Bộ luật Lao động 2019: nghỉ bù ngày lễ trùng ngày nghỉ hằng tuần';
const for2024 = 'Thông báo nghỉ Tết Âm lịch và Quốc khánh năm 2024 của Bộ Lao động - Thương binh và Xã hội';
const swapOf2024 = 'Công văn 2450/VPCP-KGVX ngày 12/4/2024: hoán đổi ngày làm việc 29/4 sang 04/5/2024';
const for2025 = 'Công văn 8726/VPCP-KGVX ngày 26/11/2024 về nghỉ Tết Âm lịch và một số dịp lễ năm 2025';
const newYearOf2026 = 'Công văn 12729/VPCP-KGVX ngày 25/12/2025: hoán đổi ngày làm việc 02/01 sang 10/01/2026';
const for2026 = 'Thông báo nghỉ Tết Âm lịch và Quốc khánh năm 2026 của Bộ Nội vụ (tháng 10/2025)';
const computed = 'Tính theo Điều 111 và 112 Bộ luật Lao động 2019, chờ thông báo nghỉ lễ năm 2027';

const newYear = 'Tết Dương lịch';
const lunarNewYear = 'Tết Nguyên đán';
const hungKings = 'Giỗ Tổ Hùng Vương (10/3 âm lịch)';
const reunification = 'Ngày Chiến thắng 30/4';
const labourDay = 'Ngày Quốc tế Lao động 1/5';
const nationalDay = 'Quốc khánh 2/9';

/** Working days alone are listed: a holiday on a weekend's day changes nothing but its substitute. */
export const vietnameseHolidays: readonly KnownException[] = [
  ...off(newYear, 'LAW', labourCode, '2024-01-01'),
  ...off(lunarNewYear, 'DECISION', for2024, '2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14'),
  ...off(hungKings, 'LAW', labourCode, '2024-04-18'),
  ...off('Nghỉ hoán đổi dịp 30/4 và 1/5', 'DECISION', swapOf2024, '2024-04-29'),
  ...off(reunification, 'LAW', labourCode, '2024-04-30'),
  ...off(labourDay, 'LAW', labourCode, '2024-05-01'),
  ...worked('Làm bù cho ngày 29/4/2024', swapOf2024, '2024-05-04'),
  ...off(nationalDay, 'LAW', labourCode, '2024-09-02'),
  ...off(nationalDay, 'DECISION', for2024, '2024-09-03'),

  ...off(newYear, 'LAW', labourCode, '2025-01-01'),
  ...off(lunarNewYear, 'DECISION', for2025, '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'),
  ...off(hungKings, 'LAW', labourCode, '2025-04-07'),
  ...worked('Làm bù cho ngày 02/5/2025', for2025, '2025-04-26'),
  ...off(reunification, 'LAW', labourCode, '2025-04-30'),
  ...off(labourDay, 'LAW', labourCode, '2025-05-01'),
  ...off('Nghỉ hoán đổi dịp 30/4 và 1/5', 'DECISION', for2025, '2025-05-02'),
  ...off(nationalDay, 'DECISION', for2025, '2025-09-01'),
  ...off(nationalDay, 'LAW', labourCode, '2025-09-02'),

  ...off(newYear, 'LAW', labourCode, '2026-01-01'),
  ...off('Nghỉ hoán đổi dịp Tết Dương lịch', 'DECISION', newYearOf2026, '2026-01-02'),
  ...worked('Làm bù cho ngày 02/01/2026', newYearOf2026, '2026-01-10'),
  ...off(lunarNewYear, 'DECISION', for2026, '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
  ...off(`Nghỉ bù ${hungKings}`, 'LAW', substituteDay, '2026-04-27'),
  ...off(reunification, 'LAW', labourCode, '2026-04-30'),
  ...off(labourDay, 'LAW', labourCode, '2026-05-01'),
  ...worked('Làm bù cho ngày 31/8/2026', for2026, '2026-08-22'),
  ...off('Nghỉ hoán đổi dịp Quốc khánh', 'DECISION', for2026, '2026-08-31'),
  ...off(nationalDay, 'DECISION', for2026, '2026-09-01'),
  ...off(nationalDay, 'LAW', labourCode, '2026-09-02'),

  ...off(newYear, 'LAW', labourCode, '2027-01-01'),
  // The first day of the lunar year is a Saturday, as in 2024: two days before it, three from it, two substitutes.
  ...off(lunarNewYear, 'COMPUTED', computed, '2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10'),
  ...off(hungKings, 'LAW', labourCode, '2027-04-16'),
  ...off(reunification, 'LAW', labourCode, '2027-04-30'),
  ...off(`Nghỉ bù ${labourDay}`, 'LAW', substituteDay, '2027-05-03'),
  ...off(nationalDay, 'LAW', labourCode, '2027-09-02'),
  ...off(nationalDay, 'COMPUTED', computed, '2027-09-03'),
];

function off(name: string, basis: ExceptionBasis, source: string, ...days: readonly string[]): KnownException[] {
  return listed('HOLIDAY', name, basis, source, days);
}

function worked(name: string, source: string, ...days: readonly string[]): KnownException[] {
  return listed('WORKING_DAY', name, 'DECISION', source, days);
}

function listed(
  kind: ExceptionKind,
  name: string,
  basis: ExceptionBasis,
  source: string,
  days: readonly string[],
): KnownException[] {
  return days.map((day) => ({ day, kind, name, basis, source }));
}
