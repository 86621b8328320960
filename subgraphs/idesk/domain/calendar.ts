/** Viet Nam keeps UTC+7 all year round; registers and the days on documents go by it, wherever the server stands. */
const offsetMs = 7 * 60 * 60 * 1000;

/** The day it is in Asia/Ho_Chi_Minh at a moment, as `YYYY-MM-DD`. */
export function dayInVietnam(moment: Date): string {
  return new Date(moment.getTime() + offsetMs).toISOString().slice(0, 10);
}

/** The moment the day in Asia/Ho_Chi_Minh ends that a moment belongs to: the first one of the next day. */
export function endOfDayInVietnam(moment: Date): Date {
  const dayMs = 24 * 60 * 60 * 1000;
  return new Date(Math.floor((moment.getTime() + offsetMs) / dayMs + 1) * dayMs - offsetMs);
}

/** The year of a day written `YYYY-MM-DD`. */
export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
