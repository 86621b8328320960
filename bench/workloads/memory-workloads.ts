import type { Workload } from './workload.ts';

const fields = `
  code subject status receivedAt dueAt applicant { name address } attachments { id name size }
  drafts { id subject state symbol author { name unit } }
`;
const one = `query One($number: Int!) { dossier(number: $number) { ${fields} } }`;
const page = `query Dashboard($first: Int!, $after: Int!) { dossiers(first: $first, after: $after) { ${fields} } }`;

/** More officers than there are connections, as in a working day. */
export const memoryOfficers = Array.from({ length: 300 }, (_, number) => `canbo${number}@stttt.binhdinh.gov.vn`);

/** Over the graph in memory: a dossier and pages of dossiers, each joined over both subgraphs. */
export const memoryWorkloads: readonly Workload[] = [
  {
    name: 'one dossier',
    asked: memoryOfficers.map((account, at) => ({
      account,
      request: { query: one, operationName: 'One', variables: { number: at % 100 } },
    })),
  },
  dashboard(50),
  dashboard(500),
];

function dashboard(first: number): Workload {
  return {
    name: `dashboard ${first}`,
    asked: memoryOfficers.map((account, at) => ({
      account,
      request: { query: page, operationName: 'Dashboard', variables: { first, after: (at % 10) * 7 } },
    })),
  };
}
