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

/**
 * Ngày hẹn trả: closing time (17:00) of the last of `processingDays` working days, Monday to Friday, counted from the
 * day after reception. Never before the reception itself.
 */
export function dueAt(receivedAt: Date, processingDays: number): Date {
  let day = dayOf(receivedAt);
  for (let left = processingDays; left > 0; left -= 1) day = nextWorkingDay(day);
  while (closingTime(day) <= receivedAt || !isWorkingDay(day)) day = nextWorkingDay(day);
  return closingTime(day);
}

function closingTime(day: string): Date {
  return new Date(startOfDay(day).getTime() + closingHour * 60 * 60 * 1000);
}

function nextWorkingDay(day: string): string {
  let next = dayOf(endOfDay(day));
  while (!isWorkingDay(next)) next = dayOf(endOfDay(next));
  return next;
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
