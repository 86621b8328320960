import type { ErrorCode } from '../../../platform/errors.ts';
import type { Caller } from './accounts.ts';

/**
 * Who may see and do what, written out by hand from the design of the system, account by account: on purpose not from the
 * tables that the subgraphs decide by.
 *
 * Rows are called after what they are to `hoant`: their own, a colleague's in the same division (`chualienket`'s), another
 * division's in the same department (`chuyenvien2`'s), one that no division has taken yet, another department's
 * (`chuyenviensnn`'s).
 */
export const dossierRows = ['own', 'division', 'department', 'untaken', 'foreign'] as const;
export type DossierRow = (typeof dossierRows)[number];

/** Nothing is untaken in iDesk: a draft is its author's from the first moment. */
export const documentRows = ['own', 'division', 'department', 'foreign'] as const;
export type DocumentRow = (typeof documentRows)[number];

/** A document in every state, and in what else decides who sees it. */
export const documentStates = [
  'DRAFTING',
  'SUBMITTED',
  'APPROVED',
  'SIGNED',
  'ISSUED',
  'ISSUED without dossier',
  'ARCHIVED',
  'CANCELLED',
] as const;
export type DocumentState = (typeof documentStates)[number];

/** Callers whom a subgraph refuses whatever they ask for. */
export const refused: Readonly<Record<'igate' | 'idesk', Partial<Record<Caller, ErrorCode>>>> = {
  igate: { chualienket: 'SSO_ACCOUNT_NOT_LINKED', nobody: 'UNAUTHENTICATED' },
  idesk: { 'chualienket in iGate': 'UNAUTHENTICATED', nobody: 'UNAUTHENTICATED' },
};

const issued = ['ISSUED', 'ISSUED without dossier', 'ARCHIVED'] as const;
const wholeDepartment = ['own', 'division', 'department', 'untaken'] as const;

/** Dossiers, with their steps, results and processing files. */
export const dossiersSeen: Readonly<Record<Caller, readonly DossierRow[]>> = {
  hoant: ['own'],
  'chualienket in iGate': ['division'],
  chuyenvien2: ['department'],
  truongphong: ['own', 'division', 'untaken'],
  lanhdao: wholeDepartment,
  vanthu: wholeDepartment,
  motcua: wholeDepartment,
  quantri: [],
  baocao: [],
  chuyenviensnn: ['foreign'],
  chualienket: [],
  nobody: [],
};

/** Components belong to the applicant, whom the clerk is not to know. */
export const componentsSeen: typeof dossiersSeen = { ...dossiersSeen, vanthu: [] };

/** Crossings: of the dossiers that one sees; all of them for the administrator. */
export const transfersSeen: typeof dossiersSeen = {
  ...dossiersSeen,
  quantri: ['own', 'division', 'department', 'untaken', 'foreign'],
};

/** How much of the applicant each caller is shown of the dossiers that they see. */
export const applicantShown: Readonly<Partial<Record<Caller, 'in full' | 'masked' | 'not at all'>>> = {
  hoant: 'in full',
  'chualienket in iGate': 'in full',
  chuyenvien2: 'in full',
  truongphong: 'in full',
  motcua: 'in full',
  lanhdao: 'masked',
  vanthu: 'not at all',
  chuyenviensnn: 'in full',
};

interface DocumentsSeen {
  readonly rows: readonly DocumentRow[];
  /** Every state where left out. */
  readonly states?: readonly DocumentState[];
}

/** Drafts and documents. `chualienket` is a specialist in iDesk like any other. */
export const documentsSeen: Readonly<Record<Caller, DocumentsSeen>> = {
  hoant: { rows: ['own'] },
  chualienket: { rows: ['division'] },
  chuyenvien2: { rows: ['department'] },
  truongphong: { rows: ['own', 'division'] },
  lanhdao: { rows: ['own', 'division', 'department'] },
  vanthu: {
    rows: ['own', 'division', 'department'],
    states: ['SIGNED', 'ISSUED', 'ISSUED without dossier', 'ARCHIVED'],
  },
  motcua: { rows: ['own', 'division', 'department'], states: ['ISSUED', 'ARCHIVED'] },
  quantri: { rows: [] },
  baocao: { rows: [] },
  chuyenviensnn: { rows: ['foreign'] },
  'chualienket in iGate': { rows: [] },
  nobody: { rows: [] },
};

/** Officers: colleagues of the department, and everybody for the administrator, in both systems. */
export function seesOfficerOf(caller: Caller, department: 'STTTT' | 'SNN'): boolean {
  return caller === 'quantri' || (caller === 'chuyenviensnn' ? department === 'SNN' : department === 'STTTT');
}

type Outcome = 'done' | ErrorCode;

/** Who may do something, and with which outcome where it is not simply done; everybody else who sees the row is refused. */
type DoneBy<Row extends string> = Readonly<Partial<Record<Caller, Partial<Record<Row, Outcome>>>>>;

const bySpecialists = {
  hoant: { own: 'done' },
  'chualienket in iGate': { division: 'done' },
  chuyenvien2: { department: 'done' },
  chuyenviensnn: { foreign: 'done' },
} as const;

const sendsBySpecialists = {
  ...bySpecialists,
  'chualienket in iGate': { division: 'SSO_ACCOUNT_NOT_LINKED' },
} as const;

const byTheCounter = { own: 'done', division: 'done', department: 'done' } as const;

