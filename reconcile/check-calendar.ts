import { readCalendarNews } from '../subgraphs/igate/store/calendar-news.ts';
import { isCalendarUnderWay } from '../subgraphs/igate/store/reconciliation-calendar.ts';
import { readKnownCalendar } from '../subgraphs/idesk/store/reconciliation-calendar.ts';
import type { Findings, Systems } from './finding.ts';

/** iDesk counts working days by the calendar that iGate's administrators keep. */
export async function* checkCalendar({ igate, idesk }: Systems): Findings {
  const [kept, known] = await Promise.all([readCalendarNews(igate), readKnownCalendar(idesk)]);
  const days = new Map(known.exceptions.map((exception) => [exception.day, JSON.stringify(exception)]));
  const wrong = kept.exceptions.filter((exception) => days.get(exception.day) !== JSON.stringify(exception));
  const wanted = new Set(kept.exceptions.map(({ day }) => day));
  const surplus = known.exceptions.filter(({ day }) => !wanted.has(day));
  const differing = [...wrong, ...surplus].map(({ day }) => day).toSorted();
  if (differing.length === 0 && kept.version === known.version) return;
  if (await isCalendarUnderWay(igate)) return;
  yield {
    kind: 'calendar-disagrees',
    subject: 'calendar',
    what: `iGate's calendar has version ${kept.version}, iDesk's ${known.version}; days that differ: ${differing.join(', ') || 'none'}.`,
    repair: { do: 'TELL_CALENDAR' },
  };
}
