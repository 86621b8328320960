/** A file of a draft or an issued document. Its bytes are kept under their SHA-256. */
export interface DocumentFile {
  readonly id: string;
  readonly documentId: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly uploadedAt: Date;
}
