import type { RequestError } from '../../../platform/errors.ts';
import type { DeskDocument } from './document.ts';
import type { Condition } from './permissions.ts';
import { notFromIgate, recalledDocument } from './refusals.ts';

/** What each condition of the table means, and the refusal where it does not hold. */
export const conditions: Readonly<
  Record<Condition, { readonly holds: (document: DeskDocument) => boolean; readonly refusal: () => RequestError }>
> = {
  IN_FORCE: { holds: (document) => !('recalled' in document && document.recalled), refusal: recalledDocument },
  FROM_IGATE: { holds: ({ transferId }) => transferId !== null, refusal: notFromIgate },
};
