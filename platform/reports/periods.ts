import { RequestError } from '../errors.ts';

/** Calendar days, 'YYYY-MM-DD', both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const grains = ['DAY', 'WEEK', 'MONTH'] as const;

export type Grain = (typeof grains)[number];

export function isGrain(grouping: string): grouping is Grain {
  return grains.some((grain) => grain === grouping);
}

/** A day, week (from Monday) or month of a period, cut off where the period begins or ends. */
export interface Bucket extends Period {
  /** The first day of the whole day, week or month: what `firstDayOf` answers for each of its days. */
  readonly key: string;
}

/** What a period is made of, in order; stops after `limit` of them. */
export function bucketsOf({ from, to }: Period, grain: Grain, limit: number): Bucket[] {
  const buckets: Bucket[] = [];
  for (let day = from; day <= to && buckets.length < limit;) {
    const key = firstDayOf(day, grain);
    const next = nextFirstDay(key, grain);
    const last = addDays(next, -1);
    buckets.push({ key, from: day, to: last < to ? last : to });
    day = next;
  }
  return buckets;
}

/** More days, weeks or months than this are for machines, not for people. */
const mostBuckets = 400;
const longestPeriodDays = 3660;

/** @throws RequestError `BAD_USER_INPUT` for a period that ends before it begins, or is longer than ten years. */
export function demandPeriod(period: Period): void {
  const days = lengthOf(period);
  if (days < 1 || days > longestPeriodDays) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Kỳ báo cáo phải có ngày đầu không sau ngày cuối và dài tối đa mười năm.',
      en: 'A period must not end before it begins, and may have ten years at most.',
    });
  }
}

/** @throws RequestError `BAD_USER_INPUT` where there are too many. */
export function demandBuckets(period: Period, grain: Grain): Bucket[] {
  const buckets = bucketsOf(period, grain, mostBuckets + 1);
  if (buckets.length > mostBuckets) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Báo cáo có tối đa ${mostBuckets} nhóm. Hãy chọn kỳ ngắn hơn hoặc nhóm theo tuần, tháng.`,
      en: `A report has at most ${mostBuckets} groups. Choose a shorter period, or group by week or month.`,
    });
  }
  return buckets;
}

/** Days in a period, both ends included. */
function lengthOf({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1;
}

/** The last day of the first half of a period. */
export function middleOf(period: Period): string {
  return addDays(period.from, Math.floor((lengthOf(period) - 1) / 2));
}

const dayMs = 24 * 60 * 60 * 1000;

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** The day, week or month that a day belongs to, by its first day. */
export function firstDayOf(day: string, grain: Grain): string {
  switch (grain) {
    case 'DAY':
      return day;
    case 'WEEK':
      return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
    case 'MONTH':
      return `${day.slice(0, 7)}-01`;
  }
}

function nextFirstDay(key: string, grain: Grain): string {
  switch (grain) {
    case 'DAY':
      return addDays(key, 1);
    case 'WEEK':
      return addDays(key, 7);
    case 'MONTH':
      return firstDayOf(addDays(key, 31), 'MONTH');
  }
}
