import { isSha256, type StoredFile } from '../../../platform/files/file-store.ts';
import { isDossierCode } from '../domain/dossier-code.ts';
import { ideskEventKinds, type IdeskEvent } from '../domain/idesk-event.ts';
import { toldStates, type ToldState } from '../domain/idesk-state.ts';
import { isIdentifier } from '../domain/input.ts';

/** A message from iDesk that is not in the form that the two systems agreed on. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** A file of an issued document, as iDesk describes it. */
export interface IdeskFile extends StoredFile {
  readonly id: string;
}

export interface PushedResults {
  readonly dossierCode: string;
  /** SSO account of the officer who pushed. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly documentId: string;
  readonly symbol: string;
  /** The document no longer stands: what has not arrived before must not arrive any more. */
  readonly recalled: boolean;
  readonly files: readonly IdeskFile[];
}

export interface ToldIdeskState {
  readonly transferId: string;
  readonly documentId: string;
  readonly state: ToldState;
  /** Counts the draft's changes: a lower one is older news. */
  readonly version: number;
  /** When it was signed and issued, so far as it is by now; left out where iDesk does not tell. */
  readonly moments?: { readonly signedAt: Date | null; readonly issuedAt: Date | null };
}

export interface ToldRecall {
  /** SSO account of the clerk. */
  readonly by: string;
  readonly reason: string;
  readonly recalledAt: Date;
  /** All files of the recalled document. */
  readonly fileIds: readonly string[];
}

export interface IdeskNews extends ToldIdeskState {
  /** Every step of the draft up to this version: what an earlier message told, or should have told, is repeated. */
  readonly history: readonly IdeskEvent[];
  /** Null for every state but RECALLED. */
  readonly recall: ToldRecall | null;
}

export function readPushedResults(body: unknown): PushedResults {
  const message = record(body);
  const dossierCode = text(message, 'dossierCode');
  if (!isDossierCode(dossierCode)) throw new MalformedMessage('`dossierCode` is no dossier code');
  return {
    dossierCode,
    requestedBy: text(message, 'requestedBy'),
    requestedAt: moment(message, 'requestedAt'),
    documentId: text(message, 'documentId'),
    symbol: text(message, 'symbol'),
    recalled: message['recalled'] === true,
    files: readFiles(message),
  };
}

export function readIdeskState(body: unknown): IdeskNews {
  const message = record(body);
  const transferId = text(message, 'transferId');
  if (!isIdentifier(transferId)) throw new MalformedMessage('`transferId` is no id');
  const news = { ...readDraftAnswer(message), ...readMoments(message), history: readHistory(message) };
  return { transferId, ...news, recall: news.state === 'RECALLED' ? readRecall(message) : null };
}

/** Earlier releases of iDesk do not tell them. */
function readMoments(message: Readonly<Record<string, unknown>>): Pick<ToldIdeskState, 'moments'> {
  if (message['moments'] === undefined) return {};
  const moments = record(message['moments']);
  const optional = (field: string) => (moments[field] == null ? null : moment(moments, field));
  return { moments: { signedAt: optional('signedAt'), issuedAt: optional('issuedAt') } };
}

/** An iDesk that keeps its histories to itself sends none; steps of a kind that iGate does not know are left out. */
function readHistory(message: Readonly<Record<string, unknown>>): readonly IdeskEvent[] {
  const { history = [] } = message;
  if (!Array.isArray(history)) throw new MalformedMessage('`history` is no list');
  return history.flatMap((entry: unknown) => {
    const event = record(entry);
    const told = text(event, 'kind');
    const kind = ideskEventKinds.find((known) => known === told);
    if (!kind) return [];
    const version = count(event, 'version');
    if (version === 0) throw new MalformedMessage('`version` begins at 1');
    return { kind, version, at: moment(event, 'at'), officerName: text(event, 'officerName') };
  });
}

function readRecall(message: Readonly<Record<string, unknown>>): ToldRecall {
  const recall = record(message['recall']);
  const { fileIds } = recall;
  if (!Array.isArray(fileIds)) throw new MalformedMessage('`fileIds` is no list');
  return {
    by: text(recall, 'by'),
    reason: text(recall, 'reason'),
    recalledAt: moment(message, 'at'),
    fileIds: fileIds.map((id: unknown) => text({ id }, 'id')),
  };
}

/** What iDesk answers when a draft has arrived. */
export function readDraftAnswer(body: unknown): Omit<ToldIdeskState, 'transferId'> {
  const message = record(body);
  const told = text(message, 'state');
  const state = toldStates.find((known) => known === told);
  if (!state) throw new MalformedMessage('`state` is no state of a draft');
  return { documentId: text(message, 'documentId'), state, version: count(message, 'version') };
}

/** The files that a message names in `files`. */
export function readFiles(body: unknown): readonly IdeskFile[] {
  const { files } = record(body);
  if (!Array.isArray(files)) throw new MalformedMessage('`files` is no list');
  return files.map((entry: unknown) => {
    const file = record(entry);
    const sha256 = text(file, 'sha256');
    if (!isSha256(sha256)) throw new MalformedMessage('`sha256` is no digest');
    return {
      id: text(file, 'id'),
      name: text(file, 'name'),
      mediaType: text(file, 'mediaType'),
      size: count(file, 'size'),
      sha256,
    };
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedMessage('an object was expected');
  }
  return { ...value };
}

function text(message: Readonly<Record<string, unknown>>, field: string): string {
  const value = message[field];
  if (typeof value !== 'string' || value === '' || value.includes('\0')) {
    throw new MalformedMessage(`\`${field}\` is no text`);
  }
  return value;
}

function count(message: Readonly<Record<string, unknown>>, field: string): number {
  const value = message[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new MalformedMessage(`\`${field}\` is no count`);
  }
  return value;
}

function moment(message: Readonly<Record<string, unknown>>, field: string): Date {
  const value = new Date(text(message, field));
  if (Number.isNaN(value.getTime())) throw new MalformedMessage(`\`${field}\` is no moment`);
  return value;
}
