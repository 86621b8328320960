import { RequestError } from '../../../platform/errors.ts';
import type { Officer } from './officer.ts';
import { rules, type Action, type Rule } from './permissions.ts';
import { forbidden, type RightWithoutRow } from './refusals.ts';

/** The rules of the table that give an officer a right, whatever the rows. */
export function rightsTo(officer: Officer, action: Action): readonly Rule[] {
  return rules.filter(
    (rule) => rule.action === action && (rule.role === 'ANYBODY' || officer.roles.includes(rule.role)),
  );
}

/**
 * For what an officer asks for as such, before there is a row.
 *
 * @throws RequestError `FORBIDDEN` where none of the officer's roles gives the right.
 */
export function demandRight(officer: Officer, action: RightWithoutRow): void {
  if (rightsTo(officer, action).length === 0) throw new RequestError('FORBIDDEN', forbidden[action]);
}
