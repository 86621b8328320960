import type { DeskDocument } from './document.ts';
import type { DeskUser } from './desk-user.ts';
import { conditions } from './conditions.ts';
import { rules, type DocumentAction, type DocumentFor } from './permissions.ts';
import { notAllowed, versionConflict, wrongStep } from './refusals.ts';
import { reaches, reachesInSomeState, rightsTo, scopeOf } from './row-scope.ts';

/**
 * The document, known to be in a state that the action starts from and reachable by the officer.
 *
 * Refusals come in a fixed order, so that nobody is told to reload what they could never do: role, version, state, and
 * what else the table demands.
 *
 * @param version the one the caller has seen; left out where an action does not ask for it.
 * @throws RequestError `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, and those of `conditions.ts`.
 */
export function permitted<Action extends Exclude<DocumentAction, 'SEE'>>(
  user: DeskUser,
  action: Action,
  document: DeskDocument,
  version?: number,
): DocumentFor<Action> {
  const scope = scopeOf(user, [action]);
  if (!reachesInSomeState(scope, document)) throw notAllowed(action);
  if (version !== undefined && version !== document.version) throw versionConflict(document.version);
  if (!isStartOf(action, document) || !reaches(scope, document)) {
    throw wrongStep(action, document.state, [...new Set(scope.flatMap((rows) => rows.states))]);
  }
  const demanded = new Set(rightsTo(user, action).flatMap((rule) => rule.when ?? []));
  for (const condition of demanded) {
    if (!conditions[condition].holds(document)) throw conditions[condition].refusal();
  }
  return document;
}

function isStartOf<Action extends DocumentAction>(
  action: Action,
  document: DeskDocument,
): document is DocumentFor<Action> {
  return rules.some((rule) => {
    const states: readonly string[] = 'in' in rule ? rule.in : [];
    return rule.action === action && states.includes(document.state);
  });
}
