import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { AttachmentKind } from '../../../subgraphs/igate/domain/attachment.ts';
import type { HoldKind } from '../../../subgraphs/igate/domain/hold.ts';
import type { StepKind } from '../../../subgraphs/igate/domain/steps.ts';
import type { IgateSchema } from '../../../subgraphs/igate/store/schema.ts';
import type { IdeskSchema } from '../../../subgraphs/idesk/store/schema.ts';
import { ssoAccount, type AccountName } from './accounts.ts';
import type { DocumentRow, DocumentState, DossierRow } from './design.ts';
import type { Division } from './offices.ts';
import type { Province } from './province.ts';

const at = new Date('2026-11-20T02:00:00.000Z');

/** Whose a row is. */
export const ownerOf: Readonly<Record<DocumentRow, AccountName>> = {
  own: 'hoant',
  division: 'chualienket',
  department: 'chuyenvien2',
  foreign: 'chuyenviensnn',
};

const divisionOf: Readonly<Record<DocumentRow, Division>> = {
  own: 'BCVT',
  division: 'BCVT',
  department: 'CNTT',
  foreign: 'TT',
};

let lastNumber = 0;

/** A code that no other row has. */
export function newDossierCode(): string {
  lastNumber += 1;
  return `000.00.13.H08-261120-${String(lastNumber).padStart(4, '0')}`;
}

export const applicant = {
  fullName: 'Trần Thị Bích Nguyệt',
  nationalId: '052099001234',
  phone: '0905123456',
  email: 'bichnguyet@example.vn',
  address: '12 Lê Lợi, Quy Nhơn, Bình Định',
};

export interface MadeDossier {
  readonly code: string;
  readonly attachments: Readonly<Record<AttachmentKind, string>>;
  /** A send that has failed, which the assignee asked for. */
  readonly transferId: string;
}

interface WantedDossier {
  readonly row: DossierRow;
  /** The step of a dossier that somebody is processing; an untaken one is at the counter. */
  readonly step?: StepKind;
  readonly hold?: HoldKind | undefined;
  /** The iDesk file that its result came from. */
  readonly sourceFileId?: string;
  readonly code?: string;
  readonly transferId?: string;
}

/** Dossiers with a file of each kind and a failed transfer, put straight into iGate's tables. */
export async function makeDossiers(province: Province, wanted: readonly WantedDossier[]): Promise<MadeDossier[]> {
  const { department, division, officer, procedure } = province.offices.igate;
  const dossiers: Insertable<IgateSchema['dossiers']>[] = [];
  const steps: Insertable<IgateSchema['processing_steps']>[] = [];
  const transfers: Insertable<IgateSchema['transfers']>[] = [];
  const attachments: Insertable<IgateSchema['attachments']>[] = [];
  const made = wanted.map((one) => {
    const { row, step = 'PROCESSING', hold, sourceFileId, code = newDossierCode(), transferId = randomUUID() } = one;
    const owner = row === 'untaken' ? null : ownerOf[row];
    const office = row === 'foreign' ? 'SNN' : 'STTTT';
    dossiers.push({
      code,
      department_id: department[office],
      division_id: row === 'untaken' ? null : division[divisionOf[row]],
      procedure_id: procedure[office],
      procedure_name: 'Cấp giấy phép bưu chính',
      applicant_full_name: applicant.fullName,
      applicant_national_id: applicant.nationalId,
      applicant_phone: applicant.phone,
      applicant_email: applicant.email,
      applicant_address: applicant.address,
      status: hold ?? (row === 'untaken' ? 'RECEIVED' : 'PROCESSING'),
      step: row === 'untaken' ? 'RECEPTION' : step,
      assignee_id: owner && officer[owner],
      received_at: at,
      processing_days: null,
      due_at: null,
      held_since: hold ? at : null,
      completed_at: null,
      returned_at: null,
      changed_at: at,
      idesk_transfer_id: null,
    });
    steps.push({
      dossier_code: code,
      position: 0,
      kind: row === 'untaken' ? 'RECEPTION' : step,
      officer_id: owner && officer[owner],
      started_at: at,
      completed_at: null,
      note: null,
    });
    transfers.push({
      id: transferId,
      kind: 'SEND_TO_IDESK',
      state: 'FAILED',
      dossier_code: code,
      subject: 'Cấp giấy phép bưu chính',
      requested_by: owner && officer[owner],
      sso_account: owner && ssoAccount(owner),
      requested_at: at,
      delivered_at: null,
      last_error_vi: 'Lỗi.',
      last_error_en: 'An error.',
      idesk_document_id: null,
    });
    const ids = { COMPONENT: randomUUID(), PROCESSING: randomUUID(), RESULT: randomUUID() };
    for (const kind of ['COMPONENT', 'PROCESSING', 'RESULT'] as const) {
      attachments.push({
        id: ids[kind],
        dossier_code: code,
        kind,
        name: `${kind}.pdf`,
        ...province.file,
        uploaded_by: officer[owner ?? 'motcua'],
        uploaded_at: at,
        step_id: null,
        source_file_id: kind === 'RESULT' ? (sourceFileId ?? randomUUID()) : null,
        transfer_id: null,
        recalled_at: null,
        recall_reason: null,
      });
    }
    return { code, attachments: ids, transferId };
  });
  await province.igate.insertInto('dossiers').values(dossiers).execute();
  await province.igate.insertInto('processing_steps').values(steps).execute();
  await province.igate.insertInto('transfers').values(transfers).execute();
  await province.igate.insertInto('attachments').values(attachments).execute();
  return made;
}

