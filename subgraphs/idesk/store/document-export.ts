import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Language } from '../../../platform/errors.ts';
import type { ExportedTable } from '../../../platform/reports/exported-table.ts';
import { namedValue } from '../../../platform/reports/named-values.ts';
import { rowsFromDatabase, type QueryColumn } from '../../../platform/reports/rows-from-database.ts';
import { documentColumns } from '../domain/export-words.ts';
import { kindNames, stateNames, urgencyNames } from '../domain/word-names.ts';
import { listedDocuments, type WantedDocuments } from './document-lists.ts';
import type { IdeskSchema } from './schema.ts';

/** The documents in the scope that pass the filter, newest first and from one snapshot. */
export function exportedDocuments(
  { database, pool }: { readonly database: Kysely<IdeskSchema>; readonly pool: pg.Pool },
  wanted: WantedDocuments,
  language: Language,
): ExportedTable['rows'] {
  const values = valuesIn(language);
  return rowsFromDatabase({
    db: database,
    pool,
    columns: documentColumns.map(({ key }) => values[key]),
    rest: sql`
      from documents
      join departments on departments.id = documents.department_id
      join divisions on divisions.id = documents.division_id
      join desk_users on desk_users.sso_account = documents.created_by
      where ${sql.join(listedDocuments(wanted), sql` and `)}
      order by documents.created_at desc, documents.id desc
    `,
  });
}

function valuesIn(language: Language): Readonly<Record<(typeof documentColumns)[number]['key'], QueryColumn>> {
  const text = (name: string): QueryColumn => ({ text: sql.ref(name) });
  const moment = (name: string): QueryColumn => ({ moment: sql.ref(`documents.${name}`) });
  return {
    symbol: text('documents.symbol'),
    issuedOn: { text: sql`documents.issued_on::text` },
    kind: { text: namedValue('documents.kind', kindNames, language) },
    subject: text('documents.subject'),
    urgency: { text: namedValue('documents.urgency', urgencyNames, language) },
    state: { text: namedValue('documents.state', stateNames, language) },
    department: text('departments.name'),
    division: text('divisions.name'),
    creator: text('desk_users.full_name'),
    dossierCode: text('documents.dossier_code'),
    due: moment('due_at'),
    created: moment('created_at'),
    submitted: moment('submitted_at'),
    approved: moment('approved_at'),
    signed: moment('signed_at'),
    issued: moment('issued_at'),
    archived: moment('archived_at'),
    recalled: moment('recalled_at'),
  };
}