/** What is done to dossiers. `untaken` ones are in the step RECEPTION, the others in the one that is named. */
export const doneToDossiers = {
  assign: { step: 'PROCESSING', by: { truongphong: { own: 'done', division: 'done', untaken: 'done' } } },
  'add components': { step: 'PROCESSING', by: { motcua: { ...byTheCounter, untaken: 'done' } } },
  'add processing files': { step: 'PROCESSING', by: bySpecialists },
  'ask for a supplement': {
    step: 'PROCESSING',
    by: {
      ...bySpecialists,
      motcua: { own: 'WRONG_STEP', division: 'WRONG_STEP', department: 'WRONG_STEP', untaken: 'done' },
    },
  },
  suspend: {
    step: 'PROCESSING',
    by: { truongphong: { own: 'done', division: 'done', untaken: 'WRONG_STEP' } },
  },
  'end the wait for a supplement': {
    step: 'PROCESSING',
    hold: 'SUPPLEMENT_REQUESTED',
    by: { ...bySpecialists, motcua: { ...byTheCounter, untaken: 'done' } },
  },
  'end a suspension': {
    step: 'PROCESSING',
    hold: 'SUSPENDED',
    by: { truongphong: { own: 'done', division: 'done', untaken: 'done' } },
  },
  send: { step: 'PROCESSING', by: sendsBySpecialists },
  'attach results': {
    step: 'PROCESSING',
    by: {
      ...bySpecialists,
      motcua: { own: 'WRONG_STEP', division: 'WRONG_STEP', department: 'WRONG_STEP', untaken: 'WRONG_STEP' },
    },
  },
  'attach results later': {
    step: 'RESULT_INTAKE',
    by: { ...bySpecialists, motcua: { ...byTheCounter, untaken: 'WRONG_STEP' } },
  },
  'complete processing': { step: 'PROCESSING', by: { ...bySpecialists, motcua: { untaken: 'done' } } },
  'complete result intake': { step: 'RESULT_INTAKE', by: { motcua: { ...byTheCounter, untaken: 'done' } } },
  'retry a transfer of the assignee': {
    step: 'PROCESSING',
    by: {
      ...bySpecialists,
      quantri: { own: 'done', division: 'done', department: 'done', untaken: 'done', foreign: 'done' },
    },
  },
} as const satisfies Readonly<Record<string, DossierDeed>>;

export interface DossierDeed {
  readonly step: 'PROCESSING' | 'RESULT_INTAKE';
  readonly hold?: 'SUPPLEMENT_REQUESTED' | 'SUSPENDED';
  readonly by: DoneBy<DossierRow>;
}

/** Who does what to documents in which states; in others it is not the time (`WRONG_STEP`, of a push `DOCUMENT_NOT_ISSUED`). */
export const doneToDocuments = {
  change: byAuthors(),
  'add files': byAuthors(),
  submit: byAuthors(),
  approve: byTheHead(),
  'approve several': byTheHead(),
  return: { ...byTheHead(), ...byTheLeader() },
  'return several': { ...byTheHead(), ...byTheLeader() },
  sign: byTheLeader(),
  'sign several': byTheLeader(),
  issue: byTheClerk(['SIGNED']),
  'issue several': byTheClerk(['SIGNED']),
  archive: byTheClerk(issued),
  recall: byTheClerk(issued),
  // One that came from no dossier has none to go to: BAD_USER_INPUT.
  push: { ...byAuthors(['ISSUED', 'ARCHIVED']), ...byTheClerk(['ISSUED', 'ARCHIVED']) },
} as const satisfies Readonly<Record<string, DocumentDeed>>;

export type DocumentDeed = Readonly<
  Partial<Record<Caller, { readonly rows: readonly DocumentRow[]; readonly from: readonly DocumentState[] }>>
>;

/** Figures of reports: of what one sees, and of everything for the report viewer; the administrator gets none. */
export const seesFigures: readonly Caller[] = [
  'hoant',
  'chualienket',
  'chualienket in iGate',
  'chuyenvien2',
  'truongphong',
  'lanhdao',
  'vanthu',
  'motcua',
  'baocao',
  'chuyenviensnn',
];

export const createsDrafts: readonly Caller[] = ['hoant', 'chualienket', 'chuyenvien2', 'truongphong', 'chuyenviensnn'];
export const receivesDossiers: readonly Caller[] = ['motcua'];
export const readsAuditLog: readonly Caller[] = ['quantri'];
export const changesCalendar: readonly Caller[] = ['quantri'];

function byAuthors(from: readonly DocumentState[] = ['DRAFTING']): DocumentDeed {
  return {
    hoant: { rows: ['own'], from },
    chualienket: { rows: ['division'], from },
    chuyenvien2: { rows: ['department'], from },
    // A division head may draft, but none of these drafts is theirs.
    truongphong: { rows: [], from },
    chuyenviensnn: { rows: ['foreign'], from },
  };
}

function byTheHead(): DocumentDeed {
  return { truongphong: { rows: ['own', 'division'], from: ['SUBMITTED'] } };
}

function byTheLeader(): DocumentDeed {
  return { lanhdao: { rows: ['own', 'division', 'department'], from: ['APPROVED'] } };
}

function byTheClerk(from: readonly DocumentState[]): DocumentDeed {
  return { vanthu: { rows: ['own', 'division', 'department'], from } };
}
