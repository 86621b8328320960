import type { Insertable } from 'kysely';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { reportedState, type DeskDocument, type ReportedState } from '../../subgraphs/idesk/domain/document.ts';
import { dayInVietnam } from '../../subgraphs/idesk/domain/calendar.ts';
import { documentSymbol } from '../../subgraphs/idesk/domain/document-symbol.ts';
import {
  approve,
  archive,
  change,
  giveBack,
  issue,
  recall,
  sign,
  submit,
} from '../../subgraphs/idesk/domain/transitions.ts';
import type { DocumentEventKind } from '../../subgraphs/idesk/domain/vocabulary.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { Random } from '../world/random.ts';
import type { Staff } from '../world/staff.ts';
import type { Milestone, Moments } from './milestones.ts';

export type DeskRow<Table extends keyof IdeskSchema> = Insertable<IdeskSchema[Table]>;

/** A document of iDesk with everything that hangs on it. */
export interface DeskStory {
  readonly document: DeskDocument;
  readonly changedAt: Date;
  readonly files: readonly DeskRow<'document_files'>[];
  readonly events: readonly DeskRow<'document_events'>[];
  /** What iGate was last told about it, and which version that was. */
  readonly told: { readonly state: ReportedState; readonly version: number };
}

interface DeskLife {
  readonly draft: Extract<DeskDocument, { state: 'DRAFTING' }>;
  readonly moments: Moments;
  readonly staff: Staff;
  /** Those that it came with, and those that the specialist adds while drafting. */
  readonly files: { readonly initial: readonly StoredFile[]; readonly drafted: readonly StoredFile[] };
  /** What it becomes while it is drafted; drafts come from iGate as a công văn that is not urgent. */
  readonly becomes: Pick<DeskDocument, 'kind' | 'urgency'>;
  /** Taken from the register of the year in which it was issued; not asked for before. */
  readonly number: () => number;
  readonly random: Random;
}

const returnReasons = [
  'Đề nghị bổ sung căn cứ pháp lý và rà soát lại thể thức văn bản.',
  'Trích yếu chưa thống nhất với nội dung, đề nghị chỉnh sửa.',
  'Thiếu ý kiến của đơn vị phối hợp, đề nghị bổ sung trước khi trình lại.',
  'Sai thông tin của tổ chức đề nghị ở phần nơi nhận.',
] as const;

const recallReasons = [
  'Văn bản ban hành nhầm nội dung, thu hồi để ban hành lại.',
  'Thông tin của tổ chức được cấp phép chưa chính xác.',
] as const;

/** Lets a draft live through its milestones by the rules of iDesk itself. */
export function deskStory({ draft, moments, staff, files, becomes, number, random }: DeskLife): DeskStory {
  const creator = draft.createdBy;
  const told = { state: reportedState(draft), version: draft.version };
  const fileRows: DeskRow<'document_files'>[] = [];
  const events: DeskRow<'document_events'>[] = [];
  let document: DeskDocument = draft;
  let changedAt = draft.createdAt;

  const note = (action: DocumentEventKind, officer: string, at: Date, text: string | null = null): void => {
    const { id, version } = document;
    events.push({ id: random.uuid(at), document_id: id, action, officer, at, version, note: text });
    changedAt = at;
    if (reportedState(document) !== told.state) Object.assign(told, { state: reportedState(document), version });
  };
  const add = (added: readonly StoredFile[], at: Date): void => {
    for (const { name, mediaType, size, sha256 } of added) {
      const place = { id: random.uuid(at), document_id: document.id, position: fileRows.length };
      fileRows.push({ ...place, name, media_type: mediaType, size, sha256, uploaded_by: creator, uploaded_at: at });
    }
  };
  const steps: Partial<Record<Milestone, (at: Date) => void>> = {
    drafted: (at) => {
      if (document.state !== 'DRAFTING') return;
      if (document.kind !== becomes.kind || document.urgency !== becomes.urgency) {
        document = change(document, { kind: becomes.kind, urgency: becomes.urgency });
        note('UPDATE', creator, at);
      }
      if (files.drafted.length === 0) return;
      const moment = new Date(at.getTime() + 90_000);
      add(files.drafted, moment);
      document = change(document, {});
      note('ADD_FILES', creator, moment);
    },
    submitted: (at) => {
      if (document.state !== 'DRAFTING') return;
      document = submit(document, { by: creator, at });
      note('SUBMIT', creator, at);
    },
    sentBack: (at) => {
      if (document.state !== 'SUBMITTED') return;
      const reason = random.pick(returnReasons);
      document = giveBack(document, reason);
      note('RETURN', staff.head.ssoAccount, at, reason);
    },
    resubmitted: (at) => steps.submitted?.(at),
    approved: (at) => {
      if (document.state !== 'SUBMITTED') return;
      document = approve(document, { by: staff.head.ssoAccount, at });
      note('APPROVE', staff.head.ssoAccount, at);
    },
    signed: (at) => {
      if (document.state !== 'APPROVED') return;
      document = sign(document, { by: staff.leader.ssoAccount, at });
      note('SIGN', staff.leader.ssoAccount, at);
    },
    issued: (at) => {
      if (document.state !== 'SIGNED') return;
      const taken = number();
      const units = { department: staff.department.code, division: staff.division.code };
      const symbol = documentSymbol({ number: taken, kind: document.kind, ...units });
      const step = { by: staff.clerk.ssoAccount, at };
      document = issue(document, step, { number: taken, symbol, issuedOn: dayInVietnam(at) });
      note('ISSUE', staff.clerk.ssoAccount, at);
    },
    recalled: (at) => {
      if (document.state !== 'ISSUED') return;
      const reason = random.pick(recallReasons);
      document = recall(document, { by: staff.clerk.ssoAccount, at }, reason);
      note('RECALL', staff.clerk.ssoAccount, at, reason);
    },
    archived: (at) => {
      if (document.state !== 'ISSUED') return;
      document = archive(document, { by: staff.clerk.ssoAccount, at });
      note('ARCHIVE', staff.clerk.ssoAccount, at);
    },
  };

  add(files.initial, draft.createdAt);
  note(draft.transferId === null ? 'CREATE' : 'RECEIVE_FROM_IGATE', creator, draft.createdAt);
  for (const [milestone, at] of moments) steps[milestone]?.(at);
  return { document, changedAt, files: fileRows, events, told };
}
