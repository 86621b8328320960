import { sql } from 'kysely';
import {
  column,
  expression,
  key,
  many,
  referred,
  type ProjectedField,
  type ProjectedType,
  type RowsOfKeys,
} from '../../../platform/projection/projected-type.ts';
import type { Scope } from '../domain/row-scope.ts';
import { inScope } from './document-scope.ts';

const deskUser: ProjectedType = {
  name: 'DeskUser',
  fields: {
    ssoAccount: column('sso_account'),
    fullName: column('full_name'),
    position: column('position'),
    unit: expression(
      (user) => sql`coalesce(
        (select name from divisions where id = ${sql.ref(`${user}.division_id`)}),
        (select name from departments where id = ${sql.ref(`${user}.department_id`)})
      )`,
    ),
    roles: column('roles'),
  },
};

const file: ProjectedType = {
  name: 'DocumentFile',
  fields: {
    id: column('id'),
    name: column('name'),
    mediaType: column('media_type'),
    size: column('size'),
    sha256: column('sha256'),
    uploadedAt: column('uploaded_at'),
  },
};

/** What drafts and issued documents show alike. */
const outgoing = {
  id: column('id'),
  subject: column('subject'),
  kind: column('kind'),
  urgency: column('urgency'),
  dossierCode: column('dossier_code'),
  createdBy: officerNamed('created_by'),
  createdAt: column('created_at'),
  files: many(
    file,
    {
      from: sql`document_files`,
      table: 'document_files',
      key: 'document_id',
      type: 'uuid',
      by: sql`document_files.position`,
    },
    { key: 'id' },
  ),
};

const draft: ProjectedType = {
  name: 'Draft',
  fields: {
    ...outgoing,
    state: column('state'),
    dueAt: column('due_at'),
    heldSince: column('held_since'),
    version: column('version'),
    returnReason: column('return_reason'),
  },
};

const issuedDocument: ProjectedType = {
  name: 'IssuedDocument',
  fields: {
    ...outgoing,
    number: column('number'),
    symbol: column('symbol'),
    issuedOn: column('issued_on'),
    signedBy: officerNamed('signed_by'),
    issuedBy: officerNamed('issued_by'),
    issuedAt: column('issued_at'),
    archivedAt: column('archived_at'),
    recalledAt: column('recalled_at'),
    recallReason: column('recall_reason'),
  },
};

function officerNamed(reference: string): ProjectedField {
  return referred(deskUser, { by: reference, table: 'desk_users', key: 'sso_account' });
}

const documents: RowsOfKeys<Scope> = {
  from: sql`documents`,
  table: 'documents',
  key: 'dossier_code',
  type: 'text',
  where: inScope,
  by: sql`documents.created_at, documents.id`,
};

/** What iDesk has to say of a dossier: of its documents those that the officer sees. */
export const projectedDossier: ProjectedType<Scope> = {
  name: 'Dossier',
  fields: {
    code: key,
    drafts: many(draft, documents),
    issuedDocuments: many(issuedDocument, documents, { only: { column: 'state', is: 'ISSUED' } }),
  },
};
