import type { DeskUser } from './desk-user.ts';
import { awaiting, reachesInSomeState, type ScopedRow } from './row-scope.ts';

/**
 * Whether the document may come into the officer's inbox, or go from it, by any change: it is theirs, or waits for them in
 * one of its states. So of every change, whoever has lost it and whoever has got it hears.
 */
export function mayConcern(user: DeskUser, document: ScopedRow): boolean {
  return document.createdBy === user.ssoAccount || reachesInSomeState(awaiting(user), document);
}
