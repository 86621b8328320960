import type { GraphqlRequest, Workload } from './workload.ts';

const dossierFields = `
  code procedureName status receivedAt dueAt isOverdue ideskState
  assignee { fullName }
  steps { kind startedAt officer { fullName } }
  drafts { subject state version }
  issuedDocuments { number symbol issuedAt files { name size } }
`;
const one = `query One($code: DossierCode!) { dossier(code: $code) { ${dossierFields} attachments { name size } } }`;
const dashboard = `query Dashboard($first: Int!, $after: String) {
  dossiers(first: $first, after: $after) { edges { node { ${dossierFields} } } pageInfo { hasNextPage endCursor } }
}`;
const inbox = `query Inbox($first: Int!) {
  myDesk {
    fullName
    awaitingMe(first: $first) {
      totalCount
      edges {
        node {
          subject kind urgency version createdAt
          createdBy { fullName unit }
          dossier { code procedureName dueAt isOverdue }
          files { name size }
        }
      }
    }
  }
}`;
const create = `mutation Create($subject: String!) {
  createDraft(input: { subject: $subject }) { draft { subject kind urgency state version createdBy { fullName unit } } }
}`;

/** What the requests must name, as it is in the database. */
export interface Known {
  /** Of departments; each sees several hundred dossiers. */
  readonly leaders: readonly {
    readonly account: string;
    readonly codes: readonly string[];
    readonly cursors: readonly string[];
  }[];
  /** Who may begin drafts. */
  readonly specialists: readonly string[];
}

/** Over iGate and iDesk: what clerks, dashboards and leaders' phones ask, and a change. */
export function systemWorkloads({ leaders, specialists }: Known): readonly Workload[] {
  const codes = Math.max(...leaders.map((leader) => leader.codes.length));
  return [
    {
      name: 'one dossier',
      // Leader after leader, so that neighbouring requests are different officers'.
      asked: Array.from({ length: codes }, (_, at) => at).flatMap((at) =>
        leaders.flatMap(({ account, codes: seen }) => {
          const code = seen[at];
          return code === undefined ? [] : [{ account, request: requestOf('One', one, { code }) }];
        }),
      ),
    },
    pages('dashboard 50', 50, leaders),
    { ...pages('dashboard 500', 500, leaders), longer: 4 },
    {
      name: "leader's inbox",
      asked: sizesDownFrom(20, 16).flatMap((first) =>
        leaders.map(({ account }) => ({ account, request: requestOf('Inbox', inbox, { first }) })),
      ),
    },
    {
      name: 'begin a draft',
      asked: specialists.map((account, at) => ({
        account,
        request: requestOf('Create', create, { subject: `Về việc thẩm định hồ sơ, lần ${at}` }),
      })),
    },
  ];
}

function pages(name: string, most: number, leaders: Known['leaders']): Workload {
  return {
    name,
    asked: sizesDownFrom(most, 4).flatMap((first) =>
      leaders.flatMap(({ account, cursors }) =>
        [null, ...cursors].map((after) => ({ account, request: requestOf('Dashboard', dashboard, { first, after }) })),
      ),
    ),
  };
}

/**
 * So many sizes of a page that there are more requests than connections: some gateways answer what is asked twice at once
 * only once, which few officers do.
 */
function sizesDownFrom(most: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, less) => most - less);
}

function requestOf(operationName: string, query: string, variables: GraphqlRequest['variables']): GraphqlRequest {
  return { query, operationName, variables };
}
