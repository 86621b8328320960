import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { likePattern } from '../../../platform/database/vietnamese-search.ts';
import { rowsOfFigure } from '../../../platform/reports/figures.ts';
import {
  applyPage,
  pageRequest,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type SortKey,
} from '../../../platform/pagination/keyset.ts';
import type { DeskDocument } from '../domain/document.ts';
import type { DocumentDimensions, DocumentFigure, FigureFacts } from '../domain/report.ts';
import type { Scope } from '../domain/row-scope.ts';
import {
  urgencies,
  type AwaitingOrder,
  type DocumentKind,
  type DraftState,
  type OutgoingList,
} from '../domain/vocabulary.ts';
import { documentConditions, documentFigures } from './document-figures.ts';
import { documentColumns, toDocument } from './document-row.ts';
import { inScope } from './document-scope.ts';
import type { IdeskSchema } from './schema.ts';

type Documents = SelectQueryBuilder<IdeskSchema, 'documents', object>;

const createdAt: Omit<SortKey<DeskDocument>, 'direction'> = {
  expression: sql.ref('documents.created_at'),
  type: 'timestamptz',
  valueOf: (document) => document.createdAt.toISOString(),
};
const id: Omit<SortKey<DeskDocument>, 'direction'> = {
  expression: sql.ref('documents.id'),
  type: 'uuid',
  valueOf: (document) => document.id,
};
const newestFirst: readonly SortKey<DeskDocument>[] = [
  { ...createdAt, direction: 'desc' },
  { ...id, direction: 'desc' },
];
const mostUrgentFirst: readonly SortKey<DeskDocument>[] = [
  {
    expression: sql.ref('documents.urgency_rank'),
    type: 'integer',
    direction: 'desc',
    valueOf: (document) => urgencies.indexOf(document.urgency),
  },
  { ...createdAt, direction: 'asc' },
  { ...id, direction: 'asc' },
];
/** Those without a due date, and those of dossiers on hold, come last, and so by urgency and age. */
const dueSoonestFirst: readonly SortKey<DeskDocument>[] = [
  {
    expression: sql.ref('documents.pressing_at'),
    type: 'timestamptz',
    direction: 'asc',
    nullable: true,
    valueOf: ({ dueAt, heldSince }) => (heldSince === null && dueAt !== null ? dueAt.toISOString() : null),
  },
  ...mostUrgentFirst,
];
const awaitingOrders: Readonly<Record<AwaitingOrder, readonly SortKey<DeskDocument>[]>> = {
  DUE_SOONEST: dueSoonestFirst,
  MOST_URGENT: mostUrgentFirst,
};

/** An officer's own drafts, as far as the viewer sees them, newest first. */
export async function listDraftsOf(
  database: Kysely<IdeskSchema>,
  { account, scope, states }: { account: string; scope: Scope; states: readonly DraftState[] | null },
  args: ConnectionArguments,
): Promise<Connection<DeskDocument>> {
  let drafts: Documents = database
    .selectFrom('documents')
    .where('documents.created_by', '=', account)
    .where(inScope(scope));
  if (states) drafts = drafts.where(sql<boolean>`documents.state = any(${[...states]}::text[])`);
  return connection(drafts, args, newestFirst, JSON.stringify(['drafts', account, states]));
}

interface Awaiting {
  readonly account: string;
  readonly awaiting: Scope;
  readonly scope: Scope;
  readonly states: readonly DraftState[] | null;
  readonly order: AwaitingOrder;
}

/** Drafts that wait for an officer, as far as the viewer sees them. */
export async function listAwaiting(
  database: Kysely<IdeskSchema>,
  { account, awaiting, scope, states, order }: Awaiting,
  args: ConnectionArguments,
): Promise<Connection<DeskDocument>> {
  let drafts: Documents = database.selectFrom('documents').where(inScope(awaiting)).where(inScope(scope));
  if (states) drafts = drafts.where(sql<boolean>`documents.state = any(${[...states]}::text[])`);
  return connection(drafts, args, awaitingOrders[order], JSON.stringify(['awaiting', account, states, order]));
}

