import type { GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Logger } from '../../platform/logging.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import { observeOperation } from '../metrics.ts';

/** Call it once, when an operation is answered. */
export type FinishOperation = (operation: {
  /** `none` where the request named no operation that there is. */
  readonly kind: `${OperationTypeNode}` | 'none';
  readonly name: string | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}) => void;

/** Starts the one measurement and the one log line that each operation gets, whichever lane it takes. */
export function recordOperation({ requestId }: RequestOrigin, logger: Logger): FinishOperation {
  const observed = observeOperation();
  const startedAt = performance.now();
  return ({ kind, name, errors }) => {
    observed(kind, errors ? 'errors' : 'ok');
    logger.info(
      {
        requestId,
        kind,
        operationName: name,
        milliseconds: Math.round(performance.now() - startedAt),
        ...(errors && { codes: [...new Set(errors.map((error) => error.extensions?.['code']))] }),
      },
      'operation',
    );
  };
}
