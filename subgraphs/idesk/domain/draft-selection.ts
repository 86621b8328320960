import { RequestError } from '../../../platform/errors.ts';

/** One request may name as many drafts as a page shows. */
export const mostDrafts = 50;

/** @throws RequestError `BAD_USER_INPUT` for no drafts, too many, or one that is named twice. */
export function demandFewDistinct(draftIds: readonly string[]): void {
  if (draftIds.length === 0 || draftIds.length > mostDrafts) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Hãy chọn từ 1 đến ${mostDrafts} dự thảo mỗi lần.`,
      en: `Choose 1 to ${mostDrafts} drafts at a time.`,
    });
  }
  if (new Set(draftIds.map((id) => id.toLowerCase())).size < draftIds.length) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Có dự thảo được chọn hai lần. Hãy bỏ bớt rồi gửi lại.',
      en: 'A draft is named twice. Leave one out and send it again.',
    });
  }
}
