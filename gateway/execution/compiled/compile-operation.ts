import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { FetchNode } from '@apollo/query-planner';
import type { RequestOrigin } from '../../../platform/serving/subgraph-source.ts';
import { countTier } from '../../metrics.ts';
import { holdsUpload } from '../within-time.ts';
import { AnswerBytes } from './answer-bytes.ts';
import { compileAnswerShape } from './answer-shape.ts';
import { compileBytes, type RunBytes } from './bytes/compile-bytes.ts';
import { Difference } from './bytes/cursor.ts';
import { fetchSender } from './bytes/send-fetch.ts';
import { compileFetch, type FetchOptions } from './fetch-step.ts';
import { assertOrdinaryName, NotCovered } from './not-covered.ts';
import { compileSteps, type Run } from './plan-steps.ts';
import type { Received } from './received-answer.ts';
import { fieldSelector, type Conditions } from './selected-fields.ts';

/** Null where this request must go to Apollo Gateway after all; nothing has been fetched then. */
export type CompiledOperation = (
  variables: Readonly<Record<string, unknown>>,
  origin: RequestOrigin,
) => Promise<ExecutionResult> | null;

/** Each combination of the values of `@skip` and `@include` is compiled on its own: these bound how many there are. */
const maxConditions = 8;

/**
 * Plans a valid operation and compiles the plan.
 *
 * @throws NotCovered where it is left to Apollo Gateway; GraphQLError where it is beyond the planner's limits.
 */
export function compileOperation(
  document: DocumentNode,
  operationName: string | undefined,
  options: FetchOptions,
): CompiledOperation {
  const { apiSchema, plan: makePlan } = options.planner;
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new NotCovered('no such operation');
  const conditionNames = assertCovered(document);
  const plan = makePlan(document, operationName);
  const variants = new Map<string, (run: Run) => Promise<ExecutionResult>>();

  function variant(conditions: Conditions): (run: Run) => Promise<ExecutionResult> {
    const key = conditionNames.map((name) => (conditions[name] ? '1' : '0')).join('');
    let known = variants.get(key);
    if (!known) variants.set(key, (known = compileVariant(conditions)));
    return known;
  }

  function compileVariant(conditions: Conditions): (run: Run) => Promise<ExecutionResult> {
    const runSteps = compileSteps(plan, conditions, (node, path) => compileFetch(node, path, options));
    const shape = compileAnswerShape(
      apiSchema,
      rootSelections(apiSchema, operation),
      fieldSelector(apiSchema, document, conditions),
    );
    const runObjects = async (run: Run): Promise<ExecutionResult> => {
      countTier('objects');
      await runSteps(run);
      try {
        const data = shape(run.data);
        return run.errors.length > 0 ? { errors: run.errors, data } : { data };
      } catch (error) {
        return { errors: [new GraphQLError('The answer has no shape.', { originalError: asError(error) })] };
      }
    };
    const runBytes = compileBytesIfCovered(conditions);
    if (!runBytes) return runObjects;
    return async (run) => {
      if (holdsUpload(run.variables)) return runObjects(run);
      const received = new Map<FetchNode, Received>();
      try {
        const bytes = await runBytes(fetchSender(run, received, options));
        countTier('bytes');
        return { data: new AnswerBytes(bytes) };
      } catch (error) {
        if (!(error instanceof Difference)) throw error;
        return runObjects({ ...run, received });
      }
    };
  }

  function compileBytesIfCovered(conditions: Conditions): RunBytes | null {
    try {
      return operation ? compileBytes(document, operation, plan, conditions, options) : null;
    } catch (error) {
      if (error instanceof NotCovered) return null;
      throw error;
    }
  }

  // What does not compile must show now, and not when data has been fetched.
  compileVariant(Object.fromEntries(conditionNames.map((name) => [name, true])));

  return (variables, origin) => {
    const { coerced, errors } = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables);
    if (errors) return Promise.resolve({ errors });
    const conditions: Record<string, boolean> = {};
    for (const name of conditionNames) {
      const value = coerced[name];
      if (typeof value !== 'boolean') return null;
      conditions[name] = value;
    }
    return variant(conditions)({ origin, variables, data: {}, errors: [] });
  };
}

function rootSelections(schema: GraphQLSchema, operation: OperationDefinitionNode | null | undefined) {
  const type = operation && schema.getRootType(operation.operation);
  if (!type) throw new NotCovered('no such root type');
  return { set: operation.selectionSet, type };
}

/** The variables that `@skip` and `@include` name, once it is sure that everything in the document can be compiled. */
function assertCovered(document: DocumentNode): readonly string[] {
  const conditions = new Set<string>();
  visit(document, {
    Field({ name, alias }) {
      if (name.value === '__schema' || name.value === '__type') throw new NotCovered('introspection');
      assertOrdinaryName((alias ?? name).value);
    },
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
  });
  if (conditions.size > maxConditions) throw new NotCovered(`more than ${maxConditions} conditions`);
  return [...conditions];
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
