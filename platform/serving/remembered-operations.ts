import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, type CompiledQuery } from './compiled-query.ts';

/**
 * How much is remembered, by the length of operations' texts: a compiled one takes about 400 bytes of heap for each
 * character, so this is some 50 MiB. The gateway sends the same few hundred again and again; anything beyond is somebody's
 * inline literals, so those asked for longest ago go.
 */
const maxRememberedCharacters = 128 * 1024;

/** A valid operation; `compiled` is null where graphql-js has to run it. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly isQuery: boolean;
  readonly compiled: CompiledQuery | null;
}

const oneAnswer = 'A subgraph gives one answer; the gateway asks it again when something has changed.';

interface Refused {
  readonly errors: readonly GraphQLError[];
}

type KnownDocument =
  | { readonly document: DocumentNode; readonly operations: Map<OperationDefinitionNode, PreparedOperation> }
  | Refused;

/** Parses, validates and compiles each operation of a subgraph once. */
export class RememberedOperations {
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, KnownDocument>();
  #characters = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** The operation of that name; without a name, the only one of the document. */
  prepare(query: string, operationName: string | undefined): PreparedOperation | Refused {
    const known = this.#remembered(query) ?? this.#remember(query, read(this.#schema, query));
    if ('errors' in known) return known;
    const operation = getOperationAST(known.document, operationName);
    if (!operation) return { errors: [new GraphQLError('The document holds no such operation.')] };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [new GraphQLError(oneAnswer)] };
    const prepared = known.operations.get(operation);
    if (prepared) return prepared;
    const { document } = known;
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const made = { document, isQuery, compiled: compileQuery(this.#schema, document, operation) };
    known.operations.set(operation, made);
    return made;
  }

  #remembered(query: string): KnownDocument | undefined {
    const known = this.#documents.get(query);
    if (known) {
      this.#documents.delete(query);
      this.#documents.set(query, known);
    }
    return known;
  }

  #remember(query: string, document: KnownDocument): KnownDocument {
    this.#documents.set(query, document);
    this.#characters += query.length;
    for (const oldest of this.#documents.keys()) {
      if (this.#characters <= maxRememberedCharacters) break;
      this.#documents.delete(oldest);
      this.#characters -= oldest.length;
    }
    return document;
  }
}

function read(schema: GraphQLSchema, query: string): KnownDocument {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document, operations: new Map() };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}
