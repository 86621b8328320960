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
import { projectQuery, type RootFields, type ProjectedQuery } from '../projection/project-query.ts';
import { compileQuery, type CompiledQuery } from './compiled-query.ts';
import { byConditions, type FindVariant } from './conditional-selections.ts';

/**
 * How much is remembered, by the length of operations' texts: a compiled one takes about 400 bytes of heap for each
 * character, so this is some 50 MiB. The gateway sends the same few hundred again and again; anything beyond is somebody's
 * inline literals, so those asked for longest ago go.
 */
const maxRememberedCharacters = 128 * 1024;

/** A valid operation. `projected` is null where it has to be resolved, `compiled` where graphql-js has to do that. */
export interface PreparedOperation<Context> {
  readonly document: DocumentNode;
  readonly isQuery: boolean;
  readonly projected: FindVariant<ProjectedQuery<Context>> | null;
  /** Compiled when it is first asked for. */
  readonly compiled: () => CompiledQuery | null;
}

const oneAnswer = 'A subgraph gives one answer; the gateway asks it again when something has changed.';

interface Refused {
  readonly errors: readonly GraphQLError[];
}

interface ValidDocument<Context> {
  readonly document: DocumentNode;
  readonly operations: Map<OperationDefinitionNode, PreparedOperation<Context>>;
}

type KnownDocument<Context> = ValidDocument<Context> | Refused;

/** Parses, validates and compiles each operation of a subgraph once. */
export class RememberedOperations<Context> {
  readonly #schema: GraphQLSchema;
  readonly #rootFields: RootFields<Context>;
  readonly #documents = new Map<string, KnownDocument<Context>>();
  #characters = 0;

  constructor(schema: GraphQLSchema, rootFields: RootFields<Context>) {
    this.#schema = schema;
    this.#rootFields = rootFields;
  }

  /** The operation of that name; without a name, the only one of the document. */
  prepare(query: string, operationName: string | undefined): PreparedOperation<Context> | Refused {
    const known = this.#remembered(query) ?? this.#remember(query, read(this.#schema, query));
    if ('errors' in known) return known;
    const operation = getOperationAST(known.document, operationName);
    if (!operation) return { errors: [new GraphQLError('The document holds no such operation.')] };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [new GraphQLError(oneAnswer)] };
    const prepared = known.operations.get(operation);
    if (prepared) return prepared;
    const { document } = known;
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const project = (variant: DocumentNode) =>
      projectQuery(this.#schema, this.#rootFields, variant, operation.name?.value);
    let compiled: CompiledQuery | null | undefined;
    const made: PreparedOperation<Context> = {
      document,
      isQuery,
      projected: isQuery ? byConditions(document, operation, project) : null,
      compiled: () =>
        compiled === undefined ? (compiled = compileQuery(this.#schema, document, operation)) : compiled,
    };
    known.operations.set(operation, made);
    return made;
  }

  #remembered(query: string): KnownDocument<Context> | undefined {
    const known = this.#documents.get(query);
    if (known) {
      this.#documents.delete(query);
      this.#documents.set(query, known);
    }
    return known;
  }

  #remember(query: string, document: KnownDocument<Context>): KnownDocument<Context> {
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

function read<Context>(schema: GraphQLSchema, query: string): KnownDocument<Context> {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document, operations: new Map() };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}
