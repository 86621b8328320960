import type { Bilingual } from '../../../platform/errors.ts';
import type { TransferState } from './vocabulary.ts';

/** One push of an issued document's files to the dossier in iGate; its id is also the transfer's id there. */
export interface ResultPush {
  readonly id: string;
  readonly documentId: string;
  readonly state: TransferState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly deliveredAt: Date | null;
  readonly attempts: number;
  /** Why the last attempt failed; null once one succeeded. */
  readonly lastError: Bilingual | null;
}
