import type { ReadJson } from '../database/database.ts';
import { toConnection, type Connection, type SortKey } from '../pagination/keyset.ts';
import { printList, printObject, type Print } from './print-object.ts';
import type { RowsOfKeys } from './projected-type.ts';
import { Reading } from './reading.ts';
import type { RequestedRows } from './requested-rows.ts';
import { readPage, type ReadColumns, type Row, type WantedPage } from './rows-statement.ts';
import type { FieldArguments, RootField } from './root-field.ts';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

/** What a field of `Query` lists by pages. */
interface ListedRows<Context, Sight> extends RequestedRows<Context, Sight> {
  readonly rows: RowsOfKeys<Sight>;
  /** `Database.readJson`. */
  readonly readJson: (context: Context) => ReadJson;
  /** Those that the caller sees, and asks for. */
  readonly list: (args: FieldArguments, context: Context) => Promise<ListedPage>;
}

interface ListedPage extends WantedPage {
  /** How many there are on all pages together. */
  readonly totalCount: () => Promise<number>;
}

/** What was read for a connection. */
interface Found {
  readonly connection: Connection<Row>;
  /** Of each edge, as JSON. */
  readonly nodes: readonly string[];
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
    const print = printConnection(selecting, field);
    if (!printNode || !print) return null;
    const columns = reading.columns(listed.rows);
    const show = reading.finishShowing([{ print: printNode, includes: () => true }]);
    const isCounted = fields.some(({ name }) => name === 'totalCount');
    return async (args, context) => {
      const wanted = await listed.list(args, context);
      const counting = isCounted ? wanted.totalCount() : undefined;
      const [rows, totalCount] = await Promise.all([readPage(columns, listed.readJson(context), wanted), counting]);
      const connection = toConnection(rows, wanted.page, keysIn(columns, wanted), wanted.totalCount);
      const shown = connection.edges.map(({ node }) => node);
      const given = { now: listed.now(context), sight: await listed.sight(context) };
      const [texts] = await show(listed.readJsonByKey(context), shown, given);
      const nodes = shown.map((row) => texts?.get(row[0] ?? '') ?? 'null');
      return print({ connection, nodes, totalCount });
    };
  };
}

/** Where in a row its place in the order is: behind its key and the columns that were asked for. */
function keysIn<Sight>({ columns }: ReadColumns<Sight>, { keys }: WantedPage): readonly SortKey<Row>[] {
  return keys.map((key, at) => ({ ...key, valueOf: (row) => JSON.parse(row[1 + columns.length + at] ?? 'null') }));
}

/** What is selected of the one field of that name; null where it is selected never, or under several names. */
function below(selecting: Selecting, fields: readonly SelectedField[], name: string): readonly SelectedField[] | null {
  const [field, another] = fields.filter((each) => each.name === name);
  return field && !another ? fieldsBelow(selecting, field) : null;
}

function printConnection(selecting: Selecting, connection: SelectedField): Print<Found> | null {
  return printObject<Found>(selecting, connection, (field) => {
    switch (field.name) {
      case 'edges':
        return printEdges(selecting, field);
      case 'pageInfo':
        return printPageInfo(selecting, field);
      case 'totalCount':
        return ({ totalCount }) => String(totalCount);
      default:
        return null;
    }
  });
}

function printEdges(selecting: Selecting, edges: SelectedField): Print<Found> | null {
  const print = printObject<{ readonly cursor: () => string; readonly node: string }>(selecting, edges, ({ name }) => {
    switch (name) {
      case 'cursor':
        return ({ cursor }) => JSON.stringify(cursor());
      case 'node':
        return ({ node }) => node;
      default:
        return null;
    }
  });
  if (!print) return null;
  return ({ connection, nodes }) =>
    printList(nodes.map((node, at) => print({ cursor: () => connection.edges[at]?.cursor ?? '', node })));
}

function printPageInfo(selecting: Selecting, pageInfo: SelectedField): Print<Found> | null {
  return printObject<Found>(selecting, pageInfo, ({ name }) => {
    switch (name) {
      case 'hasNextPage':
      case 'hasPreviousPage':
      case 'startCursor':
      case 'endCursor':
        return ({ connection }) => JSON.stringify(connection.pageInfo[name]);
      default:
        return null;
    }
  });
}
