import { getArgumentValues, getOperationAST, getVariableValues, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { RootField, WriteField } from './root-field.ts';
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
) => Promise<string | null>;

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
  const fields: PrintedField<Context>[] = [];
  for (const field of fieldsOf(selecting, query, operation.selectionSet)) {
    const write = Object.hasOwn(rootFields, field.name) ? rootFields[field.name]?.(selecting, field) : null;
    if (!write) return null;
    fields.push({ ...field, write });
  }
  return async (context, variables = {}) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (!coerced) return null;
    const written = await Promise.all(fields.map((field) => writeField(field, coerced, context)));
    return written.includes(null) ? null : `{"data":{${written.join()}}}`;
  };
}

interface PrintedField<Context> extends SelectedField {
  readonly write: WriteField<Context>;
}

async function writeField<Context>(
  { key, nodes: [node], definition, write }: PrintedField<Context>,
  variables: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<string | null> {
  if (!node || !definition) return null;
  const json = await write(getArgumentValues(definition, node, variables), context);
  return json === null ? null : `${JSON.stringify(key)}:${json}`;
}
