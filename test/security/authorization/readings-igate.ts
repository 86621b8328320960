import { at, holdsOne, type Reading } from './reading.ts';

const page = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** Ways to a dossier, by its code. */
export const dossierReadings: readonly Reading[] = [
  {
    way: 'Query.dossier',
    at: 'igate',
    ask: { type: 'DossierCode!', field: (key) => `dossier(code: ${key}) { code status procedureName }` },
    gives: (part, { key }) => at(part, 'code') === key && at(part, 'status') !== null,
  },
  {
    way: 'Query.dossiers',
    at: 'igate',
    ask: {
      type: 'DossierCode!',
      field: (key) => `dossiers(filter: { codes: [${key}] }) { ${page} edges { cursor node { code status } } }`,
    },
    gives: (part, { key }) => holdsOne(part, ['code'], key),
  },
  {
    way: 'Dossier',
    at: 'igate',
    ask: { entity: 'Dossier', keyField: 'code', select: 'code status procedureName' },
    gives: (part, { key }) => at(part, 'code') === key && at(part, 'status') !== null,
  },
];

/** Ways to a file of a dossier, by its id. */
export const attachmentReadings: readonly Reading[] = [
  {
    way: 'Attachment',
    at: 'igate',
    ask: { entity: 'Attachment', keyField: 'id', select: 'id name sha256 downloadUrl uploadedBy { fullName }' },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'name') !== null,
  },
];

/** Ways to a crossing: by its id, and by its dossier. */
export const transferReadings: readonly Reading[] = [
  {
    way: 'Transfer',
    at: 'igate',
    ask: { entity: 'Transfer', keyField: 'id', select: 'id state subject requestedBy { fullName } files { name }' },
    gives: (part, { key }) => at(part, 'id') === key && at(part, 'subject') !== null,
  },
];

export const transferListReadings: readonly Reading[] = [
  {
    way: 'Query.transfers',
    at: 'igate',
    ask: {
      type: 'DossierCode!',
      field: (key) => `transfers(filter: { dossierCode: ${key} }) { ${page} edges { cursor node { id subject } } }`,
    },
    gives: (part, { id }) => holdsOne(part, ['id'], String(id)),
  },
];

/** Ways to an officer, by the iGate account. */
export const officerReadings: readonly Reading[] = [
  {
    way: 'Query.officers',
    at: 'igate',
    ask: { type: 'String!', field: (key) => `officers(search: ${key}) { account fullName roles linkedSsoAccount }` },
    gives: (part, { key }) => at(part, 0, 'account') === key && at(part, 1) === null,
  },
  {
    way: 'Officer',
    at: 'igate',
    ask: { entity: 'Officer', keyField: 'account', select: 'account fullName roles linkedSsoAccount' },
    gives: (part, { key }) => at(part, 'account') === key && at(part, 'fullName') !== null,
  },
];

/** Ways to an officer, by the SSO account that is linked. */
export const deskUserReadings: readonly Reading[] = [
  {
    way: 'DeskUser',
    at: 'igate',
    ask: { entity: 'DeskUser', keyField: 'ssoAccount', select: 'officer { account fullName }' },
    gives: (part, { id }) => at(part, 'officer', 'account') === id,
  },
];

export const procedureReadings: readonly Reading[] = [
  {
    way: 'Query.procedures',
    at: 'igate',
    ask: { type: 'String!', field: (key) => `procedures(search: ${key}) { code name }` },
    gives: (part, { key }) => at(part, 0, 'code') === key && at(part, 1) === null,
  },
];
