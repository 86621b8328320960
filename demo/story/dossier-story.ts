import type { Insertable } from 'kysely';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { dueAt } from '../../subgraphs/igate/domain/deadline.ts';
import type { DossierStatus } from '../../subgraphs/igate/domain/dossier.ts';
import { ideskStateOf, type IdeskState } from '../../subgraphs/igate/domain/idesk-state.ts';
import type { StepKind } from '../../subgraphs/igate/domain/steps.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import type { DemoFiles } from '../files/demo-files.ts';
import { applicant } from '../world/people.ts';
import { officeCalendar } from '../world/working-clock.ts';
import { auditTrail } from './audit-trail.ts';
import { attachmentRows } from './attachment-rows.ts';
import { crossingOf, type Crossing } from './crossings.ts';
import { haltNotes, holdRow, lastingHold } from './holds.ts';
import { ideskEventRows } from './idesk-event-rows.ts';
import type { Outline } from './outline.ts';
import { transferRows } from './transfer-rows.ts';

export type IgateRow<Table extends keyof IgateSchema> = Insertable<IgateSchema[Table]>;

/** A dossier as iGate keeps it, and its way through iDesk. */
export interface DossierStory {
  readonly dossier: IgateRow<'dossiers'>;
  readonly steps: readonly IgateRow<'processing_steps'>[];
  readonly holds: readonly IgateRow<'dossier_holds'>[];
  readonly transfers: readonly IgateRow<'transfers'>[];
  readonly transferFiles: readonly IgateRow<'transfer_files'>[];
  readonly attachments: readonly IgateRow<'attachments'>[];
  readonly ideskEvents: readonly IgateRow<'idesk_events'>[];
  readonly recalledFiles: readonly IgateRow<'recalled_files'>[];
  readonly auditEntries: readonly IgateRow<'audit_entries'>[];
  readonly crossing: Crossing | null;
}

interface StoryFacts {
  readonly outline: Outline;
  readonly code: string;
  readonly files: DemoFiles;
  /** A paper made for this dossier alone. */
  readonly ownResult: StoredFile | undefined;
  /** Number of its document in the register. */
  readonly number: () => number;
}

/** Writes a dossier's life out. */
export function dossierStory({ outline, code, files, ownResult, number }: StoryFacts): DossierStory {
  const { moments, procedure, staff, assignee, random } = outline;
  const receivedAt = required(moments.get('received'));
  const person = applicant(random);
  const steps = stepRows(outline, code);
  const current = required(steps.at(-1));
  const components = [files.applicationForm, ...pickSome(outline, files.supporting)];
  const examination = moments.has('examined') ? files.examination(staff.department) : null;
  const sentFiles = [...components.slice(0, random.whole(1, 2)), ...(examination ? [examination] : [])];
  const hold = lastingHold(outline);
  const { processingDays } = procedure;
  const due = dueAt(officeCalendar, { receivedAt, processingDays, holds: [] });
  const sent = { dossierCode: code, dueAt: due, sentFiles };
  const crossing = crossingOf({ outline, ...sent, files, ownResult, number });
  const facts = { outline, code, steps, components, examination, crossing };

  return {
    dossier: {
      code,
      department_id: staff.department.id,
      division_id: moments.has('assigned') ? staff.division.id : null,
      procedure_id: procedure.id,
      procedure_name: procedure.name,
      applicant_full_name: person.fullName,
      applicant_national_id: person.nationalId,
      applicant_phone: person.phone,
      applicant_email: person.email,
      applicant_address: person.address,
      status: statusOf(outline),
      step: current.kind,
      assignee_id: moments.has('assigned') ? assignee.id : null,
      received_at: receivedAt,
      processing_days: processingDays,
      due_at: due,
      held_since: hold?.startedAt ?? null,
      completed_at: moments.get('takenIn') ?? null,
      returned_at: moments.get('returned') ?? null,
      changed_at: changedAt(outline, crossing),
      idesk_state: ideskState(crossing),
      idesk_transfer_id: crossing?.sendId ?? null,
      has_results: crossing?.result != null,
      ...deskFacts(crossing),
    },
    steps,
    holds: hold ? [holdRow(outline, code, hold)] : [],
    ...transferRows(code, outline, crossing),
    attachments: attachmentRows(facts),
    ideskEvents: ideskEventRows(code, crossing),
    recalledFiles: recalledFiles(crossing),
    auditEntries: auditTrail(facts),
    crossing,
  };
}

