import { RequestError } from '../../../platform/errors.ts';
import { documentNotFound } from './refusals.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether text can be the id of anything here; the database would take anything else for an error of ours. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/** @throws RequestError `NOT_FOUND` for what cannot be an id: there is nothing under it. */
export function documentId(text: string): string {
  if (isId(text)) return text;
  throw documentNotFound();
}

/** @throws RequestError `BAD_USER_INPUT` for what cannot be the id of anything; nothing given is fine. */
export function demandIds(...ids: readonly (string | null | undefined)[]): void {
  if (ids.every((id) => id == null || isId(id))) return;
  throw new RequestError('BAD_USER_INPUT', {
    vi: 'Mã định danh trong bộ lọc không hợp lệ.',
    en: 'An id in the filter is not an id.',
  });
}
