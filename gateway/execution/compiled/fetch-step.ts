import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { SubgraphSource } from '../../../platform/serving/subgraph-source.ts';
import { askSubgraph, type AskSubgraphOptions } from '../ask-subgraph.ts';
import { compileRewrites } from './data-rewrites.ts';
import { deepMerge, isFields } from './deep-merge.ts';
import { NotCovered } from './not-covered.ts';
import { objectsAt, positionsAt } from './object-path.ts';
import type { OperationPlanner } from './operation-planner.ts';
import type { Run, Step } from './plan-steps.ts';
import { receivedAnswer } from './received-answer.ts';
import { compileRepresentation } from './representations.ts';

type Path = readonly (string | number)[];
type Fields = Record<string, unknown>;

export interface FetchOptions extends AskSubgraphOptions {
  readonly planner: OperationPlanner;
  readonly source: (subgraph: string) => SubgraphSource;
}

/** Compiles a fetch and the merging of what it brings into the objects at a path. */
export function compileFetch(node: FetchNode, path: Path, options: FetchOptions): Step {
  if (node.contextRewrites?.length) throw new NotCovered('arguments from a context');
  return node.requires ? entityFetch(node, path, options) : rootFetch(node, path, options);
}

function rootFetch(node: FetchNode, path: Path, options: FetchOptions): Step {
  const ask = compileAsk(node, options);
  const rewrite = compileRewrites(options.planner.supergraphSchema, node.outputRewrites);
  return async (run) => {
    const objects = objectsAt(run.data, path);
    if (objects.length === 0) return;
    const { data, errors } = await ask(run);
    for (const { error, path: inside } of errors) report(run, error, inside.length > 0 ? [...path, ...inside] : inside);
    if (!data) return;
    rewrite(data);
    for (const object of objects) if (isFields(object)) deepMerge(object, data);
  };
}

function entityFetch(node: FetchNode, path: Path, options: FetchOptions): Step {
  const { supergraphSchema } = options.planner;
  const ask = compileAsk(node, options);
  const represent = compileRepresentation(supergraphSchema, node.requires ?? []);
  const rewriteInput = compileRewrites(supergraphSchema, node.inputRewrites);
  const rewriteOutput = compileRewrites(supergraphSchema, node.outputRewrites);
  return async (run) => {
    const objects = objectsAt(run.data, path);
    const { representations, numbers } = distinct(objects, (object) => {
      const representation = represent(object);
      if (representation) rewriteInput(representation);
      return representation;
    });
    if (representations.length === 0) return;
    const { data, errors } = await ask(run, representations);
    if (errors.length > 0) {
      const positions = positionsAt(run.data, path);
      for (const { error, path: inside } of errors) {
        for (const place of placesOf(inside, path, positions, numbers)) report(run, error, place);
      }
    }
    const entities = data?.['_entities'];
    if (!Array.isArray(entities)) return;
    entities.forEach(rewriteOutput);
    for (const [index, object] of objects.entries()) {
      const entity: unknown = entities[numbers[index] ?? -1];
      if (!isFields(entity) || !isFields(object)) continue;
      entity['__typename'] ||= object['__typename'];
      deepMerge(object, entity);
    }
  };
}

/** Each representation once, and for each object the number of its own, or -1. */
function distinct(
  objects: readonly unknown[],
  represent: (object: unknown) => Fields | null,
): { readonly representations: readonly Fields[]; readonly numbers: readonly number[] } {
  const representations: Fields[] = [];
  const numberOf = new Map<string, number>();
  const numbers = objects.map((object) => {
    const representation = represent(object);
    if (!representation) return -1;
    const text = JSON.stringify(representation);
    let number = numberOf.get(text);
    if (number === undefined) {
      numberOf.set(text, (number = representations.length));
      representations.push(representation);
    }
    return number;
  });
  return { representations, numbers };
}

/** Where an error at `_entities.{number}…` stands in the answer: at every object that the representation stands for. */
function placesOf(inside: Path, path: Path, positions: readonly Path[], numbers: readonly number[]): Path[] {
  const [entities = '', number, ...rest] = inside;
  if (typeof number !== 'number') return [[...path, entities]];
  return positions.flatMap((position, index) => (numbers[index] === number ? [[...position, ...rest]] : []));
}

function report(run: Run, error: GraphQLFormattedError, path: Path): void {
  const { message, extensions } = error;
  run.errors.push(
    new GraphQLError(message, { ...(extensions && { extensions }), ...(path.length > 0 && { path: [...path] }) }),
  );
}

export function usedVariables(node: FetchNode, given: Run['variables']): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of node.variableUsages ?? []) {
    if (Object.hasOwn(given, name) && given[name] !== undefined) used[name] = given[name];
  }
  return used;
}

function compileAsk(node: FetchNode, options: FetchOptions) {
  const source = options.source(node.serviceName);
  const { apiSchema } = options.planner;
  if (node.requires && node.variableUsages?.includes('representations'))
    throw new NotCovered('a variable “representations”');
  return (run: Run, representations?: readonly Fields[]) => {
    const variables = usedVariables(node, run.variables);
    if (representations) variables['representations'] = representations;
    const { operation: query, operationName } = node;
    const received = run.received?.get(node);
    return askSubgraph(
      received ? receivedAnswer(source.name, received) : source,
      { query, operationName, variables, origin: run.origin },
      apiSchema,
      options,
    );
  };
}
