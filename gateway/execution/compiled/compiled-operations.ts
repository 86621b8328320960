import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';
import type { FetchOptions } from './fetch-step.ts';
import { NotCovered } from './not-covered.ts';

/** Beyond it, the operations asked for longest ago go. */
const maxRememberedBytes = 64 * 1024 * 1024;

/** What an operation takes, compiled for both tiers, for each character of its text: 206 over our own graph, 254 over a shop of four subgraphs. */
const bytesPerCharacter = 250;

/** A validated operation, as Apollo Server hands it over. */
type Request = Pick<GatewayGraphQLRequestContext, 'document' | 'source'> & {
  readonly request: { readonly operationName?: string | undefined };
};

interface Remembered {
  /** Null where the operation is left to Apollo Gateway. */
  readonly operation: CompiledOperation | null;
  readonly bytes: number;
}

export interface CompiledOperations {
  /** Compiles an operation where that has not been done. Null where it is left to Apollo Gateway. */
  compile(request: Request): CompiledOperation | null;
  /** What is compiled of these very texts; undefined where nothing is. */
  find(query: string, operationName: string | undefined): CompiledOperation | undefined;
}

/** Compiles each operation once, and remembers it by its text. */
export function createCompiledOperations(options: FetchOptions): CompiledOperations {
  const remembered = new Map<string, Remembered>();
  let bytes = 0;

  function recall(key: string): Remembered | undefined {
    const known = remembered.get(key);
    if (!known) return undefined;
    remembered.delete(key);
    remembered.set(key, known);
    return known;
  }

  function forgetOldest(): void {
    for (const [key, oldest] of remembered) {
      if (bytes <= maxRememberedBytes) return;
      remembered.delete(key);
      bytes -= oldest.bytes;
    }
  }

  return {
    compile(request) {
      const key = keyOf(request.source, request.request.operationName);
      const known = recall(key);
      if (known) return known.operation;
      const operation = compile(request, options);
      const size = request.source.length * bytesPerCharacter;
      remembered.set(key, { operation, bytes: size });
      bytes += size;
      forgetOldest();
      return operation;
    },
    find: (query, operationName) => recall(keyOf(query, operationName))?.operation ?? undefined,
  };
}

/** No operation's name holds a line break, so no two operations have one key. */
function keyOf(query: string, operationName: string | undefined): string {
  return `${operationName ?? ''}\n${query}`;
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
