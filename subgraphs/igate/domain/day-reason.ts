import type { Bilingual } from '../../../platform/errors.ts';
import type { DeadlineDay, DeadlineDayKind } from './deadline.ts';

const reasons: Readonly<Record<DeadlineDayKind, Bilingual>> = {
  RECEPTION: { vi: 'Ngày tiếp nhận không tính', en: 'The day of reception does not count' },
  WORKING_DAY: { vi: 'Ngày làm việc', en: 'Working day' },
  MADE_UP: { vi: 'Ngày làm bù', en: 'Worked in place of another day' },
  WEEKEND: { vi: 'Nghỉ hằng tuần', en: 'Weekend' },
  HOLIDAY: { vi: 'Nghỉ lễ, tết', en: 'Public holiday' },
  ON_HOLD: {
    vi: 'Hồ sơ chờ bổ sung hoặc tạm dừng lúc hết giờ làm việc',
    en: 'The dossier was on hold at closing time',
  },
};

/** Why a day counts or does not, as a sentence. */
export function dayReason({ kind, name }: DeadlineDay): Bilingual {
  const { vi, en } = reasons[kind];
  return name === null ? { vi, en } : { vi: `${vi}: ${name}`, en: `${en}: ${name}` };
}
