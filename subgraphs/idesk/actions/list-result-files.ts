import { RequestError } from '../../../platform/errors.ts';
import type { DocumentFile } from '../domain/document-file.ts';
import { isId } from '../domain/ids.ts';
import { rememberCrossing } from '../store/crossings.ts';
import { findFilesWithDocuments } from '../store/document-files.ts';
import type { Desk } from './desk.ts';

interface WantedResults {
  /** The transfer that takes the files, where there is one already: it will lead back to their documents. */
  readonly transferId: string | null;
  readonly dossierCode: string;
  readonly fileIds: readonly string[];
}

export interface ResultFile extends DocumentFile {
  readonly symbol: string;
  readonly issuedAt: Date;
}

/**
 * The files that iGate wants to attach to a dossier, in the order asked for.
 *
 * @throws RequestError `NOT_FOUND` for an unknown file, `DOCUMENT_NOT_ISSUED` for one of a draft or of a recalled
 *   document, `BAD_USER_INPUT` for one of another dossier.
 */
export async function listResultFiles(desk: Desk, wanted: WantedResults): Promise<readonly ResultFile[]> {
  const found = await findFilesWithDocuments(desk.database, wanted.fileIds.filter(isId));
  const byId = new Map(found.map((file) => [file.id, file]));
  const files = wanted.fileIds.map((id) => {
    const file = byId.get(id);
    if (!file) throw unknownFile();
    if (file.dossierCode !== wanted.dossierCode) throw fileOfAnotherDossier();
    const { symbol, issuedAt } = file;
    if (symbol === null || issuedAt === null) throw new RequestError('DOCUMENT_NOT_ISSUED');
    if (file.recalledAt !== null) throw recalledSource();
    return { ...file, symbol, issuedAt };
  });
  if (wanted.transferId !== null) {
    const documentIds = [...new Set(files.map((file) => file.documentId))];
    const crossing = { transferId: wanted.transferId, documentIds, kind: 'ATTACH_RESULTS', at: desk.now() } as const;
    await rememberCrossing(desk.database, crossing);
  }
  return files;
}

function unknownFile(): RequestError {
  return new RequestError('NOT_FOUND', {
    vi: 'Không tìm thấy tệp này trong iDesk. Hãy tải lại danh sách tệp kết quả.',
    en: 'There is no such file in iDesk. Reload the list of result files.',
  });
}

function fileOfAnotherDossier(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Có tệp thuộc văn bản của hồ sơ khác. Hãy chọn tệp của đúng hồ sơ này.',
    en: 'One of the files belongs to a document of another dossier. Choose files of this dossier.',
  });
}

function recalledSource(): RequestError {
  return new RequestError('DOCUMENT_NOT_ISSUED', {
    vi: 'Văn bản chứa tệp này đã bị thu hồi. Hãy chọn tệp của văn bản còn hiệu lực.',
    en: 'The document of this file has been recalled. Choose a file of a document that still stands.',
  });
}
