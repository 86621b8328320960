import { getArgumentValues, getOperationAST, getVariableValues, type DocumentNode, type GraphQLSchema } from 'graphql';
import { jsonBytes, type JsonWriter, type PrintJson } from '../json-writer.ts';
import type { ReadField, RootField } from './root-field.ts';
import { fieldsOf, selectingIn, type SelectedField } from './selected.ts';

/** The fields of `Query` that can be projected, by name. */
export type RootFields<Context> = Readonly<Record<string, RootField<Context>>>;

/**
 * Gives a query's answer as JSON, byte for byte what executing it would give; null where it turns out that it has to be
 * executed.
 *
 * @throws what resolvers would throw; executing the query tells it as GraphQL does.
 */
export type ProjectedQuery<Context> = (
  context: Context,
  variables: Readonly<Record<string, unknown>> | undefined,
) => Promise<Buffer | null>;

/**
 * Makes of a query the statements that read what it selects, and what prints their rows. Null where something of it has to be
 * resolved.
 *
 * @param document is valid, and without `@skip` and `@include`.
 */
export function projectQuery<Context>(
  schema: GraphQLSchema,
  rootFields: RootFields<Context>,
  document: DocumentNode,
  operationName: string | undefined,
): ProjectedQuery<Context> | null {
  const query = schema.getQueryType();
  const operation = getOperationAST(document, operationName);
  if (!query || !operation) return null;
  const selecting = selectingIn(schema, document);
  const fields: ReadingField<Context>[] = [];
  for (const field of fieldsOf(selecting, query, operation.selectionSet)) {
    const read = Object.hasOwn(rootFields, field.name) ? rootFields[field.name]?.(selecting, field) : null;
    if (!read) return null;
    fields.push({ ...field, read });
  }
  return async (context, variables = {}) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (!coerced) return null;
    const reading = await Promise.all(fields.map((field) => readField(field, coerced, context)));
    const prints = reading.filter((print) => print !== null);
    return prints.length < fields.length ? null : jsonBytes((out) => printAnswer(out, prints));
  };
}

interface ReadingField<Context> extends SelectedField {
  readonly read: ReadField<Context>;
}

async function readField<Context>(
  { key, nodes: [node], definition, read }: ReadingField<Context>,
  variables: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<PrintJson | null> {
  if (!node || !definition) return null;
  const print = await read(getArgumentValues(definition, node, variables), context);
  if (!print) return null;
  return (out) => {
    out.text(`${JSON.stringify(key)}:`);
    print(out);
  };
}

function printAnswer(out: JsonWriter, fields: readonly PrintJson[]): void {
  out.text('{"data":{');
  for (const [at, print] of fields.entries()) {
    if (at > 0) out.text(',');
    print(out);
  }
  out.text('}}');
}
