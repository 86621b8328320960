import type { StoredFile } from '../../platform/files/file-store.ts';
import type { StepKind } from '../../subgraphs/igate/domain/steps.ts';
import { officerOf } from '../world/officers.ts';
import type { Crossing } from './crossings.ts';
import type { IgateRow } from './dossier-story.ts';
import type { Outline } from './outline.ts';

interface DossierFiles {
  readonly outline: Outline;
  readonly code: string;
  readonly steps: readonly IgateRow<'processing_steps'>[];
  readonly components: readonly StoredFile[];
  readonly examination: StoredFile | null;
  readonly crossing: Crossing | null;
}

/** Thành phần hồ sơ, tệp tin xử lý, tập tin kết quả. */
export function attachmentRows({
  outline,
  code,
  steps,
  components,
  examination,
  crossing,
}: DossierFiles): IgateRow<'attachments'>[] {
  const { moments, staff, assignee, random } = outline;
  const rows: IgateRow<'attachments'>[] = [];
  const attach = (
    file: StoredFile,
    kind: IgateRow<'attachments'>['kind'],
    by: string,
    at: Date,
    step: StepKind,
    source: { readonly fileId: string | null; readonly transferId: string } | null = null,
  ): void => {
    const { name, mediaType, size, sha256 } = file;
    rows.push({
      id: random.uuid(at),
      dossier_code: code,
      kind,
      name,
      media_type: mediaType,
      size,
      sha256,
      uploaded_by: by,
      uploaded_at: at,
      step_id: steps.find((one) => one.kind === step)?.id ?? null,
      source_file_id: source?.fileId ?? null,
      transfer_id: source?.transferId ?? null,
    });
  };

  const [receivedAt, examinedAt] = [moments.get('received'), moments.get('examined')];
  if (receivedAt) for (const file of components) attach(file, 'COMPONENT', staff.oneStop.id, receivedAt, 'RECEPTION');
  if (examination && examinedAt) attach(examination, 'PROCESSING', assignee.id, examinedAt, 'PROCESSING');

  const result = crossing?.result;
  for (const file of result?.files ?? []) {
    if (!result) break;
    const stored = { name: file.name, mediaType: file.media_type, size: file.size, sha256: file.sha256 };
    const source = { fileId: file.id ?? null, transferId: result.transferId };
    attach(stored, 'RESULT', officerOf(result.requestedBy).id, result.deliveredAt, 'PROCESSING', source);
  }
  return rows;
}
