import { yearOf } from '../../subgraphs/idesk/domain/calendar.ts';
import { isIssued, type DeskDocument } from '../../subgraphs/idesk/domain/document.ts';
import { later, type Crossing } from '../story/crossings.ts';
import { deskAuditEntry } from '../story/desk-audit.ts';
import type { DeskRow, DeskStory } from '../story/desk-document.ts';

/** Everything that iDesk keeps of some documents, table by table. */
export interface DeskRows {
  readonly documents: DeskRow<'documents'>[];
  readonly document_files: DeskRow<'document_files'>[];
  readonly document_events: DeskRow<'document_events'>[];
  readonly audit_entries: DeskRow<'audit_entries'>[];
  readonly crossings: DeskRow<'crossings'>[];
  readonly inbox: DeskRow<'inbox'>[];
  readonly pushes: DeskRow<'pushes'>[];
  readonly push_files: DeskRow<'push_files'>[];
}

export function noDeskRows(): DeskRows {
  return {
    documents: [],
    document_files: [],
    document_events: [],
    audit_entries: [],
    crossings: [],
    inbox: [],
    pushes: [],
    push_files: [],
  };
}

export function addDocument(rows: DeskRows, { document, changedAt, files, events }: DeskStory): void {
  rows.documents.push({
    ...documentRow(document, changedAt),
    returned: events.some(({ action }) => action === 'RETURN'),
  });
  rows.document_files.push(...files);
  rows.document_events.push(...events);
  rows.audit_entries.push(...events.map((event) => deskAuditEntry(document, event, files)));
}

function documentRow(document: DeskDocument, changedAt: Date): DeskRow<'documents'> {
  const submitted = 'submittedAt' in document ? document : null;
  const approved = 'approvedAt' in document ? document : null;
  const signed = 'signedAt' in document ? document : null;
  const issued = isIssued(document) ? document : null;
  return {
    id: document.id,
    department_id: document.departmentId,
    division_id: document.divisionId,
    subject: document.subject,
    kind: document.kind,
    urgency: document.urgency,
    dossier_code: document.dossierCode,
    transfer_id: document.transferId,
    due_at: document.dueAt,
    held_since: document.heldSince,
    due_revision: document.transferId === null ? -1 : 0,
    state: document.state,
    version: document.version,
    return_reason: document.returnReason,
    created_by: document.createdBy,
    created_at: document.createdAt,
    changed_at: changedAt,
    submitted_at: submitted?.submittedAt ?? null,
    approved_by: approved?.approvedBy ?? null,
    approved_at: approved?.approvedAt ?? null,
    signed_by: signed?.signedBy ?? null,
    signed_at: signed?.signedAt ?? null,
    number: issued?.number ?? null,
    symbol: issued?.symbol ?? null,
    issued_on: issued?.issuedOn ?? null,
    register_year: issued ? yearOf(issued.issuedOn) : null,
    issued_by: issued?.issuedBy ?? null,
    issued_at: issued?.issuedAt ?? null,
    archived_by: issued?.archived?.by ?? null,
    archived_at: issued?.archived?.at ?? null,
    recalled_by: issued?.recalled?.by ?? null,
    recalled_at: issued?.recalled?.at ?? null,
    recall_reason: issued?.recalled?.reason ?? null,
  };
}

/** The document that a dossier's send became, and how its files went back. */
export function addCrossing(rows: DeskRows, crossing: Crossing): void {
  const { desk, result, sendId } = crossing;
  if (!desk) return;
  const { id, version } = desk.document;
  addDocument(rows, desk);
  rows.crossings.push({ transfer_id: sendId, document_id: id, kind: 'SEND_TO_IDESK', at: desk.receivedAt });
  rows.inbox.push({ message_id: sendId, received_at: desk.receivedAt });
  if (!result) return;
  rows.crossings.push({ transfer_id: result.transferId, document_id: id, kind: result.kind, at: result.requestedAt });
  if (result.kind !== 'PUSH_RESULTS') return;

  const { transferId, requestedBy, requestedAt, deliveredAt, files } = result;
  rows.pushes.push({
    id: transferId,
    document_id: id,
    state: 'DELIVERED',
    requested_by: requestedBy,
    requested_at: requestedAt,
    delivered_at: later(deliveredAt, 40),
    attempts: 1,
    last_error_vi: null,
    last_error_en: null,
  });
  files.forEach((file, position) => {
    if (file.id) rows.push_files.push({ push_id: transferId, position, file_id: file.id });
  });
  const what = { document_id: id, action: 'PUSH_RESULTS', officer: requestedBy, at: requestedAt, note: null } as const;
  // A push changes no version, and comes before the archive, which does.
  const archived = 'archived' in desk.document && desk.document.archived;
  const event = { id: result.eventId, ...what, version: archived ? version - 1 : version };
  rows.document_events.push(event);
  rows.audit_entries.push(deskAuditEntry(desk.document, event, files));
}
