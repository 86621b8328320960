import { RequestError } from '../../../platform/errors.ts';

/** For what the database guarantees: a step's dossier, a division's department. */
export function required<Row>(row: Row | null | undefined): Row {
  if (row == null) throw new Error('a row that another row refers to is not there');
  return row;
}

/** For what a mutation has just changed: it may have left the caller's sight in the same moment. */
export function stillVisible<Row>(row: Row | null): Row {
  if (row === null) throw new RequestError('NOT_FOUND');
  return row;
}
