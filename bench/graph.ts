import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

export const gateSdl = parse(`${link}
  type Query { dossiers(first: Int!): [Dossier!]  dossier(number: Int!): Dossier }
  enum Status { RECEIVED PROCESSING }
  type Dossier @key(fields: "code") {
    code: ID! subject: String! status: Status! receivedAt: String! dueAt: String
    applicant: Applicant attachments: [Attachment!]!
  }
  type Applicant { name: String! address: String }
  type Attachment { id: ID! name: String! size: Int! }
`);

export const deskSdl = parse(`${link}
  enum State { DRAFT ISSUED }
  type Dossier @key(fields: "code") { code: ID! drafts: [Draft!] }
  type Draft { id: ID! subject: String! state: State! symbol: String author: Author }
  type Author { name: String! unit: String }
`);

export function composeGraph(): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'gate', typeDefs: gateSdl, url: 'http://gate.invalid' },
    { name: 'desk', typeDefs: deskSdl, url: 'http://desk.invalid' },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

const fields = `
  code subject status receivedAt dueAt applicant { name address } attachments { id name size }
  drafts { id subject state symbol author { name unit } }
`;

export const workloads: Readonly<Record<string, (round: number) => { query: string; variables: object }>> = {
  'one dossier': (round) => ({
    query: `query One($number: Int!) { dossier(number: $number) { ${fields} } }`,
    variables: { number: round % 100 },
  }),
  'dashboard 50': () => ({
    query: `query Dashboard($first: Int!) { dossiers(first: $first) { ${fields} } }`,
    variables: { first: 50 },
  }),
  'dashboard 500': () => ({
    query: `query Dashboard($first: Int!) { dossiers(first: $first) { ${fields} } }`,
    variables: { first: 500 },
  }),
};
