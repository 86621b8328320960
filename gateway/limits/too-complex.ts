import { RequestError } from '../../platform/errors.ts';

/** What of an operation can be too large. */
export type Measure = 'tokens' | 'depth' | 'fields' | 'rootFields' | 'aliases' | 'directives' | 'cost';

const measures: Readonly<Record<Measure, { readonly vi: string; readonly en: string }>> = {
  tokens: { vi: 'số từ tố (token)', en: 'number of tokens' },
  depth: { vi: 'độ sâu', en: 'depth' },
  fields: { vi: 'số trường, kể cả trong fragment', en: 'number of fields, with those of its fragments' },
  rootFields: { vi: 'số trường gốc', en: 'number of root fields' },
  aliases: { vi: 'số bí danh (alias)', en: 'number of aliases' },
  directives: { vi: 'số chỉ thị (directive)', en: 'number of directives' },
  cost: { vi: 'chi phí ước tính', en: 'estimated cost' },
};

/** `QUERY_TOO_COMPLEX`, with what was measured and what is allowed. `measured` is null where nobody counted to the end. */
export function tooComplex(measure: Measure, measured: number | null, limit: number): RequestError {
  const { vi, en } = measures[measure];
  const is = measured === null ? null : Math.ceil(measured);
  return new RequestError('QUERY_TOO_COMPLEX', {
    vi: `Truy vấn quá lớn: ${vi} ${is === null ? 'vượt' : `là ${is},`} giới hạn ${limit}. Hãy chia nhỏ hoặc giảm số dòng mỗi trang.`,
    en: `The query is too large: its ${en} is ${is === null ? 'above' : `${is},`} the limit ${is === null ? '' : 'is '}${limit}. Split it, or ask for fewer rows a page.`,
  });
}
