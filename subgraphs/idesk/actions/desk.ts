import type { Kysely } from 'kysely';
import type { Keeping } from '../../../platform/files/file-claims.ts';
import type { UploadLimits } from '../../../platform/files/receive-uploads.ts';
import type { Logger } from '../../../platform/logging.ts';
import type { Outbox } from '../../../platform/transfers/outbox.ts';
import type { Peer } from '../../../platform/transfers/peer.ts';
import type { IdeskSchema } from '../store/schema.ts';

/** What the actions work with. */
export interface Desk {
  readonly database: Kysely<IdeskSchema>;
  readonly files: Keeping;
  readonly uploads: UploadLimits;
  readonly outbox: Pick<Outbox, 'enqueue' | 'settled'>;
  readonly igate: Pick<Peer, 'send' | 'file'>;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** The outbox's queues, by what they carry; `crossings.ts` says what is done with them. */
export const queues = {
  pushResults: 'push-results-to-igate',
  reportState: 'report-state-to-igate',
} as const;
