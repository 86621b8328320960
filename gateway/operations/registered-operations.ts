import { createHash } from 'node:crypto';
import { GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import type { InspectedDocument } from '../limits/inspect-operation.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** A manifest that cannot be used; the message says why. */
export class ManifestRefused extends Error {
  override readonly name = 'ManifestRefused';
}

/** The operations that clients have told of beforehand. */
export interface RegisteredOperations {
  /** By the id of the manifest, or by the SHA-256 of the text in hexadecimal: clients may use either. */
  text(id: string): string | undefined;
  has(text: string): boolean;
}

/**
 * Reads a manifest, and makes sure that each of its operations can run.
 *
 * @throws ManifestRefused naming every operation that cannot, and why: better at the start than at a citizen's desk.
 */
export function registerOperations(
  manifest: string,
  schema: GraphQLSchema,
  inspect: (query: string) => InspectedDocument,
): RegisteredOperations {
  const operations = read(manifest);
  const problems = [...operations].flatMap(([id, text]) => {
    const problem = problemOf(text, schema, inspect);
    return problem === null ? [] : [`“${id}”: ${problem}`];
  });
  if (problems.length > 0) throw new ManifestRefused(problems.join('; '));
  const texts = new Set(operations.values());
  const byHash = new Map([...texts].map((text) => [sha256(text), text]));
  return {
    text: (id) => operations.get(id) ?? byHash.get(id),
    has: (text) => texts.has(text),
  };
}

function read(manifest: string): Manifest {
  try {
    return readManifest(manifest);
  } catch (error) {
    throw new ManifestRefused(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function problemOf(text: string, schema: GraphQLSchema, inspect: (query: string) => InspectedDocument): string | null {
  try {
    const [error] = validate(schema, parse(text));
    if (error) return error.message;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
  return inspect(text).operation(undefined).refusal?.text.en ?? null;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
