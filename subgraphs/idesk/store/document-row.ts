import type { Updateable } from 'kysely';
import { isIssued, type DeskDocument } from '../domain/document.ts';
import type { DocumentRow, IdeskSchema } from './schema.ts';

/** Every column of `documents` but those that only lists are filtered and ordered by. */
export const documentColumns = [
  'documents.id',
  'documents.department_id',
  'documents.division_id',
  'documents.subject',
  'documents.kind',
  'documents.urgency',
  'documents.dossier_code',
  'documents.transfer_id',
  'documents.due_at',
  'documents.held_since',
  'documents.state',
  'documents.version',
  'documents.created_by',
  'documents.created_at',
  'documents.return_reason',
  'documents.submitted_at',
  'documents.approved_by',
  'documents.approved_at',
  'documents.signed_by',
  'documents.signed_at',
  'documents.number',
  'documents.symbol',
  'documents.issued_on',
  'documents.issued_by',
  'documents.issued_at',
  'documents.archived_by',
  'documents.archived_at',
  'documents.recalled_by',
  'documents.recalled_at',
  'documents.recall_reason',
] as const;

type SelectedRow = Omit<
  DocumentRow,
  'changed_at' | 'due_revision' | 'pressing_at' | 'register_year' | 'returned' | 'search_key' | 'stage' | 'urgency_rank'
>;

/** The table's checks keep what each state must have; a row without it is a broken database, not a state of ours. */
function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('a document lacks what its state demands');
  return value;
}

export function toDocument(row: SelectedRow): DeskDocument {
  const base = {
    id: row.id,
    departmentId: row.department_id,
    divisionId: row.division_id,
    subject: row.subject,
    kind: row.kind,
    urgency: row.urgency,
    dossierCode: row.dossier_code,
    transferId: row.transfer_id,
    dueAt: row.due_at,
    heldSince: row.held_since,
    version: row.version,
    createdBy: row.created_by,
    createdAt: row.created_at,
    returnReason: row.return_reason,
  };
  const submission = () => ({ submittedAt: present(row.submitted_at) });
  const approval = () => ({
    ...submission(),
    approvedBy: present(row.approved_by),
    approvedAt: present(row.approved_at),
  });
  const signature = () => ({ ...approval(), signedBy: present(row.signed_by), signedAt: present(row.signed_at) });
  switch (row.state) {
    case 'DRAFTING':
    case 'CANCELLED':
      return { ...base, state: row.state };
    case 'SUBMITTED':
      return { ...base, ...submission(), state: row.state };
    case 'APPROVED':
      return { ...base, ...approval(), state: row.state };
    case 'SIGNED':
      return { ...base, ...signature(), state: row.state };
    case 'ISSUED':
      return { ...base, ...signature(), ...issue(row), state: row.state };
  }
}

function issue(row: SelectedRow) {
  return {
    number: present(row.number),
    symbol: present(row.symbol),
    issuedOn: present(row.issued_on),
    issuedBy: present(row.issued_by),
    issuedAt: present(row.issued_at),
    archived: row.archived_at && { by: present(row.archived_by), at: row.archived_at },
    recalled: row.recalled_at && {
      by: present(row.recalled_by),
      at: row.recalled_at,
      reason: present(row.recall_reason),
    },
  };
}

/** What may change in a document's life; what its state no longer has becomes null again. */
export function toChanges(document: DeskDocument): Updateable<IdeskSchema['documents']> {
  const issued = isIssued(document) ? document : null;
  const submitted = 'submittedAt' in document ? document : null;
  const approved = 'approvedAt' in document ? document : null;
  const signed = 'signedAt' in document ? document : null;
  return {
    subject: document.subject,
    kind: document.kind,
    urgency: document.urgency,
    state: document.state,
    version: document.version,
    return_reason: document.returnReason,
    submitted_at: submitted?.submittedAt ?? null,
    approved_by: approved?.approvedBy ?? null,
    approved_at: approved?.approvedAt ?? null,
    signed_by: signed?.signedBy ?? null,
    signed_at: signed?.signedAt ?? null,
    number: issued?.number ?? null,
    register_year: issued ? Number(issued.issuedOn.slice(0, 4)) : null,
    symbol: issued?.symbol ?? null,
    issued_on: issued?.issuedOn ?? null,
    issued_by: issued?.issuedBy ?? null,
    issued_at: issued?.issuedAt ?? null,
    archived_by: issued?.archived?.by ?? null,
    archived_at: issued?.archived?.at ?? null,
    recalled_by: issued?.recalled?.by ?? null,
    recalled_at: issued?.recalled?.at ?? null,
    recall_reason: issued?.recalled?.reason ?? null,
  };
}
