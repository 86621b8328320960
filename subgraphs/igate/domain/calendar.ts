/**
 * Days and office hours in Asia/Ho_Chi_Minh. Vietnam has kept UTC+7 without summer time since 1975, so plain arithmetic
 * is exact; a calendar day travels as 'YYYY-MM-DD'.
 */
const offsetHours = 7;
const closingHour = 17;
const dayMs = 24 * 60 * 60 * 1000;

/** The calendar day in Vietnam at a moment. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + offsetHours * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** The moment a calendar day begins in Vietnam. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`);
}

/** The moment the day after it begins: an exclusive end for a filter that includes the day. */
export function endOfDay(day: string): Date {
  return new Date(startOfDay(day).getTime() + dayMs);
}

/** The moment the office closes, on a day on which it is open: 17:00. */
export function closingTime(day: string): Date {
  return new Date(startOfDay(day).getTime() + closingHour * 60 * 60 * 1000);
}

export function nextDay(day: string): string {
  return dayOf(endOfDay(day));
}