export interface MadeDocument {
  readonly id: string;
  readonly fileId: string;
  /** A transfer of iGate that concerns it. */
  readonly transferId: string;
  readonly dossierCode: string | null;
  /** Words that no other document has in its subject. */
  readonly subject: string;
}

interface WantedDocument {
  readonly row: DocumentRow;
  readonly state: DocumentState;
  readonly dossierCode?: string;
  readonly transferId?: string;
}

/** Documents with one file each, in which everybody took part, put straight into iDesk's tables. */
export async function makeDocuments(province: Province, wanted: readonly WantedDocument[]): Promise<MadeDocument[]> {
  const { department, division } = province.offices.idesk;
  const documents: Insertable<IdeskSchema['documents']>[] = [];
  const files: Insertable<IdeskSchema['document_files']>[] = [];
  const crossings: Insertable<IdeskSchema['crossings']>[] = [];
  const events: Insertable<IdeskSchema['document_events']>[] = [];
  const made = wanted.map(({ row, state, dossierCode, transferId = randomUUID() }) => {
    const owner = ssoAccount(ownerOf[row]);
    const id = randomUUID();
    const fileId = randomUUID();
    const code = state === 'ISSUED without dossier' ? null : (dossierCode ?? newDossierCode());
    lastNumber += 1;
    const subject = `Về việc số ${lastNumber} của ${row}`;
    documents.push({
      id,
      department_id: department[row === 'foreign' ? 'SNN' : 'STTTT'],
      division_id: division[divisionOf[row]],
      subject,
      kind: 'CONG_VAN',
      dossier_code: code,
      transfer_id: code && transferId,
      created_by: owner,
      created_at: at,
      changed_at: at,
      return_reason: null,
      ...progress(state, lastNumber),
    });
    files.push({
      id: fileId,
      document_id: id,
      name: 'Kết quả.pdf',
      ...province.file,
      uploaded_by: owner,
      uploaded_at: at,
      position: 0,
    });
    crossings.push({ transfer_id: transferId, document_id: id, kind: 'SEND_TO_IDESK', at });
    for (const account of province.participants) {
      events.push({ document_id: id, action: 'UPDATE', officer: account, at, version: 1, note: null });
    }
    return { id, fileId, transferId, dossierCode: code, subject };
  });
  await province.idesk.insertInto('documents').values(documents).execute();
  await province.idesk.insertInto('document_files').values(files).execute();
  await province.idesk.insertInto('crossings').values(crossings).execute();
  await province.idesk.insertInto('document_events').values(events).execute();
  return made;
}

type Progress = Pick<
  Insertable<IdeskSchema['documents']>,
  | 'state'
  | 'submitted_at'
  | 'approved_by'
  | 'approved_at'
  | 'signed_by'
  | 'signed_at'
  | 'number'
  | 'register_year'
  | 'symbol'
  | 'issued_on'
  | 'issued_by'
  | 'issued_at'
  | 'archived_by'
  | 'archived_at'
  | 'recalled_by'
  | 'recalled_at'
  | 'recall_reason'
>;

/** Who did what to bring a document into its state. */
function progress(state: DocumentState, number: number): Progress {
  const reached = ['DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED'].indexOf(state.split(' ')[0] ?? '');
  const issued = state === 'ARCHIVED' || reached >= 4;
  const after = (step: number) => issued || reached >= step;
  return {
    state: issued ? 'ISSUED' : (state as Exclude<DocumentState, 'ARCHIVED' | 'ISSUED without dossier'>),
    submitted_at: after(1) ? at : null,
    approved_by: after(2) ? ssoAccount('truongphong') : null,
    approved_at: after(2) ? at : null,
    signed_by: after(3) ? ssoAccount('lanhdao') : null,
    signed_at: after(3) ? at : null,
    number: issued ? number : null,
    // Registers of their own, so that the numbers that the tests take begin at 1.
    register_year: issued ? 2020 : null,
    symbol: issued ? `${number}/STTTT-BCVT` : null,
    issued_on: issued ? '2026-11-20' : null,
    issued_by: issued ? ssoAccount('vanthu') : null,
    issued_at: issued ? at : null,
    archived_by: state === 'ARCHIVED' ? ssoAccount('vanthu') : null,
    archived_at: state === 'ARCHIVED' ? at : null,
    recalled_by: null,
    recalled_at: null,
    recall_reason: null,
  };
}
