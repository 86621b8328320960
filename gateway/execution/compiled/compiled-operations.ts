import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import { createBoundedMemory } from '../../bounded-memory.ts';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';
import type { FetchOptions } from './fetch-step.ts';
import { NotCovered } from './not-covered.ts';

/** Beyond it, the operations go that nobody has asked for lately. */
const maxRememberedBytes = 64 * 1024 * 1024;

/** What an operation takes, compiled for both tiers, for each character of its text: 206 over our own graph, 254 over a shop of four subgraphs. */
const bytesPerCharacter = 250;

/** A validated operation, as Apollo Server hands it over. */
type Request = Pick<GatewayGraphQLRequestContext, 'document' | 'source'> & {
  readonly request: { readonly operationName?: string | undefined };
};

/** By name, '' for an operation that is asked for without one. Null where it is left to Apollo Gateway. */
type OfOneText = Map<string, CompiledOperation | null>;

export interface CompiledOperations {
  /** Compiles an operation where that has not been done. Null where it is left to Apollo Gateway. */
  compile(request: Request): CompiledOperation | null;
  /** What is compiled of these very texts; undefined where nothing is. */
  find(query: string, operationName: string | undefined): CompiledOperation | undefined;
}

/** Compiles each operation once, and remembers it by its text. */
export function createCompiledOperations(options: FetchOptions): CompiledOperations {
  const remembered = createBoundedMemory<OfOneText>(maxRememberedBytes / bytesPerCharacter);
  return {
    compile(request) {
      const text = request.source;
      const name = request.request.operationName ?? '';
      const ofText: OfOneText = remembered.get(text) ?? new Map();
      const known = ofText.get(name);
      if (known !== undefined) return known;
      const operation = compile(request, options);
      ofText.set(name, operation);
      remembered.set(text, ofText, text.length * (ofText.size - 1));
      return operation;
    },
    find: (query, operationName) => remembered.get(query)?.get(operationName ?? '') ?? undefined,
  };
}

function compile({ document, request }: Request, options: FetchOptions): CompiledOperation | null {
  try {
    return compileOperation(document, request.operationName, options);
  } catch (error) {
    // Apollo Gateway meets the same limit of the planner, and words it.
    if (!(error instanceof NotCovered || error instanceof GraphQLError)) {
      options.logger.error({ err: error }, 'an operation could not be compiled');
    }
    return null;
  }
}
