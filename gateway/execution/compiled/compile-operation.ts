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
  type OperationTypeNode,
} from 'graphql';
import type { FetchNode } from '@apollo/query-planner';
import type { RequestOrigin } from '../../../platform/serving/subgraph-source.ts';
import { countTier } from '../../metrics.ts';
import { holdsUpload } from '../within-time.ts';
import { compileAnswerShape } from './answer-shape.ts';
import { compileBytes, type RunBytes } from './bytes/compile-bytes.ts';
import { Difference } from './bytes/json-bytes.ts';
import { fetchSender } from './bytes/send-fetch.ts';
import { compileFetch, type FetchOptions } from './fetch-step.ts';
import { assertOrdinaryName, NotCovered } from './not-covered.ts';
import { compileSteps, type Run } from './plan-steps.ts';
import type { Received, ReceivedAnswers } from './received-answer.ts';
import { fieldSelector, type Conditions } from './selected-fields.ts';

/** One operation, planned and compiled. Variables are as the client sent them. */
export interface CompiledOperation {
  readonly kind: `${OperationTypeNode}`;
  readonly name: string | undefined;
  /** For an answer without errors to a GET. */
  readonly cacheControl: string;
  /** Null where this tier cannot do it, or the variables are to be refused; nothing has been fetched then. */
  runBytes(variables: Variables, origin: RequestOrigin): Promise<BytesOutcome> | null;
  /** Null where this request must go to Apollo Gateway after all; nothing has been fetched then. */
  runObjects(variables: Variables, origin: RequestOrigin, received?: ReceivedAnswers): Promise<ExecutionResult> | null;
}

/** The whole answer as JSON; or what the subgraphs sent, where that is not of the form that was compiled. */
export type BytesOutcome = { readonly answer: Buffer } | { readonly received: ReceivedAnswers };

type Variables = Readonly<Record<string, unknown>>;

/** What is compiled for one combination of conditions. */
interface Variant {
  readonly objects: (run: Run) => Promise<ExecutionResult>;
  /** Compiled when it is first asked for; null where bytes do not cover it. */
  bytes: RunBytes | null | undefined;
}

/** Each combination of the values of `@skip` and `@include` is compiled on its own: this bounds how many there may be. */
const maxConditions = 8;
/** Clients use a few of these combinations; whoever tries them all has the others compiled anew. */
const maxVariants = 8;

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
  const operation = operationIn(document, operationName);
  const declared = operation.variableDefinitions ?? [];
  const conditionNames = assertCovered(document);
  const plan = makePlan(document, operationName);
  const variants = new Map<string, Variant>();
  // What does not compile must show now, and not when data has been fetched.
  variantFor(Object.fromEntries(conditionNames.map((name) => [name, true])));

  return {
    kind: operation.operation,
    name: operation.name?.value,
    cacheControl: options.planner.cacheControl(document),
    runBytes(variables, origin) {
      const { coerced, errors } = getVariableValues(apiSchema, declared, variables);
      const conditions = errors ? null : conditionsIn(coerced);
      if (!conditions || holdsUpload(variables)) return null;
      const variant = variantFor(conditions);
      variant.bytes ??= compileBytesIfCovered(conditions);
      return variant.bytes && runBytes(variant.bytes, { origin, variables });
    },
    runObjects(variables, origin, received) {
      const { coerced, errors } = getVariableValues(apiSchema, declared, variables);
      if (errors) return Promise.resolve({ errors });
      const conditions = conditionsIn(coerced);
      if (!conditions) return null;
      return variantFor(conditions).objects({ origin, variables, data: {}, errors: [], received });
    },
  };

  function conditionsIn(variables: Variables): Conditions | null {
    const conditions: Record<string, boolean> = {};
    for (const name of conditionNames) {
      const value = variables[name];
      if (typeof value !== 'boolean') return null;
      conditions[name] = value;
    }
    return conditions;
  }

  function variantFor(conditions: Conditions): Variant {
    const key = conditionNames.map((name) => (conditions[name] ? '1' : '0')).join('');
    const known = variants.get(key);
    if (known) return known;
    const [oldest] = variants.keys();
    if (variants.size >= maxVariants && oldest !== undefined) variants.delete(oldest);
    const variant: Variant = { objects: compileObjects(conditions), bytes: undefined };
    variants.set(key, variant);
    return variant;
  }

  function compileObjects(conditions: Conditions): (run: Run) => Promise<ExecutionResult> {
    const runSteps = compileSteps(plan, conditions, (node, path) => compileFetch(node, path, options));
    const root = rootSelections(apiSchema, operation);
    const shape = compileAnswerShape(apiSchema, root, fieldSelector(apiSchema, document, conditions));
    return async (run) => {
      countTier('objects');
      await runSteps(run);
      try {
        const data = shape(run.data);
        return run.errors.length > 0 ? { errors: run.errors, data } : { data };
      } catch (error) {
        return { errors: [new GraphQLError('The answer has no shape.', { originalError: asError(error) })] };
      }
    };
  }

  function compileBytesIfCovered(conditions: Conditions): RunBytes | null {
    try {
      return compileBytes(document, operation, plan, conditions, options);
    } catch (error) {
      if (error instanceof NotCovered) return null;
      throw error;
    }
  }

  async function runBytes(run: RunBytes, request: Pick<Run, 'origin' | 'variables'>): Promise<BytesOutcome> {
    const received = new Map<FetchNode, Received>();
    try {
      const answer = await run(fetchSender(request, received, options));
      countTier('bytes');
      return { answer };
    } catch (error) {
      if (!(error instanceof Difference)) throw error;
      return { received };
    }
  }
}

function operationIn(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (!operation) throw new NotCovered('no such operation');
  return operation;
}

function rootSelections(schema: GraphQLSchema, operation: OperationDefinitionNode) {
  const type = schema.getRootType(operation.operation);
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
