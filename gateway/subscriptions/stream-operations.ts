import {
  getOperationAST,
  GraphQLError,
  getVariableValues,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  validate,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { createBoundedMemory } from '../bounded-memory.ts';
import { asQuery, conditionalRoot } from './as-query.ts';
import type { LiveField } from './live-fields.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What a stream's operation is. */
export type StreamOperation =
  /** As it would be sent in a request of its own. */
  | { readonly kind: 'query' | 'mutation' }
  | {
      readonly kind: 'subscription';
      /** The query that answers it. */
      readonly query: string;
      /** Name of the field, such as `dossierChanged`. */
      readonly field: string;
      readonly topic: string;
      /**
       * Whose changes it follows: of an argument, or of the account.
       *
       * @throws GraphQLError where the variables are not what the operation declares.
       */
      keyOf(variables: Variables, account: string): string;
    };

/** Texts that are remembered, by their length: clients subscribe to the same few. */
const maxRememberedCharacters = 1024 * 1024;

/**
 * Finds out what an operation is, remembering what it has seen.
 *
 * @throws GraphQLError, or a list of them, where it is not valid; RequestError where nobody could follow it.
 */
export type ReadStreamOperation = (query: string, operationName: string | undefined) => StreamOperation;

/** What is wrong with an operation, as GraphQL words it. */
export class InvalidOperation extends Error {
  override readonly name = 'InvalidOperation';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export function createStreamOperations(
  schema: GraphQLSchema,
  fields: ReadonlyMap<string, LiveField>,
): ReadStreamOperation {
  const remembered = createBoundedMemory<StreamOperation>(maxRememberedCharacters);
  return (query, operationName) => {
    const key = `${operationName ?? ''}\n${query}`;
    const known = remembered.get(key);
    if (known) return known;
    const operation = read(query, operationName);
    remembered.set(key, operation, query.length);
    return operation;
  };

  function read(query: string, operationName: string | undefined): StreamOperation {
    const document = parsed(query);
    assertValid(schema, document);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new InvalidOperation([noSuchOperation()]);
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return { kind: operation.operation };
    const alone = separateOperations(document)[operation.name?.value ?? ''] ?? document;
    const { document: asked, root, field } = asQuery(alone, operation, fields);
    const declared = operation.variableDefinitions ?? [];
    return {
      kind: 'subscription',
      query: print(asked),
      field: root.name.value,
      topic: field.topic,
      keyOf(variables, account) {
        const { coerced, errors: mistakes } = getVariableValues(schema, declared, variables);
        if (mistakes) throw new InvalidOperation(mistakes);
        return field.key === undefined ? account.toLowerCase() : argumentOf(schema, root, field.key, coerced);
      },
    };
  }
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) throw new InvalidOperation([error]);
    throw error;
  }
}

function assertValid(schema: GraphQLSchema, document: DocumentNode): void {
  let errors: readonly GraphQLError[];
  try {
    errors = validate(schema, document);
  } catch (error) {
    // It looks for the fields of a subscription without variables, and throws where a condition at the root needs one.
    if (error instanceof GraphQLError) throw conditionalRoot();
    throw error;
  }
  if (errors.length > 0) throw new InvalidOperation(errors);
}

function argumentOf(schema: GraphQLSchema, root: FieldNode, name: string, variables: Variables): string {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  const argument = fields[root.name.value]?.args.find((one) => one.name === name);
  const given = root.arguments?.find((one) => one.name.value === name)?.value;
  const value = argument && given ? valueFromAST(given, argument.type, variables) : argument?.defaultValue;
  return String(value);
}

function noSuchOperation(): GraphQLError {
  return new GraphQLError('The document holds no such operation, or several and no operationName.');
}
