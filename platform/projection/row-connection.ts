import type { ReadRows } from '../database/database.ts';
import type { Rows } from '../database/rows.ts';
import { momentText } from '../moment-text.ts';
import { toConnection, type Connection, type KeyValue, type SortKey } from '../pagination/keyset.ts';
import { numbersOf, type FoundRows, type PrintRow } from './found-rows.ts';
import { printList, printObject, type Print } from './print-object.ts';
import type { RowsOfKeys } from './projected-type.ts';
import { Reading } from './reading.ts';
import type { RequestedRows } from './requested-rows.ts';
import { readPage, type ReadColumns, type WantedPage } from './rows-statement.ts';
import type { FieldArguments, RootField } from './root-field.ts';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

/** What a field of `Query` lists by pages. */
interface ListedRows<Context, Sight> extends RequestedRows<Context, Sight> {
  readonly rows: RowsOfKeys<Sight>;
  /** `Database.readRows`. */
  readonly readRows: (context: Context) => ReadRows;
  /** Those that the caller sees, and asks for. */
  readonly list: (args: FieldArguments, context: Context) => Promise<ListedPage>;
}

interface ListedPage extends WantedPage {
  /** How many there are on all pages together. */
  readonly totalCount: () => Promise<number>;
}

/** What was read for a connection. */
interface Found<Sight> {
  /** Of rows, by their numbers. */
  readonly connection: Connection<number>;
  readonly nodes: FoundRows<Sight>;
  /** As far as it is selected. */
  readonly totalCount: number | undefined;
}

/** A field of `Query` that is a Relay connection. */
export function rowConnection<Context, Sight>(listed: ListedRows<Context, Sight>): RootField<Context> {
  return (selecting, field) => {
    const fields = fieldsBelow(selecting, field);
    const edgeFields = below(selecting, fields, 'edges');
    const nodeFields = edgeFields && below(selecting, edgeFields, 'node');
    const reading = new Reading<Sight>(selecting, listed.rows);
    const printNode = nodeFields && reading.print(listed.type, nodeFields);
    const print = printNode && printConnection(selecting, field, printNode);
    if (!print) return null;
    const columns = reading.columns(listed.rows);
    const findLists = reading.finishLists();
    const isCounted = fields.some(({ name }) => name === 'totalCount');
    return async (args, context) => {
      const wanted = await listed.list(args, context);
      const counting = isCounted ? wanted.totalCount() : undefined;
      const [rows, totalCount] = await Promise.all([readPage(columns, listed.readRows(context), wanted), counting]);
      const keys = keysIn(rows, columns, wanted);
      const connection = toConnection(numbersOf(rows), wanted.page, keys, wanted.totalCount);
      const shown = connection.edges.map(({ node }) => node);
      const given = { now: listed.now(context), sight: await listed.sight(context) };
      const nodes = await findLists(listed.readRowsByKey(context), rows, given, shown);
      return (out) => print(out, { connection, nodes, totalCount });
    };
  };
}

/** Where in a row its place in the order is: behind its key and the columns that were asked for. */
function keysIn<Sight>(rows: Rows, { columns }: ReadColumns<Sight>, { keys }: WantedPage): readonly SortKey<number>[] {
  return keys.map((key, at) => ({ ...key, valueOf: (row) => keyValue(rows.value(row, 1 + columns.length + at)) }));
}

function keyValue(value: unknown): KeyValue {
  if (value instanceof Date) return momentText(value);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`nothing is ordered by a ${typeof value}`);
}

/** What is selected of the one field of that name; null where it is selected never, or under several names. */
function below(selecting: Selecting, fields: readonly SelectedField[], name: string): readonly SelectedField[] | null {
  const [field, another] = fields.filter((each) => each.name === name);
  return field && !another ? fieldsBelow(selecting, field) : null;
}

function printConnection<Sight>(
  selecting: Selecting,
  connection: SelectedField,
  printNode: PrintRow<Sight>,
): Print<Found<Sight>> | null {
  return printObject<Found<Sight>>(selecting, connection, (field) => {
    switch (field.name) {
      case 'edges':
        return printEdges(selecting, field, printNode);
      case 'pageInfo':
        return printPageInfo(selecting, field);
      case 'totalCount':
        return (out, { totalCount }) => out.value(totalCount);
      default:
        return null;
    }
  });
}

interface FoundEdge<Sight> {
  readonly edge: Connection<number>['edges'][number];
  readonly nodes: FoundRows<Sight>;
}

function printEdges<Sight>(
  selecting: Selecting,
  edges: SelectedField,
  printNode: PrintRow<Sight>,
): Print<Found<Sight>> | null {
  const print = printObject<FoundEdge<Sight>>(selecting, edges, ({ name }) => {
    switch (name) {
      case 'cursor':
        return (out, { edge }) => out.value(edge.cursor);
      case 'node':
        return (out, { edge, nodes }) => printNode(out, edge.node, nodes);
      default:
        return null;
    }
  });
  if (!print) return null;
  return (out, { connection, nodes }) => printList(out, connection.edges, (_, edge) => print(out, { edge, nodes }));
}

function printPageInfo(selecting: Selecting, pageInfo: SelectedField): Print<Pick<Found<never>, 'connection'>> | null {
  return printObject<Pick<Found<never>, 'connection'>>(selecting, pageInfo, ({ name }) => {
    switch (name) {
      case 'hasNextPage':
      case 'hasPreviousPage':
      case 'startCursor':
      case 'endCursor':
        return (out, { connection }) => out.value(connection.pageInfo[name]);
      default:
        return null;
    }
  });
}
