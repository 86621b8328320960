import { exceptionBases, type KnownException } from '../../platform/calendar/vietnamese-holidays.ts';
import { exceptionKinds } from '../../platform/calendar/working-calendar.ts';
import { RequestError } from '../../platform/errors.ts';
import { isSha256, type StoredFile } from '../../platform/files/file-store.ts';
import type { SentDossier } from './actions/take-in-draft.ts';
import { isDossierCode } from './domain/dossier-code.ts';
import { isId } from './domain/ids.ts';
import type { DueDate } from './store/due-dates.ts';

/** Reads what iGate sends. A message that is not of this form never will be: `BAD_USER_INPUT` tells it not to try again. */

type Fields = Readonly<Record<string, unknown>>;

export function readSentDossier(transferId: string, body: unknown): SentDossier {
  const fields = object(body);
  return {
    transferId: id(transferId, 'transferId'),
    dossierCode: code(fields),
    subject: text(fields, 'subject'),
    ssoAccount: text(fields, 'ssoAccount'),
    files: list(fields, 'files').map(readFile),
    // An iGate that tells of no due dates sends neither of the two.
    due: fields['dueRevision'] === undefined ? null : readDueDate(fields),
    dossierHasEnded: fields['dossierHasEnded'] === true,
  };
}

export function readWantedResults(body: unknown) {
  const fields = object(body);
  const { transferId } = fields;
  return {
    transferId: transferId === undefined || transferId === null ? null : id(transferId, 'transferId'),
    dossierCode: code(fields),
    fileIds: list(fields, 'fileIds').map((fileId) => {
      if (typeof fileId === 'string') return fileId;
      throw malformed('fileIds');
    }),
  };
}

export function readDueDates(body: unknown): readonly (DueDate & { readonly transferId: string })[] {
  return list(object(body), 'dueDates').map((entry) => {
    const fields = object(entry);
    return { transferId: id(fields['transferId'], 'transferId'), ...readDueDate(fields) };
  });
}

/** The calendar of working days as iGate keeps it, whole; the higher version is the newer one. */
export function readCalendar(body: unknown) {
  const fields = object(body);
  const { version } = fields;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) throw malformed('version');
  return { version, exceptions: list(fields, 'exceptions').map(readException) };
}

function readException(value: unknown): KnownException {
  const fields = object(value);
  const day = text(fields, 'day');
  const kind = exceptionKinds.find((known) => known === fields['kind']);
  const basis = exceptionBases.find((known) => known === fields['basis']);
  if (!isDay(day)) throw malformed('day');
  if (!kind) throw malformed('kind');
  if (!basis) throw malformed('basis');
  return { day, kind, basis, name: text(fields, 'name'), source: text(fields, 'source') };
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
}

function readDueDate(fields: Fields): DueDate {
  const { dueAt, dueRevision: revision } = fields;
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision < 0) throw malformed('dueRevision');
  // An iGate that tells of no holds leaves the other one out.
  const isHeld = fields['heldSince'] !== null && fields['heldSince'] !== undefined;
  return {
    at: dueAt === null ? null : moment(fields, 'dueAt'),
    heldSince: isHeld ? moment(fields, 'heldSince') : null,
    revision,
  };
}

function moment(fields: Fields, name: string): Date {
  const at = new Date(text(fields, name));
  if (Number.isNaN(at.getTime())) throw malformed(name);
  return at;
}

function readFile(value: unknown): StoredFile {
  const fields = object(value);
  const { size } = fields;
  const sha256 = text(fields, 'sha256');
  if (!isSha256(sha256)) throw malformed('sha256');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1) throw malformed('size');
  return { name: text(fields, 'name'), mediaType: text(fields, 'mediaType'), size, sha256 };
}

function object(value: unknown): Fields {
  if (isObject(value)) return value;
  throw malformed('object');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw malformed(name);
}

function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value)) return value;
  throw malformed(name);
}

function id(value: unknown, name: string): string {
  if (typeof value === 'string' && isId(value)) return value;
  throw malformed(name);
}

function code(fields: Fields): string {
  const value = text(fields, 'dossierCode');
  if (isDossierCode(value)) return value;
  throw malformed('dossierCode');
}

function malformed(field: string): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: `Thông điệp giữa hai hệ thống sai ở trường “${field}”. Hãy báo quản trị.`,
    en: `The message between the two systems is wrong at “${field}”. Tell the administrator.`,
  });
}
