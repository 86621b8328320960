import type { Known } from '../workloads/system-workloads.ts';

const pageSize = 40;
const query = `query Explore($first: Int!, $after: String) {
  dossiers(first: $first, after: $after) { edges { node { code } } pageInfo { endCursor } }
}`;

/** Asks iGate which dossiers each leader sees: codes, and cursors from which a page may start. */
export async function exploreDossiers(
  url: string,
  leaders: readonly string[],
  tokens: ReadonlyMap<string, string>,
): Promise<Known['leaders']> {
  return Promise.all(leaders.map(async (account) => ({ account, ...(await seenBy(url, tokens.get(account) ?? '')) })));
}

async function seenBy(url: string, token: string) {
  const codes: string[] = [];
  const cursors: string[] = [];
  for (let page = 0; page < 3; page++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { first: pageSize, after: cursors.at(-1) ?? null } }),
    });
    const { data, errors }: Answer = JSON.parse(await response.text());
    if (!data?.dossiers) throw new Error(JSON.stringify(errors));
    const { edges, pageInfo } = data.dossiers;
    codes.push(...edges.map(({ node }) => node.code));
    if (pageInfo.endCursor !== null) cursors.push(pageInfo.endCursor);
  }
  return { codes, cursors };
}

interface Answer {
  readonly data?: {
    readonly dossiers: {
      readonly edges: readonly { readonly node: { readonly code: string } }[];
      readonly pageInfo: { readonly endCursor: string | null };
    } | null;
  };
  readonly errors?: unknown;
}
