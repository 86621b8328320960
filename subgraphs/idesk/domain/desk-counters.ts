import type { DeskUser } from './desk-user.ts';
import { scopeOf, type Scope } from './row-scope.ts';

/** How many drafts lie on an officer's desk, and how pressing they are. */
export interface DeskCounters {
  readonly awaitingApproval: number;
  readonly awaitingSignature: number;
  readonly awaitingIssue: number;
  /** Of those three: whose dossier is past its due date. */
  readonly overdue: number;
  /** Of those three: whose dossier is due later today. */
  readonly dueToday: number;
  /** Of those three: marked more urgent than usual. */
  readonly urgent: number;
  readonly drafting: number;
  /** Of those being drafted: that were given back. */
  readonly returned: number;
}

/** Which drafts each figure counts. */
export interface CountedScopes {
  readonly approval: Scope;
  readonly signature: Scope;
  readonly issue: Scope;
  readonly own: Scope;
}

export function countedFor(user: DeskUser): CountedScopes {
  return {
    approval: scopeOf(user, ['APPROVE']),
    signature: scopeOf(user, ['SIGN']),
    issue: scopeOf(user, ['ISSUE']),
    own: scopeOf(user, ['SUBMIT']),
  };
}
