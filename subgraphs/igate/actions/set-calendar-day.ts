import {
  lockCalendar,
  putCalendarException,
  readCalendarExceptions,
  removeCalendarException,
} from '../../../platform/calendar/calendar-store.ts';
import type { CalendarDayKind } from '../domain/calendar-day.ts';
import { badInput, requiredText } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { demandRight } from '../domain/rights.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { recomputeDueDays } from '../store/deadlines.ts';
import { insertCalendarNews } from '../store/calendar-news.ts';
import { readCalendar } from '../store/working-calendar.ts';
import { calendarQueueName, type IgateServices } from './services.ts';

export interface SetCalendarDayInput {
  readonly date: string;
  readonly kind: CalendarDayKind;
  readonly name?: string | null | undefined;
  readonly source?: string | null | undefined;
}

/** What statements can count with. */
const years = { first: 2000, last: 2060 } as const;

/**
 * Sửa lịch làm việc: changes what a day of the calendar is. Open dossiers that are due on that day or later get their day of
 * return anew in the same transaction, and iDesk is told. Answers with how many have moved.
 *
 * @throws RequestError `FORBIDDEN` for anybody but an administrator; `BAD_USER_INPUT` without a name, for a kind that the
 *   weekday has anyway, or for a year that is too far away.
 */
export async function setCalendarDay(
  { db, outbox, now }: Pick<IgateServices, 'db' | 'outbox' | 'now'>,
  officer: Officer,
  input: SetCalendarDayInput,
): Promise<number> {
  demandRight(officer, 'CHANGE_CALENDAR');
  const day = wantedDay(input);
  return db.transaction().execute(async (trx) => {
    const version = await lockCalendar(trx);
    const known = (await readCalendarExceptions(trx)).find((exception) => exception.day === input.date);
    if (day === null ? known === undefined : isSame(known, day)) return 0;
    if (day === null) await removeCalendarException(trx, input.date);
    else await putCalendarException(trx, { ...day, basis: 'ADMINISTRATOR' });
    const at = now();
    await insertCalendarNews(trx, version, at);
    await outbox.enqueue(trx, calendarQueueName, { id: String(version) });
    const moved = await recomputeDueDays(trx, await readCalendar(trx), input.date, at);
    await writeAuditEntry(trx, {
      at,
      officerId: officer.id,
      action: 'CHANGE_CALENDAR',
      details: {
        subject: `${input.date} ${input.kind}`,
        note: day === null ? known?.name : `${day.name}; ${day.source}`,
      },
    });
    return moved;
  });
}

interface WantedDay {
  readonly day: string;
  readonly kind: 'HOLIDAY' | 'WORKING_DAY';
  readonly name: string;
  readonly source: string;
}

/** Null where the day is to be what its weekday says. */
function wantedDay({ date, kind, name, source }: SetCalendarDayInput): WantedDay | null {
  const year = Number(date.slice(0, 4));
  if (year < years.first || year > years.last) {
    throw badInput(
      `Lịch làm việc có từ năm ${years.first} đến năm ${years.last}.`,
      `The calendar reaches from ${years.first} to ${years.last}.`,
    );
  }
  if (kind === 'ORDINARY') return null;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  if (weekend === (kind === 'HOLIDAY')) {
    throw badInput(
      'Ngày này vốn đã như vậy theo thứ trong tuần, không cần khai báo.',
      'That is what the weekday says already; there is nothing to enter.',
    );
  }
  return {
    day: date,
    kind,
    name: requiredText(name ?? '', { vi: 'Tên ngày', en: 'The name of the day' }, 200),
    source: requiredText(source ?? '', { vi: 'Căn cứ', en: 'The decision' }, 500),
  };
}

function isSame(known: Omit<WantedDay, 'day'> | undefined, wanted: WantedDay): boolean {
  return known?.kind === wanted.kind && known.name === wanted.name && known.source === wanted.source;
}
