/** The words a document is described with, as the database keeps them and the graph shows them. */

export const documentKinds = [
  'CONG_VAN',
  'QUYET_DINH',
  'THONG_BAO',
  'TO_TRINH',
  'BAO_CAO',
  'GIAY_PHEP',
  'KE_HOACH',
  'GIAY_MOI',
  'BIEN_BAN',
  'OTHER',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** From the least urgent to the most; `documents.urgency_rank` is the index in it. */
export const urgencies = ['NORMAL', 'URGENT', 'VERY_URGENT', 'FLASH'] as const;
export type Urgency = (typeof urgencies)[number];

export type DraftState = 'DRAFTING' | 'SUBMITTED' | 'APPROVED' | 'SIGNED' | 'ISSUED' | 'CANCELLED';

export const deskRoles = [
  'SPECIALIST',
  'DIVISION_HEAD',
  'DEPARTMENT_LEADER',
  'CLERK',
  'ONE_STOP_OFFICER',
  'ADMINISTRATOR',
  'REPORT_VIEWER',
] as const;
export type DeskRole = (typeof deskRoles)[number];

/** Xử lý văn bản đi, Theo dõi văn bản đi, Văn bản lưu. */
export type OutgoingList = 'PROCESSING' | 'TRACKING' | 'ARCHIVE';

/** By how little time the dossier has left, or by what the drafter said. */
export type AwaitingOrder = 'DUE_SOONEST' | 'MOST_URGENT';

export type TransferState = 'PENDING' | 'DELIVERED' | 'FAILED';

export type CrossingKind = 'SEND_TO_IDESK' | 'ATTACH_RESULTS' | 'PUSH_RESULTS';

export type DocumentEventKind =
  | 'CREATE'
  | 'RECEIVE_FROM_IGATE'
  | 'UPDATE'
  | 'ADD_FILES'
  | 'SUBMIT'
  | 'APPROVE'
  | 'RETURN'
  | 'SIGN'
  | 'ISSUE'
  | 'ARCHIVE'
  | 'RECALL'
  | 'PUSH_RESULTS';
