import type { GraphQLFieldResolver } from 'graphql';
import type { PrintJson } from '../json-writer.ts';
import type { SelectedField, Selecting } from './selected.ts';

/** As graphql-js coerces them, and types them. */
export type FieldArguments = Parameters<GraphQLFieldResolver<unknown, unknown>>[1];

/** Reads what the field shows, and gives what prints it; null where it turns out that its resolver has to answer. */
export type ReadField<Context> = (args: FieldArguments, context: Context) => Promise<PrintJson | null>;

/** A field of `Query` that can be projected; null for a selection of which something has to be resolved. */
export type RootField<Context> = (selecting: Selecting, field: SelectedField) => ReadField<Context> | null;
