import type { Kysely, Transaction } from 'kysely';
import type { Enqueuer } from '../platform/transfers/enqueue-again.ts';
import {
  forgetIdeskVersion,
  lockForgottenTransfer,
  raiseReceptionCounter,
} from '../subgraphs/igate/store/reconciliation-repairs.ts';
import { rememberCrossing } from '../subgraphs/idesk/store/crossings.ts';
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
    readonly pushResults: string;
    readonly reportState: string;
  };
  readonly now: () => Date;
}

/** Mends one finding. Answers with what was done, in a sentence, or null where there was nothing to mend any more. */
export async function mend(workshop: Workshop, repair: Repair): Promise<string | null> {
  const { igate, idesk, igateQueues, ideskQueues, queueNames, now } = workshop;
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
  }
}

function inTransaction<Schema, Result>(
  database: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(work);
}
