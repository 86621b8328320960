import type { FileUpload } from 'graphql-upload-ts';
import type { Transaction } from 'kysely';
import { holdCalendar } from '../../../platform/calendar/calendar-store.ts';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import { receiveUploads, type KeptFiles } from '../../../platform/files/receive-uploads.ts';
import { dayOf } from '../domain/calendar.ts';
import { dueAt } from '../domain/deadline.ts';
import { dossierCode } from '../domain/dossier-code.ts';
import type { Applicant, Procedure } from '../domain/dossier.ts';
import { badInput, isIdentifier, optionalText, requiredText } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { demandRight } from '../domain/rights.ts';
import { insertAttachments } from '../store/attachments.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { insertDossier, nextReceptionNumber } from '../store/dossiers.ts';
import { once } from '../store/idempotency-keys.ts';
import { departmentsByIds, proceduresByIds } from '../store/organisation.ts';
import { startStep } from '../store/processing-steps.ts';
import type { IgateSchema } from '../store/schema.ts';
import { readCalendar } from '../store/working-calendar.ts';
import { idempotencyKey, requestHash } from './request-hash.ts';
import type { IgateServices } from './services.ts';

export interface ReceiveDossierInput {
  readonly procedure: string;
  readonly applicant: {
    readonly fullName: string;
    readonly nationalId?: string | null | undefined;
    readonly phone?: string | null | undefined;
    readonly email?: string | null | undefined;
    readonly address?: string | null | undefined;
  };
  readonly components: readonly Promise<FileUpload>[];
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Tiếp nhận hồ sơ: takes a citizen's dossier in at the counter and gives it its code. Answers with the code.
 *
 * @throws RequestError `FORBIDDEN` for anybody but a one-stop officer; `BAD_USER_INPUT` for a procedure that the
 *   department does not offer, or an applicant without a name; the errors of `receiveUploads`.
 */
export async function receiveDossier(
  services: IgateServices,
  officer: Officer,
  input: ReceiveDossierInput,
): Promise<string> {
  demandRight(officer, 'RECEIVE');
  const key = idempotencyKey(input.idempotencyKey);
  const procedure = await procedureOf(services, officer, input.procedure);
  const applicant = applicantOf(input.applicant);
  const kept = await receiveUploads(services.files, input.components, services.uploads);
  const at = services.now();
  const hash = requestHash([procedure.id, applicant, kept.files]);
  return services.db
    .transaction()
    .execute((trx) =>
      once(trx, { officerId: officer.id, key, operation: 'receiveDossier', hash, at }, () =>
        record(trx, officer, { procedure, applicant, kept, at }),
      ),
    );
}

async function procedureOf({ db }: IgateServices, officer: Officer, id: string): Promise<Procedure> {
  const [procedure] = isIdentifier(id) ? await proceduresByIds(db, [id]) : [];
  if (procedure?.departmentId !== officer.departmentId) {
    throw badInput(
      'Đơn vị của bạn không có thủ tục này. Hãy chọn lại từ danh sách thủ tục.',
      'Your department offers no such procedure. Choose one from `procedures`.',
    );
  }
  return procedure;
}

function applicantOf(input: ReceiveDossierInput['applicant']): Applicant {
  return {
    fullName: requiredText(input.fullName, { vi: 'Họ tên người nộp', en: "The applicant's name" }, 200),
    nationalId: optionalText(input.nationalId, { vi: 'Số định danh', en: 'The national id' }, 20),
    phone: optionalText(input.phone, { vi: 'Số điện thoại', en: 'The phone number' }, 30),
    email: optionalText(input.email, { vi: 'Thư điện tử', en: 'The e-mail address' }, 254),
    address: optionalText(input.address, { vi: 'Địa chỉ', en: 'The address' }, 500),
  };
}

interface Reception {
  readonly procedure: Procedure;
  readonly applicant: Applicant;
  readonly kept: KeptFiles;
  readonly at: Date;
}

async function record(trx: Transaction<IgateSchema>, officer: Officer, reception: Reception): Promise<string> {
  const { procedure, applicant, kept, at } = reception;
  await settleClaims(trx, kept.claims);
  const [department] = await departmentsByIds(trx, [procedure.departmentId]);
  if (!department) throw new Error('a procedure of a department that is not there');
  await holdCalendar(trx);
  const calendar = await readCalendar(trx);
  const day = dayOf(at);
  const code = dossierCode(department.agencyCode, day, await nextReceptionNumber(trx, department.id, day));
  await insertDossier(trx, {
    code,
    departmentId: procedure.departmentId,
    divisionId: null,
    procedureId: procedure.id,
    procedureName: procedure.name,
    applicant,
    status: 'RECEIVED',
    step: 'RECEPTION',
    assigneeId: null,
    receivedAt: at,
    processingDays: procedure.processingDays,
    dueAt: dueAt(calendar, { receivedAt: at, processingDays: procedure.processingDays, holds: [] }),
    heldSince: null,
    dueRevision: 0,
    completedAt: null,
    returnedAt: null,
    changedAt: at,
    ideskState: 'NOT_SENT',
    ideskTransferId: null,
  });
  const stepId = await startStep(trx, { dossierCode: code, kind: 'RECEPTION', officerId: officer.id, at });
  await insertAttachments(
    trx,
    kept.files.map((file) => ({
      ...file,
      dossierCode: code,
      kind: 'COMPONENT' as const,
      uploadedById: officer.id,
      uploadedAt: at,
      stepId,
    })),
  );
  await writeAuditEntry(trx, {
    at,
    officerId: officer.id,
    action: 'RECEIVE',
    dossierCode: code,
    details: {
      subject: procedure.name,
      ...(kept.files.length > 0 && { files: kept.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) }),
    },
  });
  return code;
}