export interface OutgoingFilter {
  readonly dossierCode?: string | null;
  readonly fromIgate?: boolean | null;
  readonly search?: string | null;
  readonly kinds?: readonly DocumentKind[] | null;
  /** `YYYY-MM-DD`, inclusive. */
  readonly issuedFrom?: string | null;
  /** `YYYY-MM-DD`, inclusive. */
  readonly issuedTo?: string | null;
}

/**
 * One of the outgoing lists, newest first: PROCESSING is under way and not archived, TRACKING is what the viewer took
 * part in since it was submitted, ARCHIVE is archived.
 */
export async function listOutgoing(
  database: Kysely<IdeskSchema>,
  { viewer, scope, list, filter }: { viewer: string; scope: Scope; list: OutgoingList; filter: OutgoingFilter },
  args: ConnectionArguments,
): Promise<Connection<DeskDocument>> {
  const documents = filtered(onList(database.selectFrom('documents').where(inScope(scope)), list, viewer), filter);
  return connection(documents, args, newestFirst, JSON.stringify(['outgoing', viewer, list, filter]));
}

export interface WantedDocuments {
  readonly scope: Scope;
  readonly filter: DocumentDimensions;
  /** Those that a figure counts where one is named. */
  readonly figure: { readonly figure: DocumentFigure; readonly facts: FigureFacts } | null;
}

/** The documents in the scope that pass the filter, as conditions on the row of `documents`. */
export function listedDocuments({ scope, filter, figure }: WantedDocuments): readonly RawBuilder<SqlBool>[] {
  const conditions = [inScope(scope), ...documentConditions(filter)];
  return figure ? [...conditions, rowsOfFigure(documentFigures(figure.facts), figure.figure)] : conditions;
}

/** The documents in the scope that pass the filter, newest first. */
export async function listDocuments(
  database: Kysely<IdeskSchema>,
  wanted: WantedDocuments,
  args: ConnectionArguments,
): Promise<Connection<DeskDocument>> {
  const all: Documents = database.selectFrom('documents');
  const documents = listedDocuments(wanted).reduce((narrowed, condition) => narrowed.where(condition), all);
  return connection(documents, args, newestFirst, 'documents');
}

function onList(documents: Documents, list: OutgoingList, viewer: string): Documents {
  if (list !== 'TRACKING') return documents.where('documents.stage', '=', list);
  return documents
    .where('documents.stage', '<>', 'DRAFTING')
    .where(sql<boolean>`documents.id in (select document_id from document_events where officer = ${viewer})`);
}

function filtered(documents: Documents, filter: OutgoingFilter): Documents {
  let query = documents;
  const { dossierCode, fromIgate, search, kinds, issuedFrom, issuedTo } = filter;
  if (dossierCode != null) query = query.where('documents.dossier_code', '=', dossierCode);
  if (fromIgate != null) query = query.where('documents.transfer_id', fromIgate ? 'is not' : 'is', null);
  if (search != null) query = query.where('documents.search_key', 'like', likePattern(search));
  if (kinds != null) query = query.where(sql<boolean>`documents.kind = any(${[...kinds]}::text[])`);
  if (issuedFrom != null) query = query.where('documents.issued_on', '>=', issuedFrom);
  if (issuedTo != null) query = query.where('documents.issued_on', '<=', issuedTo);
  return query;
}

async function connection(
  documents: Documents,
  args: ConnectionArguments,
  keys: readonly SortKey<DeskDocument>[],
  ordering: string,
): Promise<Connection<DeskDocument>> {
  const page = pageRequest(args, ordering);
  const rows = await applyPage(documents.select(documentColumns), page, keys).execute();
  return toConnection(rows.map(toDocument), page, keys, async () => {
    const { count } = await documents.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    return count;
  });
}
