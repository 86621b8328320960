import type { GraphQLFieldResolver } from 'graphql';
import type { SelectedField, Selecting } from './selected.ts';

/** As graphql-js coerces them, and types them. */
export type FieldArguments = Parameters<GraphQLFieldResolver<unknown, unknown>>[1];

/** Gives JSON of the field; null where it turns out that its resolver has to answer. */
export type WriteField<Context> = (args: FieldArguments, context: Context) => Promise<string | null>;

/** A field of `Query` that can be projected; null for a selection of which something has to be resolved. */
export type RootField<Context> = (selecting: Selecting, field: SelectedField) => WriteField<Context> | null;
