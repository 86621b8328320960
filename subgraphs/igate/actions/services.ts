import type { Kysely } from 'kysely';
import type { Keeping } from '../../../platform/files/file-claims.ts';
import type { UploadLimits } from '../../../platform/files/receive-uploads.ts';
import type { Logger } from '../../../platform/logging.ts';
import type { Outbox } from '../../../platform/transfers/outbox.ts';
import type { Peer } from '../../../platform/transfers/peer.ts';
import type { TransferKind } from '../domain/transfer.ts';
import type { IgateSchema } from '../store/schema.ts';

/** What the workers that deliver crossings work with. */
export interface DeliveryServices {
  readonly db: Kysely<IgateSchema>;
  readonly files: Keeping;
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

/** The queues of crossings that iGate delivers; results that iDesk pushes are delivered by iDesk. */
export const sendToIdeskQueue = 'send-to-idesk';
export const attachResultsQueue = 'attach-results';
/** Whose messages are versions of the calendar. */
export const calendarQueueName = 'tell-calendar';
export const crossingQueue = {
  SEND_TO_IDESK: sendToIdeskQueue,
  ATTACH_RESULTS: attachResultsQueue,
} as const satisfies Partial<Record<TransferKind, string>>;
