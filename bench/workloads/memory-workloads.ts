import type { Workload } from './workload.ts';

const fields = `
  code subject status receivedAt dueAt applicant { name address } attachments { id name size }
  drafts { id subject state symbol author { name unit } }
`;
const one = `query One($number: Int!) { dossier(number: $number) { ${fields} } }`;
const page = `query Dashboard($first: Int!, $after: Int!) { dossiers(first: $first, after: $after) { ${fields} } }`;

/** Over the graph in memory: a dossier and pages of dossiers, each joined over both subgraphs. */
export const memoryWorkloads: readonly Workload[] = [
  {
    name: 'one dossier',
    requests: range(100).map((number) => ({ query: one, operationName: 'One', variables: { number } })),
  },
  dashboard(50),
  dashboard(500),
];

function dashboard(first: number): Workload {
  return {
    name: `dashboard ${first}`,
    requests: range(10).map((at) => ({ query: page, operationName: 'Dashboard', variables: { first, after: at * 7 } })),
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}
