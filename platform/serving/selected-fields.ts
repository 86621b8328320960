import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { isIncluded } from './is-included.ts';

type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/**
 * The names of the fields that an operation selects below the field that is being resolved, so that nothing is computed that
 * nobody asked for. `['groups', 'figures']` is what it selects of `figures` of `groups`; empty where it does not select that.
 */
export function selectedFields(info: Selected, path: readonly string[]): ReadonlySet<string> {
  let parents: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) parents = below(parents, info).filter((field) => field.name.value === name);
  return new Set(below(parents, info).map(({ name }) => name.value));
}

function below(parents: readonly FieldNode[], info: Selected): readonly FieldNode[] {
  return parents.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet, info) : []));
}

function fieldsOf({ selections }: SelectionSetNode, info: Selected): readonly FieldNode[] {
  return selections
    .filter((selection) => isIncluded(selection, info.variableValues))
    .flatMap((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return [selection];
        case Kind.INLINE_FRAGMENT:
          return fieldsOf(selection.selectionSet, info);
        case Kind.FRAGMENT_SPREAD: {
          const fragment = info.fragments[selection.name.value];
          return fragment ? fieldsOf(fragment.selectionSet, info) : [];
        }
      }
    });
}
