import { getNamedType } from 'graphql';
import type { JsonWriter } from '../json-writer.ts';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

/** Prints of a source; of a row, by its number, with what was found for it. */
export type Print<Source, Found = void> = (out: JsonWriter, source: Source, found: Found) => void;

/** Prints what is selected of an object; null where `printField` gives nothing that prints one of the fields. */
export function printFields<Source, Found>(
  typeName: string,
  fields: readonly SelectedField[],
  printField: (field: SelectedField) => Print<Source, Found> | null,
): Print<Source, Found> | null {
  const prints: { readonly key: Buffer; readonly print: Print<Source, Found> }[] = [];
  for (const field of fields) {
    const print = field.name === '__typename' ? (out: JsonWriter) => out.value(typeName) : printField(field);
    if (!print) return null;
    prints.push({ key: Buffer.from(`${prints.length === 0 ? '{' : ','}${JSON.stringify(field.key)}:`), print });
  }
  if (prints.length === 0) return (out) => out.bytes(emptyObject);
  return (out, source, found) => {
    for (const { key, print } of prints) {
      out.bytes(key);
      print(out, source, found);
    }
    out.bytes(objectEnd);
  };
}

const emptyObject = Buffer.from('{}');
const objectEnd = Buffer.from('}');

/** The same for an object that is no row. */
export function printObject<Source>(
  selecting: Selecting,
  object: SelectedField,
  printField: (field: SelectedField) => Print<Source> | null,
): Print<Source> | null {
  const typeName = object.definition ? getNamedType(object.definition.type).name : '';
  return printFields(typeName, fieldsBelow(selecting, object), printField);
}

export function printList<Element>(
  out: JsonWriter,
  elements: Iterable<Element>,
  print: (out: JsonWriter, element: Element) => void,
): void {
  out.text('[');
  let isFirst = true;
  for (const element of elements) {
    if (!isFirst) out.text(',');
    print(out, element);
    isFirst = false;
  }
  out.text(']');
}
