import { holdCalendar } from '../../../platform/calendar/calendar-store.ts';
import { dueAt } from '../domain/deadline.ts';
import { resumedStatus } from '../domain/hold.ts';
import { optionalText } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { endHold, holdsOfDossiers } from '../store/dossier-holds.ts';
import { changeDossier } from '../store/dossiers.ts';
import { readCalendar } from '../store/working-calendar.ts';
import { lockForAction, recordingRefusal } from './demand-action.ts';
import type { IgateServices } from './services.ts';

export interface ResumeDossierInput {
  readonly dossierCode: string;
  readonly note?: string | null | undefined;
}

/**
 * Tiếp tục xử lý: ends the hold of a dossier. The day of return moves by the working days that the hold has cost, unless the
 * dossier was late already when it began.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`; `WRONG_STEP` for one that is not on hold; `BAD_USER_INPUT` for a note that
 *   is too long.
 */
export async function resumeDossier(
  services: IgateServices,
  officer: Officer,
  input: ResumeDossierInput,
): Promise<void> {
  const attempt = { officer, action: 'RESUME', dossierCode: input.dossierCode } as const;
  await recordingRefusal(services, attempt, () =>
    services.db.transaction().execute(async (trx) => {
      // Before the dossier's lock: a change of the calendar takes its own locks in this order.
      await holdCalendar(trx);
      const { code, step, receivedAt, processingDays } = await lockForAction(trx, attempt);
      const note = optionalText(input.note, { vi: 'Ghi chú', en: 'The note' }, 2000);
      const at = services.now();
      await endHold(trx, code, { at, officerId: officer.id, note });
      const holds = await holdsOfDossiers(trx, [code]);
      const due =
        processingDays === null ? null : dueAt(await readCalendar(trx), { receivedAt, processingDays, holds });
      await changeDossier(trx, code, at, { status: resumedStatus(step), held_since: null, due_at: due });
      await writeAuditEntry(trx, {
        at,
        officerId: officer.id,
        action: 'RESUME',
        dossierCode: code,
        details: note === null ? {} : { note },
      });
    }),
  );
}
