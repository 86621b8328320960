import type { DeskDocument } from './document.ts';
import type { DeskUser } from './desk-user.ts';
import type { DeskRole, DraftState } from './vocabulary.ts';

export type DocumentAction =
  | 'SEE'
  | 'CREATE'
  | 'UPDATE'
  | 'SUBMIT'
  | 'APPROVE'
  | 'RETURN'
  | 'SIGN'
  | 'ISSUE'
  | 'ARCHIVE'
  | 'RECALL'
  | 'PUSH_RESULTS';

/** Whose documents a rule reaches, seen from the officer: their own, their division's, their department's. */
type Rows = 'OWN' | 'DIVISION' | 'DEPARTMENT' | 'DEPARTMENT_WITH_DOSSIER';

interface Rule {
  readonly role: DeskRole;
  readonly action: DocumentAction;
  readonly rows: Rows;
  /** States in which the document may be. */
  readonly in: readonly DraftState[];
}

export const anyState = ['DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'CANCELLED'] as const;

/**
 * Who may do what to which documents, and in which states: the whole of iDesk's authorization. Checks, the SQL that
 * restricts lists, and the list of what awaits an officer all come from this table. Several roles add up.
 */
export const rules = [
  { role: 'SPECIALIST', action: 'SEE', rows: 'OWN', in: anyState },
  { role: 'DIVISION_HEAD', action: 'SEE', rows: 'DIVISION', in: anyState },
  { role: 'DEPARTMENT_LEADER', action: 'SEE', rows: 'DEPARTMENT', in: anyState },
  { role: 'CLERK', action: 'SEE', rows: 'DEPARTMENT', in: ['SIGNED', 'ISSUED'] },
  { role: 'ONE_STOP_OFFICER', action: 'SEE', rows: 'DEPARTMENT_WITH_DOSSIER', in: ['ISSUED'] },

  { role: 'SPECIALIST', action: 'CREATE', rows: 'OWN', in: ['DRAFTING'] },
  { role: 'DIVISION_HEAD', action: 'CREATE', rows: 'OWN', in: ['DRAFTING'] },
  { role: 'SPECIALIST', action: 'UPDATE', rows: 'OWN', in: ['DRAFTING'] },
  { role: 'DIVISION_HEAD', action: 'UPDATE', rows: 'OWN', in: ['DRAFTING'] },
  { role: 'SPECIALIST', action: 'SUBMIT', rows: 'OWN', in: ['DRAFTING'] },
  { role: 'DIVISION_HEAD', action: 'SUBMIT', rows: 'OWN', in: ['DRAFTING'] },

  { role: 'DIVISION_HEAD', action: 'APPROVE', rows: 'DIVISION', in: ['SUBMITTED'] },
  { role: 'DIVISION_HEAD', action: 'RETURN', rows: 'DIVISION', in: ['SUBMITTED'] },
  { role: 'DEPARTMENT_LEADER', action: 'RETURN', rows: 'DEPARTMENT', in: ['APPROVED'] },
  { role: 'DEPARTMENT_LEADER', action: 'SIGN', rows: 'DEPARTMENT', in: ['APPROVED'] },

  { role: 'CLERK', action: 'ISSUE', rows: 'DEPARTMENT', in: ['SIGNED'] },
  { role: 'CLERK', action: 'ARCHIVE', rows: 'DEPARTMENT', in: ['ISSUED'] },
  { role: 'CLERK', action: 'RECALL', rows: 'DEPARTMENT', in: ['ISSUED'] },

  { role: 'SPECIALIST', action: 'PUSH_RESULTS', rows: 'OWN', in: ['ISSUED'] },
  { role: 'DIVISION_HEAD', action: 'PUSH_RESULTS', rows: 'OWN', in: ['ISSUED'] },
  { role: 'CLERK', action: 'PUSH_RESULTS', rows: 'DEPARTMENT', in: ['ISSUED'] },
] as const satisfies readonly Rule[];

/** The document in one of the states that an action starts from. */
export type DocumentFor<Action extends DocumentAction> = Extract<
  DeskDocument,
  { state: Extract<(typeof rules)[number], { action: Action }>['in'][number] }
>;

/** Rows of `documents` that an officer reaches by one rule. */
export type RowScope =
  | { readonly kind: 'OWN'; readonly account: string; readonly states: readonly DraftState[] }
  | { readonly kind: 'DIVISION'; readonly divisionId: string; readonly states: readonly DraftState[] }
  | {
      readonly kind: 'DEPARTMENT';
      readonly departmentId: string;
      readonly states: readonly DraftState[];
      readonly withDossierOnly: boolean;
    };

/** The rows that any of the scopes reaches; an empty list reaches none. */
export type Scope = readonly RowScope[];

/** What an officer reaches with any of the actions. */
export function scopeOf(user: DeskUser, actions: readonly DocumentAction[]): Scope {
  return rules
    .filter((rule) => user.roles.includes(rule.role) && actions.includes(rule.action))
    .flatMap((rule) => rowScope(user, rule) ?? []);
}

function rowScope(user: DeskUser, rule: Rule): RowScope | null {
  const states = rule.in;
  switch (rule.rows) {
    case 'OWN':
      return { kind: 'OWN', account: user.ssoAccount, states };
    case 'DIVISION':
      return user.divisionId === null ? null : { kind: 'DIVISION', divisionId: user.divisionId, states };
    case 'DEPARTMENT':
      return { kind: 'DEPARTMENT', departmentId: user.departmentId, states, withDossierOnly: false };
    case 'DEPARTMENT_WITH_DOSSIER':
      return { kind: 'DEPARTMENT', departmentId: user.departmentId, states, withDossierOnly: true };
  }
}

export const visibleTo = (user: DeskUser): Scope => scopeOf(user, ['SEE']);

/** Drafts that cannot go on without this officer. */
export const awaiting = (user: DeskUser): Scope => scopeOf(user, ['APPROVE', 'SIGN', 'ISSUE']);

/** Whether the scopes reach the document in the state it is in. */
export function reaches(scope: Scope, document: DeskDocument): boolean {
  return scope.some((rows) => rows.states.includes(document.state) && holds(rows, document));
}

/** Whether the scopes would reach the document if only its state were right. */
export function reachesInSomeState(scope: Scope, document: DeskDocument): boolean {
  return scope.some((rows) => holds(rows, document));
}

function holds(rows: RowScope, document: DeskDocument): boolean {
  switch (rows.kind) {
    case 'OWN':
      return document.createdBy === rows.account;
    case 'DIVISION':
      return document.divisionId === rows.divisionId;
    case 'DEPARTMENT':
      return document.departmentId === rows.departmentId && (!rows.withDossierOnly || document.dossierCode !== null);
  }
}

export function mayCreate(user: DeskUser): boolean {
  return user.divisionId !== null && scopeOf(user, ['CREATE']).length > 0;
}