function statusOf({ moments, halt, refused }: Outline): DossierStatus {
  if (halt !== null && moments.has('halted')) return halt;
  if (moments.has('takenIn') && refused) return 'REJECTED';
  if (moments.has('returned')) return 'RETURNED';
  if (moments.has('takenIn')) return 'COMPLETED';
  return moments.has('assigned') ? 'PROCESSING' : 'RECEIVED';
}

function ideskState(crossing: Crossing | null): IdeskState {
  if (crossing === null) return 'NOT_SENT';
  return crossing.desk === null ? 'SEND_FAILED' : ideskStateOf(crossing.desk.told.state);
}

/** What iGate has been told of the draft, with its moments. */
function deskFacts(crossing: Crossing | null) {
  const document = crossing?.desk?.document;
  return {
    sent_at: crossing?.sentAt ?? null,
    desk_state: crossing?.desk?.told.state ?? null,
    signed_at: document && 'signedAt' in document ? document.signedAt : null,
    issued_at: document && 'issuedAt' in document ? document.issuedAt : null,
    attached_at: crossing?.result?.deliveredAt ?? null,
  };
}

/** The archive is iDesk's own affair; everything else changes the dossier too. */
function changedAt({ moments }: Outline, crossing: Crossing | null): Date {
  let newest = required(moments.get('received'));
  for (const [milestone, at] of moments) if (milestone !== 'archived' && at > newest) newest = at;
  for (const at of [crossing?.desk?.receivedAt, crossing?.result?.deliveredAt]) if (at && at > newest) newest = at;
  return newest;
}

function stepRows({ moments, staff, assignee, halt, random }: Outline, code: string): IgateRow<'processing_steps'>[] {
  const steps: IgateRow<'processing_steps'>[] = [];
  const start = (
    kind: StepKind,
    startedAt: Date | undefined,
    completedAt: Date | undefined,
    officerId: string | null,
    note: string | null = null,
  ): void => {
    if (!startedAt) return;
    const place = { id: random.uuid(startedAt), dossier_code: code, position: steps.length };
    steps.push({
      ...place,
      kind,
      officer_id: officerId,
      started_at: startedAt,
      completed_at: completedAt ?? null,
      note,
    });
  };
  // A step that waits for whoever takes it on bears no name yet.
  const byOneStop = (end: Date | undefined): string | null => (end ? staff.oneStop.id : null);
  const [forwarded, assigned, processed] = [
    moments.get('forwarded'),
    moments.get('assigned'),
    moments.get('processed'),
  ];
  const [takenIn, returned] = [moments.get('takenIn'), moments.get('returned')];
  start('RECEPTION', moments.get('received'), forwarded, staff.oneStop.id);
  start('ASSIGNMENT', forwarded, assigned, assigned ? staff.head.id : null);
  start('PROCESSING', assigned, processed, assignee.id, halt === null ? null : haltNotes[halt]);
  start('RESULT_INTAKE', processed, takenIn, byOneStop(takenIn));
  start('AWAITING_RETURN', takenIn, returned, byOneStop(returned));
  start('RETURNED', returned, returned, staff.oneStop.id);
  return steps;
}

/** What iGate was told when the document was recalled, so that none of its files is attached any more. */
function recalledFiles(crossing: Crossing | null): IgateRow<'recalled_files'>[] {
  const { document, files = [] } = crossing?.desk ?? {};
  const recalled = document && 'recalled' in document ? document.recalled : null;
  if (!document || !recalled) return [];
  return files.flatMap(({ id }) =>
    id === undefined
      ? []
      : [{ source_file_id: id, document_id: document.id, recalled_at: recalled.at, reason: recalled.reason }],
  );
}

function pickSome({ random }: Outline, papers: readonly StoredFile[]): StoredFile[] {
  const first = random.whole(0, papers.length - 1);
  const count = random.whole(1, 3);
  return [...papers, ...papers].slice(first, first + count);
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A dossier of the demo has no beginning.');
  return value;
}
