import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { RequestError } from '../../platform/errors.ts';
import type { LiveField } from './live-fields.ts';

/**
 * The query that answers a subscription: the same selection of the field of `Query` that stands behind it, under the name by
 * which the client knows it. Data and errors so come with the very paths that the client expects.
 *
 * @param document valid, and holds one operation and the fragments that it uses
 * @throws RequestError `BAD_USER_INPUT` where the root is conditional: nobody could follow what may not be there.
 */
export function asQuery(
  document: DocumentNode,
  subscription: OperationDefinitionNode,
  fields: ReadonlyMap<string, LiveField>,
): { readonly document: DocumentNode; readonly root: FieldNode; readonly field: LiveField } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const spread = new Set<string>();

  function rootFields({ selections }: SelectionSetNode): readonly FieldNode[] {
    return selections.flatMap((selection): readonly FieldNode[] => {
      if (selection.directives?.length) throw conditionalRoot();
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      if (!fragment) return [];
      spread.add(fragment.name.value);
      return rootFields(fragment.selectionSet);
    });
  }

  const selected = rootFields(subscription.selectionSet);
  const [root] = selected;
  const field = root && fields.get(root.name.value);
  // A valid subscription selects one field, if in several places.
  if (!root || !field) throw new Error('a subscription of nothing passed validation');
  const query: OperationDefinitionNode = {
    ...subscription,
    operation: OperationTypeNode.QUERY,
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: selected.map((one) => ({
        ...one,
        alias: one.alias ?? one.name,
        name: { kind: Kind.NAME, value: field.query },
      })),
    },
  };
  // What was spread at the root is on `Subscription`, and stands in the query itself now.
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && !spread.has(definition.name.value),
  );
  return { document: { ...document, definitions: [query, ...definitions] }, root, field };
}

export function conditionalRoot(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Trường gốc của subscription không được có chỉ thị như @skip hay @include. Hãy bỏ chỉ thị đó.',
    en: 'The root field of a subscription takes no directives, such as @skip or @include. Leave them out.',
  });
}
