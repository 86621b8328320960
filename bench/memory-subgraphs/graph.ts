import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

export const gateSdl = parse(`${link}
  type Query { dossiers(first: Int!, after: Int!): [Dossier!]  dossier(number: Int!): Dossier }
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

/** The supergraph over the two, with their addresses: some gateways know no other place for these. */
export function composeGraph(urls: { readonly gate: string; readonly desk: string }): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'gate', typeDefs: gateSdl, url: urls.gate },
    { name: 'desk', typeDefs: deskSdl, url: urls.desk },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}
