import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is, with every fragment counted wherever it is spread. */
export interface OperationSize {
  /** Fields inside fields. */
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
}

/** Counts that double with every fragment that spreads another twice stay numbers. */
const most = 1e15;

const empty: OperationSize = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };

/**
 * Measures an operation, in time proportional to the length of the document: each fragment is measured once. The document
 * need not be valid; a fragment inside itself counts once.
 */
export function operationSize(document: DocumentNode, operation: OperationDefinitionNode): OperationSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, OperationSize>();

  function ofFragment(name: string): OperationSize {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, empty);
    const fragment = fragments.get(name);
    const size = fragment ? ofSelections(fragment.selectionSet, fragment.directives) : empty;
    measured.set(name, size);
    return size;
  }

  function ofSelections(set: SelectionSetNode, directives: readonly unknown[] = []): OperationSize {
    const parts = set.selections.map(ofSelection);
    return parts.reduce(together, { ...empty, directives: directives.length });
  }

  function ofSelection(selection: SelectionNode): OperationSize {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet, selection.directives);
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return together(ofFragment(selection.name.value), { ...empty, directives });
    }
    const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : empty;
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      rootFields: 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      directives: inner.directives + directives,
    };
  }

  return ofSelections(operation.selectionSet, operation.directives);
}

function together(one: OperationSize, other: OperationSize): OperationSize {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: Math.min(one.fields + other.fields, most),
    rootFields: Math.min(one.rootFields + other.rootFields, most),
    aliases: Math.min(one.aliases + other.aliases, most),
    directives: Math.min(one.directives + other.directives, most),
  };
}
