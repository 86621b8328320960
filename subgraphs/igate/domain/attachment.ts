export type AttachmentKind = 'COMPONENT' | 'PROCESSING' | 'RESULT';

/** A file as it is kept: by content, under the name it was given. `size` in bytes. */
export interface FileDescription {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Attachment extends FileDescription {
  readonly id: string;
  readonly dossierCode: string;
  readonly kind: AttachmentKind;
  readonly uploadedById: string;
  readonly uploadedAt: Date;
  readonly stepId: string | null;
  /** The iDesk file that a result was taken from. */
  readonly sourceFileId: string | null;
  readonly transferId: string | null;
  /** When iDesk took back the document that a result came from, and why; null while it stands. */
  readonly recalledAt: Date | null;
  readonly recallReason: string | null;
}
