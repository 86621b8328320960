import type { Kysely, Transaction } from 'kysely';
import type { FileStore } from '../platform/files/file-store.ts';
import { sweepContent } from '../platform/files/sweep-content.ts';
import { receiveOnce } from '../platform/transfers/inbox.ts';
import type { Enqueuer } from '../platform/transfers/enqueue-again.ts';
import { isContentNeeded as neededInIgate } from '../subgraphs/igate/store/needed-contents.ts';
import { tellCalendarAgain } from '../subgraphs/igate/store/reconciliation-calendar.ts';
import { tellDueDateAgain } from '../subgraphs/igate/store/reconciliation-due-dates.ts';
import {
  forgetIdeskVersion,
  lockForgottenTransfer,
  raiseReceptionCounter,
} from '../subgraphs/igate/store/reconciliation-repairs.ts';
import { rememberCrossing } from '../subgraphs/idesk/store/crossings.ts';
import { isContentNeeded as neededInIdesk } from '../subgraphs/idesk/store/document-files.ts';
import { forgetCalendarVersion } from '../subgraphs/idesk/store/reconciliation-calendar.ts';
import { forgetDueRevision } from '../subgraphs/idesk/store/reconciliation-due-dates.ts';
import {
  insertReportOfToday,
  lockForgottenPush,
  raiseRegister,
} from '../subgraphs/idesk/store/reconciliation-repairs.ts';
import type { IdeskSchema } from '../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../subgraphs/igate/store/schema.ts';
import type { Repair } from './finding.ts';

/** Where repairs write, and into which queues. */
export interface Workshop {
  readonly igate: Kysely<IgateSchema>;
  readonly idesk: Kysely<IdeskSchema>;
  readonly igateQueues: Pick<Enqueuer, 'enqueue'>;
  readonly ideskQueues: Pick<Enqueuer, 'enqueue'>;
  readonly queueNames: {
    readonly sendToIdesk: string;
    readonly attachResults: string;
    readonly tellCalendar: string;
    readonly pushResults: string;
    readonly reportState: string;
  };
  readonly igateFiles: FileStore;
  readonly ideskFiles: FileStore;
  /** Claims on files that are older are those of requests that will not come back. */
  readonly graceSeconds: number;
  readonly now: () => Date;
}

/** Mends one finding. Answers with what was done, in a sentence, or null where there was nothing to mend any more. */
export async function mend(workshop: Workshop, repair: Repair): Promise<string | null> {
  const { igate, idesk, igateQueues, ideskQueues, queueNames, graceSeconds, now } = workshop;
  switch (repair.do) {
    case 'ENQUEUE_TRANSFER': {
      const { transferId: id, kind } = repair;
      return inTransaction(igate, async (trx) => {
        if (!(await lockForgottenTransfer(trx, id))) return null;
        const queue = kind === 'SEND_TO_IDESK' ? queueNames.sendToIdesk : queueNames.attachResults;
        await igateQueues.enqueue(trx, queue, { id });
        return `Transfer ${id} is in the queue again.`;
      });
    }
    case 'ENQUEUE_PUSH': {
      const { pushId: id } = repair;
      return inTransaction(idesk, async (trx) => {
        if (!(await lockForgottenPush(trx, id))) return null;
        await ideskQueues.enqueue(trx, queueNames.pushResults, { id });
        return `Push ${id} is in the queue again.`;
      });
    }
    case 'REPORT_STATE': {
      const { transferId, documentId } = repair;
      // First iGate, since iDesk's report may arrive as soon as it is written.
      await inTransaction(igate, (trx) => forgetIdeskVersion(trx, transferId));
      return inTransaction(idesk, async (trx) => {
        const id = await insertReportOfToday(trx, documentId, now());
        if (id === null) return null;
        await ideskQueues.enqueue(trx, queueNames.reportState, { id });
        return `iDesk will tell iGate again where document ${documentId} stands.`;
      });
    }
    case 'TELL_DUE_DATE': {
      const { transferId, dossierCode } = repair;
      // First iDesk, since iGate's word may arrive as soon as it is to be told.
      await inTransaction(idesk, (trx) => forgetDueRevision(trx, transferId));
      const isTold = await inTransaction(igate, (trx) => tellDueDateAgain(trx, transferId));
      return isTold ? `iGate will tell iDesk again when dossier ${dossierCode} is due.` : null;
    }
    case 'TELL_CALENDAR': {
      // First iDesk, since iGate's word may arrive as soon as it is written.
      await inTransaction(idesk, forgetCalendarVersion);
      return inTransaction(igate, async (trx) => {
        const version = await tellCalendarAgain(trx, now());
        await igateQueues.enqueue(trx, queueNames.tellCalendar, { id: String(version) });
        return `iGate will tell iDesk version ${version} of the calendar.`;
      });
    }
    case 'REMEMBER_MESSAGE': {
      const { system, messageId } = repair;
      const isNew = await (system === 'iGate'
        ? inTransaction(igate, (trx) => receiveOnce(trx, messageId))
        : inTransaction(idesk, (trx) => receiveOnce(trx, messageId)));
      return isNew ? `${system} remembers message ${messageId} again.` : null;
    }
    case 'REMEMBER_CROSSING': {
      const { transferId, documentId, kind } = repair;
      await rememberCrossing(idesk, { transferId, documentIds: [documentId], kind, at: now() });
      return `iDesk leads from transfer ${transferId} to document ${documentId} again.`;
    }
    case 'RAISE_REGISTER': {
      const number = await inTransaction(idesk, (trx) => raiseRegister(trx, repair));
      return `The register of ${repair.kind}, ${repair.year} goes on after ${number}.`;
    }
    case 'RAISE_RECEPTION_COUNTER': {
      const number = await inTransaction(igate, (trx) => raiseReceptionCounter(trx, repair.departmentId, repair.day));
      return `The dossier codes of the day ${repair.day} go on after ${number}.`;
    }
    case 'REMOVE_FILE': {
      const { system, sha256 } = repair;
      // Looks again, and takes nothing that a row or a request under way needs by now.
      const outcome = await (system === 'iGate'
        ? sweepContent({ db: igate, store: workshop.igateFiles, isNeeded: neededInIgate, graceSeconds }, sha256)
        : sweepContent({ db: idesk, store: workshop.ideskFiles, isNeeded: neededInIdesk, graceSeconds }, sha256));
      return outcome === 'REMOVED' ? `The file ${sha256} was removed from ${system}'s store.` : null;
    }
  }
}

function inTransaction<Schema, Result>(
  database: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(work);
}
