import type { FetchNode } from '@apollo/query-planner';
import { observeFetch } from '../../../metrics.ts';
import { withinTime } from '../../within-time.ts';
import { usedVariables, type FetchOptions } from '../fetch-step.ts';
import type { Run } from '../plan-steps.ts';
import type { Received } from '../received-answer.ts';
import type { SendFetch } from './compile-bytes.ts';
import { Difference } from './json-bytes.ts';

/** Sends the fetches of one request, and keeps what comes back for the case that it has to be parsed. */
export function fetchSender(
  run: Pick<Run, 'origin' | 'variables'>,
  received: Map<FetchNode, Received>,
  options: FetchOptions,
): SendFetch {
  return async (node, representations) => {
    const source = options.source(node.serviceName);
    if (!source.executeBytes) throw new Error(`${source.name} gives no bytes`);
    const variables = usedVariables(node, run.variables);
    const request = { query: node.operation, operationName: node.operationName, variables, origin: run.origin };
    const finished = observeFetch(source.name);
    try {
      const bytes = await withinTime(source.executeBytes(request, representations), undefined, options.answerMs);
      received.set(node, { answer: { bytes }, representations });
      return { bytes, finished };
    } catch (failure) {
      received.set(node, { answer: { failure }, representations });
      throw new Difference('no answer');
    }
  };
}
