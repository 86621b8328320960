import { at, holdsOne, ids, type Reading } from './reading.ts';

const page = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** Ways to a document, by its id. */
export const documentReadings: readonly Reading[] = [
  {
    way: 'Query.draft',
    at: 'idesk',
    ask: { type: 'ID!', field: (key) => `draft(id: ${key}) { id subject state files { name } }` },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'subject') !== null,
  },
  {
    way: 'Draft',
    at: 'idesk',
    ask: { entity: 'Draft', keyField: 'id', select: 'id subject state createdBy { fullName }' },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'subject') !== null,
  },
];

/** Ways that lead to issued documents only. */
export const issuedDocumentReadings: readonly Reading[] = [
  {
    way: 'Query.issuedDocument',
    at: 'idesk',
    ask: { type: 'ID!', field: (key) => `issuedDocument(id: ${key}) { id symbol pushes { id } }` },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'symbol') !== null,
  },
  {
    way: 'IssuedDocument',
    at: 'idesk',
    ask: { entity: 'IssuedDocument', keyField: 'id', select: 'id symbol issuedBy { fullName }' },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'symbol') !== null,
  },
];

/** Ways to a document's file, by the file's id. */
export const documentFileReadings: readonly Reading[] = [
  {
    way: 'DocumentFile',
    at: 'idesk',
    ask: { entity: 'DocumentFile', keyField: 'id', select: 'id name sha256 downloadUrl document { id subject }' },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'document', 'subject') !== null,
  },
];

/** A document through the code of its dossier. */
export const byDossierReadings: readonly Reading[] = (['drafts', 'issuedDocuments', 'availableResults'] as const).map(
  (field) => ({
    way: 'Dossier',
    what: field,
    at: 'idesk',
    ask: { entity: 'Dossier', keyField: 'code', select: `${field} { id }` },
    gives: (part, { id, fileId }) => ids(at(part, field)).includes(String(field === 'availableResults' ? fileId : id)),
  }),
);

/** A document through a transfer of iGate. */
export const byTransferReadings: readonly Reading[] = (['draft', 'document'] as const).map((field) => ({
  way: 'Transfer',
  what: field,
  at: 'idesk',
  ask: { entity: 'Transfer', keyField: 'id', select: `${field} { id subject }` },
  gives: (part, { id }) => at(part, field, 'id') === id,
}));

/** A document in the outgoing lists, by words of its subject. */
export const listReadings: readonly Reading[] = (['PROCESSING', 'TRACKING', 'ARCHIVE'] as const).map((list) => ({
  way: 'Query.outgoingDocuments',
  what: list,
  at: 'idesk',
  ask: {
    type: 'String!',
    field: (key) =>
      `outgoingDocuments(list: ${list}, filter: { search: ${key} }) { ${page} edges { cursor node { id subject } } }`,
  },
  gives: (part, { id }) => holdsOne(part, ['id'], String(id)),
}));

/** Ways to an officer, by the SSO account. */
export const deskOfficerReadings: readonly Reading[] = [
  {
    way: 'DeskUser',
    at: 'idesk',
    ask: { entity: 'DeskUser', keyField: 'ssoAccount', select: 'ssoAccount fullName unit roles' },
    gives: (part, { key }) => at(part, 'ssoAccount') === key && at(part, 'fullName') !== null,
  },
];
