import type { DeskUser } from './desk-user.ts';
import type { DeskDocument } from './document.ts';
import { rules, type Action, type DocumentAction, type Rule } from './permissions.ts';
import type { DraftState } from './vocabulary.ts';

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

/** What of a document a scope looks at, beside its state. */
export type ScopedRow = Pick<DeskDocument, 'departmentId' | 'divisionId' | 'createdBy' | 'dossierCode'>;

/** The rows that any of the scopes reaches; an empty list reaches none. */
export type Scope = readonly RowScope[];

/** The rules of the table that give an officer a right, whatever the rows. */
export function rightsTo(user: DeskUser, action: Action): readonly Rule[] {
  const table: readonly Rule[] = rules;
  return table.filter((rule) => rule.action === action && (rule.role === 'ANYBODY' || user.roles.includes(rule.role)));
}

/** What an officer reaches with any of the actions. */
export function scopeOf(user: DeskUser, actions: readonly DocumentAction[]): Scope {
  return actions.flatMap((action) => rightsTo(user, action)).flatMap((rule) => rowScope(user, rule) ?? []);
}

/** Null where the rows hold no documents. */
function rowScope(user: DeskUser, rule: Rule): RowScope | null {
  const states = rule.in ?? [];
  switch (rule.rows) {
    case 'OWN':
      return { kind: 'OWN', account: user.ssoAccount, states };
    case 'DIVISION':
      return user.divisionId === null ? null : { kind: 'DIVISION', divisionId: user.divisionId, states };
    case 'DEPARTMENT':
      return { kind: 'DEPARTMENT', departmentId: user.departmentId, states, withDossierOnly: false };
    case 'DEPARTMENT_WITH_DOSSIER':
      return { kind: 'DEPARTMENT', departmentId: user.departmentId, states, withDossierOnly: true };
    case 'SEEN':
    case 'ALL':
      return null;
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
export function reachesInSomeState(scope: Scope, document: ScopedRow): boolean {
  return scope.some((rows) => holds(rows, document));
}

function holds(rows: RowScope, document: ScopedRow): boolean {
  switch (rows.kind) {
    case 'OWN':
      return document.createdBy === rows.account;
    case 'DIVISION':
      return document.divisionId === rows.divisionId;
    case 'DEPARTMENT':
      return document.departmentId === rows.departmentId && (!rows.withDossierOnly || document.dossierCode !== null);
  }
}

/** Whether drafts of this officer's can begin: in the own division, where there is one. */
export function mayCreate(user: DeskUser): boolean {
  return scopeOf(user, ['CREATE']).length > 0;
}

/** Which departments' officers an officer may look up: all of them, one department's, or none. */
export type OrganisationScope = 'ALL' | 'NONE' | { readonly departmentId: string };

export function visibleOfficers(user: DeskUser): OrganisationScope {
  const rows = rightsTo(user, 'SEE_OFFICER').map((rule) => rule.rows);
  if (rows.includes('ALL')) return 'ALL';
  return rows.includes('DEPARTMENT') ? { departmentId: user.departmentId } : 'NONE';
}
