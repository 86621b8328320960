import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { isNestedDeeper } from './nesting.ts';

/** Whoever merges and prints an answer goes down its levels by calling itself; no operation has as many. */
const maxLevels = 1000;

/**
 * Reads a subgraph's answer.
 *
 * @throws Error where it is no GraphQL answer: a failing server, a proxy's HTML, text cut short, levels without end.
 */
export function parseAnswer(status: number, text: string): FormattedExecutionResult {
  if (status >= 500) throw new Error(`status ${status}: ${text.slice(0, 500)}`);
  if (isNestedDeeper(text, maxLevels)) throw new Error(`status ${status}, nested deeper than ${maxLevels} levels`);
  const answer: unknown = JSON.parse(text);
  if (!isGraphqlAnswer(answer)) throw new Error(`status ${status}, no GraphQL answer: ${text.slice(0, 500)}`);
  return answer;
}

function isGraphqlAnswer(answer: unknown): answer is FormattedExecutionResult {
  if (!isRecord(answer)) return false;
  const { data, errors } = answer;
  if (data !== undefined && data !== null && !isRecord(data)) return false;
  if (errors === undefined || errors === null) return data !== undefined;
  return Array.isArray(errors) && errors.every(isGraphqlError) && (data !== undefined || errors.length > 0);
}

function isGraphqlError(error: unknown): error is GraphQLFormattedError {
  if (!isRecord(error) || typeof error['message'] !== 'string') return false;
  const { path, extensions } = error;
  if (extensions !== undefined && extensions !== null && !isRecord(extensions)) return false;
  return path === undefined || path === null || (Array.isArray(path) && path.every(isPathPart));
}

function isPathPart(part: unknown): boolean {
  return typeof part === 'string' || typeof part === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
