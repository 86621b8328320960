import type { Transaction } from 'kysely';
import type { AuditDetails } from '../domain/audit.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import { reportedState, type DeskDocument } from '../domain/document.ts';
import { documentId } from '../domain/ids.ts';
import { permitted } from '../domain/permitted.ts';
import type { DocumentAction, DocumentFor } from '../domain/permissions.ts';
import { documentNotFound } from '../domain/refusals.ts';
import { visibleTo } from '../domain/row-scope.ts';
import type { DocumentEventKind } from '../domain/vocabulary.ts';
import { recordEvent } from '../store/document-events.ts';
import { lockDocument, saveDocument } from '../store/documents.ts';
import type { IdeskSchema } from '../store/schema.ts';
import { insertStateReport } from '../store/state-reports.ts';
import { queues, type Desk } from './desk.ts';
import { recordingRefusal } from './record-refusal.ts';

type StepAction = Exclude<DocumentAction, 'SEE' | 'CREATE'>;

interface Step<Action extends StepAction, After extends DeskDocument> {
  readonly action: Action;
  readonly id: string;
  /** The version that the caller has seen; left out where an action does not ask for it. */
  readonly version?: number;
  readonly event: DocumentEventKind;
  /** What the history keeps beside the step; read after the step was allowed, since it may be refused as input. */
  readonly note?: () => string | null;
  /** What the audit log keeps of the document after the step. */
  readonly details?: (document: After) => AuditDetails;
  /** The document after the step; the same object where there is nothing to do, and then nothing is written. */
  readonly take: (
    document: DocumentFor<Action>,
    at: Date,
    transaction: Transaction<IdeskSchema>,
  ) => After | Promise<After>;
}

/**
 * Takes a document one step on: locked, allowed, changed, written into its history, and reported to iGate where it came
 * from there and its state is another one now. All of it in one transaction, or none.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, and what `take` throws.
 */
export async function takeStep<Action extends StepAction, After extends DeskDocument>(
  desk: Desk,
  viewer: DeskUser,
  step: Step<Action, After>,
): Promise<After> {
  const id = documentId(step.id);
  const at = desk.now();
  const attempt = { viewer, action: step.event, documentId: id };
  const take = async (transaction: Transaction<IdeskSchema>): Promise<After> => {
    const before = await lockDocument(transaction, id, visibleTo(viewer));
    if (!before) throw documentNotFound();
    const allowed = permitted(viewer, step.action, before, step.version);
    const after = await step.take(allowed, at, transaction);
    if (Object.is(after, before)) return after;
    await saveDocument(transaction, after, at);
    await recordEvent(transaction, after, {
      action: step.event,
      officer: viewer.ssoAccount,
      at,
      note: step.note?.() ?? null,
      details: step.details?.(after),
    });
    if (after.transferId !== null && reportedState(after) !== reportedState(before)) {
      const report = await insertStateReport(transaction, after, at);
      await desk.outbox.enqueue(transaction, queues.reportState, { id: report });
    }
    return after;
  };
  return recordingRefusal(desk, attempt, () => desk.database.transaction().execute(take));
}
