import {
  BREAK,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  OperationTypeNode,
  typeFromAST,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery as compileToJavaScript, isCompiledQuery } from 'graphql-jit';
import { byConditions } from './conditional-selections.ts';

type Variables = Readonly<Record<string, unknown>> | undefined;

/** Runs a compiled query for one request. Its errors are not for showing: see `compileQuery`; null where it cannot say. */
export type CompiledQuery = (
  contextValue: unknown,
  variableValues: Variables,
) => Promise<ExecutionResult> | ExecutionResult | null;

/**
 * Compiles a valid query with graphql-jit. What it answers without errors is what graphql-js would answer, several times
 * faster. Errors it words, orders and counts differently: whoever gets one runs the query with graphql-js instead.
 *
 * Null for what it is known to answer differently, and for mutations, which must not run a second time.
 */
export function compileQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  if (operation.operation !== OperationTypeNode.QUERY || !isCovered(schema, document)) return null;
  // It knows `@skip` and `@include`, but not everywhere.
  const find = byConditions(document, operation, (variant) => compileVariant(schema, variant, operation.name?.value));
  return find && ((contextValue, variableValues) => find(variableValues)?.(contextValue, variableValues) ?? null);
}

function compileVariant(schema: GraphQLSchema, document: DocumentNode, name?: string): CompiledQuery | null {
  const compiled = compileToJavaScript(schema, document, name, {
    // Nobody sees its errors, so where they were made is not worth finding out.
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  return (contextValue, variableValues) => compiled.query(undefined, contextValue, variableValues);
}

function isCovered(schema: GraphQLSchema, document: DocumentNode): boolean {
  // It calls `isTypeOf` where nothing catches what that throws.
  if (Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && type.isTypeOf)) return false;
  let covered = true;
  const notCovered = () => {
    covered = false;
    return BREAK;
  };
  visit(document, {
    // Generated code holds it as a key of an object, where it is the prototype's name.
    Name: ({ value }) => (value === '__proto__' ? notCovered() : undefined),
    Field: ({ name }) => (name.value === '__schema' || name.value === '__type' ? notCovered() : undefined),
    VariableDefinition({ type, defaultValue }) {
      const variableType = typeFromAST(schema, type);
      if (!variableType || !isCoercedAlike(getNamedType(variableType), defaultValue !== undefined)) return notCovered();
      return undefined;
    },
  });
  return covered;
}

/** It writes defaults into its code as JSON, which is not what a scalar of ours may have made of them; and knows no `@oneOf`. */
function isCoercedAlike(type: GraphQLNamedType, hasDefault: boolean): boolean {
  const types = reachable(type);
  if (hasDefault && types.some(isCustomScalar)) return false;
  return types.filter(isInputObjectType).every(
    (input) =>
      !input.isOneOf &&
      Object.values(input.getFields())
        .filter((field) => field.defaultValue !== undefined)
        .every((field) => !reachable(getNamedType(field.type)).some(isCustomScalar)),
  );
}

/** The type, and every type of the fields inside it. */
function reachable(type: GraphQLNamedType, found = new Set<GraphQLNamedType>()): readonly GraphQLNamedType[] {
  if (!found.has(type)) {
    found.add(type);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) reachable(getNamedType(field.type), found);
    }
  }
  return [...found];
}

function isCustomScalar(type: GraphQLNamedType): boolean {
  return isScalarType(type) && !isSpecifiedScalarType(type);
}
