import {
  GraphQLError,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import type { RequestError } from '../../platform/errors.ts';
import { createBoundedMemory } from '../bounded-memory.ts';
import { compileCost, type Cost } from './compile-cost.ts';
import { readDemandRules } from './demand-rules.ts';
import { asksForSchema, schemaNotShown } from './introspection.ts';
import { operationSize } from './operation-size.ts';
import { tooComplex } from './too-complex.ts';

/** The most that one operation may be; README.md of this folder says what each is for. */
export interface OperationLimits {
  readonly tokens: number;
  readonly depth: number;
  /** With those of fragments, wherever they are spread. */
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** By `@cost` and `@listSize`, with the variables of a request. */
  readonly cost: number;
  /** Whether the schema itself may be asked for. */
  readonly introspection: boolean;
}

/** What is known of an operation before it is validated and planned. */
export interface InspectedOperation {
  /** Undefined where there is no such operation, or no document at all. */
  readonly kind: `${OperationTypeNode}` | undefined;
  /** What every request of this operation meets; null where its cost decides. */
  readonly refusal: RequestError | null;
  /** Null where there is no such operation, or no document at all: it will be refused for that. */
  readonly cost: Cost | null;
}

export interface InspectedDocument {
  /** Whether this is the first request with this text: then parsing, validating and planning are still to come. */
  readonly isNew: boolean;
  /** Undefined means the only operation of the document. */
  operation(name: string | undefined): InspectedOperation;
}

/** By the length of their text. */
const maxRememberedCharacters = 4 * 1024 * 1024;

const unknown: InspectedOperation = { kind: undefined, refusal: null, cost: null };

/** Reads each document once, however often it is asked for. Never throws: a text that cannot be parsed has no operation. */
export function createOperationInspector(
  schema: GraphQLSchema,
  supergraph: DocumentNode,
  limits: OperationLimits,
): (query: string) => InspectedDocument {
  const rules = readDemandRules(supergraph);
  const remembered = createBoundedMemory<InspectedDocument>(maxRememberedCharacters);

  function inspectText(query: string): InspectedDocument['operation'] {
    let document: DocumentNode;
    try {
      document = parse(query, { noLocation: true, maxTokens: limits.tokens });
    } catch (error) {
      const refusal = isTooLong(error) ? tooComplex('tokens', null, limits.tokens) : null;
      return () => ({ ...unknown, refusal });
    }
    if (!limits.introspection && asksForSchema(document)) return () => ({ ...unknown, refusal: schemaNotShown() });
    const operations = new Map<string, InspectedOperation>();
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      operations.set(definition.name?.value ?? '', inspectOperation(document, definition));
    }
    const [only, ...others] = operations.values();
    return (name) => (name === undefined ? (others.length === 0 ? only : undefined) : operations.get(name)) ?? unknown;
  }

  function inspectOperation(document: DocumentNode, operation: OperationDefinitionNode): InspectedOperation {
    const kind = operation.operation;
    const size = operationSize(document, operation);
    for (const measure of ['depth', 'fields', 'rootFields', 'aliases', 'directives'] as const) {
      if (size[measure] <= limits[measure]) continue;
      return { kind, refusal: tooComplex(measure, size[measure], limits[measure]), cost: null };
    }
    return { kind, refusal: null, cost: compileCost(schema, rules, document, operation) };
  }

  return (query) => {
    const known = remembered.get(query);
    if (known) return known;
    const operation = inspectText(query);
    remembered.set(query, { isNew: false, operation });
    return { isNew: true, operation };
  };
}

/** graphql-js has no type of its own for it. */
function isTooLong(error: unknown): boolean {
  return error instanceof GraphQLError && /contains more tha[nt] \d+ tokens/.test(error.message);
}
