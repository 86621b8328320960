import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';
import type { FetchOptions } from './fetch-step.ts';
import { NotCovered } from './not-covered.ts';

/** By the length of their text, which what is compiled grows with. Beyond it, the operations asked for longest ago go. */
const maxRememberedCharacters = 4 * 1024 * 1024;

type Request = Pick<GatewayGraphQLRequestContext, 'document' | 'queryHash' | 'source'> & {
  readonly request: { readonly operationName?: string | undefined };
};

interface Remembered {
  /** Null where the operation is left to Apollo Gateway. */
  readonly operation: CompiledOperation | null;
  readonly characters: number;
}

/** Compiles each operation once. The result is null for one that is left to Apollo Gateway. */
export function createCompiledOperations(options: FetchOptions): (request: Request) => CompiledOperation | null {
  const remembered = new Map<string, Remembered>();
  let characters = 0;

  function forgetOldest(): void {
    for (const [key, oldest] of remembered) {
      if (characters <= maxRememberedCharacters) return;
      remembered.delete(key);
      characters -= oldest.characters;
    }
  }

  return (request) => {
    const { operationName } = request.request;
    const key = `${request.queryHash} ${operationName ?? ''}`;
    const known = remembered.get(key);
    if (known) {
      remembered.delete(key);
      remembered.set(key, known);
      return known.operation;
    }
    const operation = compile(request, options);
    remembered.set(key, { operation, characters: request.source.length });
    characters += request.source.length;
    forgetOldest();
    return operation;
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
