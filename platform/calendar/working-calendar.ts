/** What a day is where it differs from its weekday. */
export const exceptionKinds = ['HOLIDAY', 'WORKING_DAY'] as const;

export type ExceptionKind = (typeof exceptionKinds)[number];

/** A day that is not what its weekday says: a holiday from Monday to Friday, or a weekend's day that is worked. */
export interface CalendarException {
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  readonly kind: ExceptionKind;
  /** In Vietnamese, such as 'Tết Nguyên đán'. */
  readonly name: string;
}

/**
 * Counts working days. Days are calendar days, 'YYYY-MM-DD'.
 *
 * Every working day has an ordinal; two of them are as many working days apart as their ordinals. Where ordinals begin
 * means nothing.
 */
export interface WorkingCalendar {
  isWorkingDay(day: string): boolean;
  /** Null for a day that is what its weekday says. */
  exceptionOn(day: string): CalendarException | null;
  /** The ordinal of the day; for one that is not worked, of the last working day before it. */
  ordinalOf(day: string): number;
  /** The working day that has an ordinal. */
  dayOfOrdinal(ordinal: number): string;
}

/**
 * A calendar of Monday to Friday, but for the exceptions. Counting takes a logarithm of their number, however far apart
 * the days are.
 */
export function createWorkingCalendar(exceptions: readonly CalendarException[]): WorkingCalendar {
  const byDay = new Map(exceptions.map((exception) => [exception.day, exception]));
  const shifts = shiftsOf(exceptions);

  function ordinal(number: number): number {
    const { shift } = shifts[lastIndex(shifts, ({ day }) => day <= number)] ?? { shift: 0 };
    return weekdaysUpTo(number) + shift;
  }

  return {
    isWorkingDay(day) {
      const exception = byDay.get(day);
      return exception ? exception.kind === 'WORKING_DAY' : isWeekday(dayNumber(day));
    },
    exceptionOn: (day) => byDay.get(day) ?? null,
    ordinalOf: (day) => ordinal(dayNumber(day)),
    dayOfOrdinal(wanted) {
      // Exceptions move a day away from where weekdays alone would put it by no more than this many days.
      const slack = 2 * shifts.length + 7;
      let low = Math.floor((wanted * 7) / 5) - slack;
      let high = Math.ceil((wanted * 7) / 5) + slack;
      // The first day with that ordinal is the one that is worked; those after it that are not have it too.
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (ordinal(middle) >= wanted) high = middle;
        else low = middle + 1;
      }
      return dayText(low);
    },
  };
}

interface Shift {
  readonly day: number;
  /** By how much the days from this one on have other ordinals than weekdays alone would give them. */
  readonly shift: number;
}

function shiftsOf(exceptions: readonly CalendarException[]): readonly Shift[] {
  let shift = 0;
  return exceptions
    .map(({ day, kind }) => ({ day: dayNumber(day), works: kind === 'WORKING_DAY' }))
    .filter(({ day, works }) => works !== isWeekday(day))
    .toSorted((one, other) => one.day - other.day)
    .map(({ day, works }) => ({ day, shift: (shift += works ? 1 : -1) }));
}

function lastIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Days since 1970-01-01, which was a Thursday. */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

function dayText(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

function isWeekday(number: number): boolean {
  return modulo(number + 3, 7) < 5;
}

/** Mondays to Fridays from 1969-12-29, a Monday, up to and including the day. */
function weekdaysUpTo(number: number): number {
  const days = number + 3;
  return Math.floor(days / 7) * 5 + Math.min(modulo(days, 7) + 1, 5);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
