import type { GraphQLFormattedError } from 'graphql';
import type { Bilingual, ErrorCode } from '../../platform/errors.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import { withoutSuggestion } from '../execution/present-answer.ts';
import type { InvalidOperation } from './stream-operations.ts';

export interface OnlyErrors {
  readonly errors: readonly GraphQLFormattedError[];
}

/** What is wrong with an operation, in GraphQL's words and with the code that it has anywhere else. */
export function presentInvalid({ errors }: InvalidOperation, options: { readonly suggestions: boolean }): OnlyErrors {
  return {
    errors: errors.map((error) => {
      const { message, locations } = error.toJSON();
      return {
        message: options.suggestions ? message : withoutSuggestion(message),
        ...(locations && { locations }),
        extensions: { code: 'BAD_USER_INPUT' },
      };
    }),
  };
}

/** A refusal in the caller's language. */
export function presentRefusal(code: ErrorCode, text: Bilingual, { language, requestId }: RequestOrigin): OnlyErrors {
  return { errors: [{ message: text[language], extensions: { code, requestId } }] };
}
