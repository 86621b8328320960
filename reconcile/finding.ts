import type { Kysely } from 'kysely';
import type { FileStore } from '../platform/files/file-store.ts';
import type { DocumentKind } from '../subgraphs/idesk/domain/vocabulary.ts';
import type { IdeskSchema } from '../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../subgraphs/igate/store/schema.ts';
import type { Kind } from './kinds.ts';

/** Both systems as they keep themselves: their databases and their files. */
export interface Systems {
  readonly igate: Kysely<IgateSchema>;
  readonly idesk: Kysely<IdeskSchema>;
  readonly igateFiles: FileStore;
  readonly ideskFiles: FileStore;
}

/** What may be mended without a person's judgement. */
export type Repair =
  | { readonly do: 'ENQUEUE_TRANSFER'; readonly transferId: string; readonly kind: 'SEND_TO_IDESK' | 'ATTACH_RESULTS' }
  | { readonly do: 'TELL_CALENDAR' }
  | { readonly do: 'ENQUEUE_PUSH'; readonly pushId: string }
  | { readonly do: 'REPORT_STATE'; readonly transferId: string; readonly documentId: string }
  | { readonly do: 'TELL_DUE_DATE'; readonly transferId: string; readonly dossierCode: string }
  | { readonly do: 'REMEMBER_MESSAGE'; readonly system: 'iGate' | 'iDesk'; readonly messageId: string }
  | {
      readonly do: 'REMEMBER_CROSSING';
      readonly kind: 'SEND_TO_IDESK' | 'PUSH_RESULTS';
      readonly transferId: string;
      readonly documentId: string;
    }
  | { readonly do: 'RAISE_REGISTER'; readonly departmentId: string; readonly kind: DocumentKind; readonly year: number }
  | { readonly do: 'RAISE_RECEPTION_COUNTER'; readonly departmentId: string; readonly day: string }
  | { readonly do: 'REMOVE_FILE'; readonly system: 'iGate' | 'iDesk'; readonly sha256: string };

/** One disagreement. */
export interface Finding {
  readonly kind: Kind;
  /** What it is about; with the kind, this tells one finding from another. */
  readonly subject: string;
  /** What was found, in a sentence. */
  readonly what: string;
  readonly repair?: Repair;
}

export type Findings = AsyncGenerator<Finding>;
