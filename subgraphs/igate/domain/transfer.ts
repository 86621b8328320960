import type { Bilingual } from '../../../platform/errors.ts';
import type { FileDescription } from './attachment.ts';

export type TransferKind = 'SEND_TO_IDESK' | 'ATTACH_RESULTS' | 'PUSH_RESULTS';
export type TransferState = 'PENDING' | 'DELIVERED' | 'FAILED';

/** One crossing between iGate and iDesk, in either direction. */
export interface Transfer {
  readonly id: string;
  readonly kind: TransferKind;
  readonly state: TransferState;
  readonly dossierCode: string;
  readonly subject: string | null;
  readonly requestedById: string | null;
  readonly ssoAccount: string | null;
  readonly requestedAt: Date;
  readonly deliveredAt: Date | null;
  readonly attempts: number;
  readonly lastError: Bilingual | null;
  /** ATTACH_RESULTS: the iDesk files that were asked for. */
  readonly requestedFileIds: readonly string[];
  /** SEND_TO_IDESK: version of the newest state of the draft that iDesk has told about; 0 before the first. */
  readonly ideskVersion: number;
}

export interface TransferFile extends FileDescription {
  readonly transferId: string;
  readonly sourceFileId: string | null;
}
