import type { GraphqlRequest } from './workload.ts';

const fields = [
  'subject',
  'status',
  'receivedAt',
  'dueAt',
  'applicant { name address }',
  'attachments { id name size }',
];

/**
 * An operation over the graph in memory that nobody has seen before, of the size that a screen asks for: each number has
 * names of its own, and a selection of its own.
 */
export function unseenRequest(number: number): GraphqlRequest {
  const selected = fields.map((field, at) => ((number >> at) % 2 === 0 ? field : `as${number}f${at}: ${field}`));
  const query = `query Unseen${number}($number: Int!) {
    dossier${number}: dossier(number: $number) {
      code ${selected.join(' ')}
      drafts { id subject state symbol author { name unit } }
    }
  }`;
  return { query, operationName: `Unseen${number}`, variables: { number: number % 100 } };
}
