import type { Kysely } from 'kysely';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { UploadLimits } from '../../../platform/files/receive-uploads.ts';
import type { Logger } from '../../../platform/logging.ts';
import type { Outbox } from '../../../platform/transfers/outbox.ts';
import type { Peer } from '../../../platform/transfers/peer.ts';
import type { IgateSchema } from '../store/schema.ts';

/** What the workers that deliver crossings work with. */
export interface DeliveryServices {
  readonly db: Kysely<IgateSchema>;
  readonly files: FileStore;
  /** iDesk. */
  readonly peer: Peer;
  readonly now: () => Date;
}

/** What actions work with. */
export interface IgateServices extends DeliveryServices {
  readonly uploads: UploadLimits;
  readonly outbox: Pick<Outbox, 'enqueue' | 'settled'>;
  readonly logger: Logger;
}

/** The queues of crossings that leave iGate, by the action that fills them. */
export const sendToIdeskQueue = 'send-to-idesk';
export const attachResultsQueue = 'attach-results';

/** How long an answer waits for a crossing to arrive: the happy path answers DELIVERED, and nobody waits for a system that is down. */
export const patienceMs = 900;
