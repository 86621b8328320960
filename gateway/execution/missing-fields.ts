import {
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../../platform/serving/is-included.ts';

type Path = readonly (string | number)[];

interface FailedFetch {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Those of an `_entities` fetch; anything else is a fetch of root fields. */
  readonly representations: unknown;
}

/** The paths, inside a fetch, of every field that is missing when the fetch brings nothing. */
export function missingFields(schema: GraphQLSchema, fetch: FailedFetch): Path[] {
  const document = parse(fetch.query);
  const operation = getOperationAST(document, fetch.operationName);
  if (!operation) return [];
  const fieldsOf = selectedFields(schema, document, fetch.variables ?? {});
  if (!Array.isArray(fetch.representations)) {
    const root = schema.getRootType(operation.operation)?.name ?? '';
    return [...fieldsOf(operation.selectionSet, root).keys()].map((name) => [name]);
  }
  const entities = fieldsOf(operation.selectionSet, 'Query').get('_entities');
  if (!entities) return [];
  const byType = new Map<string, string[]>();
  return fetch.representations.flatMap((representation: unknown, index): Path[] => {
    const type = typenameOf(representation);
    let names = byType.get(type);
    if (!names) byType.set(type, (names = [...fieldsOf(entities, type).keys()]));
    return names.map((name) => ['_entities', index, name]);
  });
}

function typenameOf(representation: unknown): string {
  if (typeof representation !== 'object' || representation === null || !('__typename' in representation)) return '';
  return String(representation.__typename);
}

/** Lists the fields that a selection asks of an object of a type, by response name, with what is selected in each. */
function selectedFields(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const collect = (
    selections: SelectionSetNode,
    type: string,
    fields: Map<string, SelectionSetNode | undefined>,
  ): void => {
    for (const selection of selections.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') {
          fields.set(selection.alias?.value ?? selection.name.value, selection.selectionSet);
        }
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(schema, fragment.typeCondition?.name.value, type)) {
        collect(fragment.selectionSet, type, fields);
      }
    }
  };
  return (selections: SelectionSetNode, type: string): Map<string, SelectionSetNode | undefined> => {
    const fields = new Map<string, SelectionSetNode | undefined>();
    collect(selections, type, fields);
    return fields;
  };
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: string): boolean {
  if (condition === undefined || condition === type) return true;
  const abstract = schema.getType(condition);
  const object = schema.getType(type);
  return isAbstractType(abstract) && isObjectType(object) && schema.isSubType(abstract, object);
}
