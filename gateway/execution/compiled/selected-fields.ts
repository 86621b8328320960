import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../../../platform/serving/is-included.ts';

/** The values of the variables that `@skip` and `@include` name. */
export type Conditions = Readonly<Record<string, boolean>>;

/** A selection set, and the type that it is written for. */
export interface Selections {
  readonly set: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

/** Everything that an operation asks of one field of one type of object. */
export interface SelectedField {
  readonly responseName: string;
  readonly name: string;
  /** Null for `__typename`. Of an interface's field where the client selects it on the interface. */
  readonly type: GraphQLOutputType | null;
  readonly selections: Selections[];
}

/** By response name, in the order of the answer. */
export type SelectFields = (
  type: GraphQLCompositeType,
  selections: readonly Selections[],
) => ReadonlyMap<string, SelectedField>;

/** Reads what a document selects under given conditions. */
export function fieldSelector(schema: GraphQLSchema, document: DocumentNode, conditions: Conditions): SelectFields {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function collect({ set, type }: Selections, objectType: GraphQLCompositeType, fields: Map<string, SelectedField>) {
    for (const selection of set.selections) {
      if (!isIncluded(selection, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const responseName = selection.alias?.value ?? name;
        const fieldType = outputType(type, name);
        let field = fields.get(responseName);
        if (!field) fields.set(responseName, (field = { responseName, name, type: fieldType, selections: [] }));
        const named = fieldType && getNamedType(fieldType);
        if (selection.selectionSet && isCompositeType(named)) {
          field.selections.push({ set: selection.selectionSet, type: named });
        }
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const named = fragment.typeCondition?.name.value;
      const condition = named === undefined ? type : schema.getType(named);
      if (isCompositeType(condition) && (named === undefined || applies(schema, condition, objectType))) {
        collect({ set: fragment.selectionSet, type: condition }, objectType, fields);
      }
    }
  }

  return (type, selections) => {
    const fields = new Map<string, SelectedField>();
    for (const each of selections) collect(each, type, fields);
    return fields;
  };
}

function outputType(type: GraphQLCompositeType, field: string): GraphQLOutputType | null {
  if (field === '__typename') return null;
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  if (!definition) throw new Error(`There is no field ${type.name}.${field}: the operation was not validated.`);
  return definition.type;
}

function applies(schema: GraphQLSchema, condition: GraphQLCompositeType, type: GraphQLCompositeType): boolean {
  if (condition === type) return true;
  return (
    isAbstractType(condition) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(condition, type)
  );
}
