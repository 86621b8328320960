import { getNamedType } from 'graphql';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

export type Print<Source> = (source: Source) => string;

/**
 * Prints what a field selects of an object that is no row; `printField` makes what prints one of its fields. Null where it makes
 * nothing of one of them.
 */
export function printObject<Source>(
  selecting: Selecting,
  object: SelectedField,
  printField: (field: SelectedField) => Print<Source> | null,
): Print<Source> | null {
  const typeName = JSON.stringify(object.definition ? getNamedType(object.definition.type).name : null);
  const prints: { readonly key: string; readonly print: Print<Source> }[] = [];
  for (const field of fieldsBelow(selecting, object)) {
    const print = field.name === '__typename' ? () => typeName : printField(field);
    if (!print) return null;
    prints.push({ key: `${prints.length === 0 ? '' : ','}${JSON.stringify(field.key)}:`, print });
  }
  return (source) => {
    let text = '{';
    for (const { key, print } of prints) text += key + print(source);
    return `${text}}`;
  };
}

/** A list of what is JSON already. `join` would copy it all, and so will whoever encodes the whole answer. */
export function printList(elements: readonly string[]): string {
  let text = '[';
  for (const [at, element] of elements.entries()) text += at === 0 ? element : `,${element}`;
  return `${text}]`;
}
