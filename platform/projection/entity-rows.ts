import { isObjectType } from 'graphql';
import { printList } from './print-object.ts';
import { readRequested, type ReadRequested, type RequestedRows } from './requested-rows.ts';
import type { RootField } from './root-field.ts';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

/** As the gateway names an entity: its type, and the fields of its key. */
interface Reference {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** A type whose entities are rows. */
export interface EntityType<Context> {
  readonly keyOf: (reference: Reference) => unknown;
  readonly read: (selecting: Selecting, fields: readonly SelectedField[]) => ReadRequested<Context> | null;
}

export function entityType<Context, Sight>(
  requested: RequestedRows<Context, Sight>,
  keyOf: (reference: Reference) => unknown,
): EntityType<Context> {
  return { keyOf, read: (selecting, fields) => readRequested(selecting, requested, fields) };
}

/** `_entities`, as far as all that are asked for are of one type. */
export function entityRows<Context>(types: Readonly<Record<string, EntityType<Context>>>): RootField<Context> {
  return (selecting, field) => {
    const readers = new Map<string, ReadRequested<Context>>();
    for (const [name, { read }] of Object.entries(types)) {
      const type = selecting.schema.getType(name);
      const reader = isObjectType(type) && read(selecting, fieldsBelow(selecting, field, type));
      if (reader) readers.set(name, reader);
    }
    if (readers.size === 0) return null;
    return async ({ representations }: { readonly representations: readonly Reference[] }, context) => {
      const typename = representations[0]?.__typename ?? '';
      const read = readers.get(typename);
      const keyOf = types[typename]?.keyOf;
      if (!read || !keyOf || representations.some((reference) => reference.__typename !== typename)) return null;
      const keys = representations.map(keyOf);
      if (!keys.every(isText)) return null;
      const print = await read(context, keys);
      return (out) => printList(out, keys, print);
    };
  };
}

function isText(key: unknown): key is string {
  return typeof key === 'string';
}
