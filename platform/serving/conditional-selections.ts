import {
  Kind,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';

/** More variables than this would make more variants of an operation than it is worth remembering. */
const mostVariables = 3;

/** Gives what was made of the variant that these variables select; null where there is none. */
export type FindVariant<Made> = (variableValues: Readonly<Record<string, unknown>> | undefined) => Made | null;

/**
 * Makes something of an operation for each way in which its `@skip` and `@include` turn out: of a document without them. Null
 * where too many variables decide.
 */
export function byConditions<Made>(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  make: (document: DocumentNode) => Made | null,
): FindVariant<Made> | null {
  const names = conditionVariables(document);
  if (!names) return null;
  if (names.length === 0) {
    const made = make(withConditions(document, new Map()));
    return made && (() => made);
  }
  const variants = new Map<string, Made | null>();
  return (variableValues) => {
    const values = conditionValues(names, operation, variableValues);
    if (!values) return null;
    const key = [...values.values()].join();
    let variant = variants.get(key);
    if (variant === undefined) {
      variant = make(withConditions(document, values));
      variants.set(key, variant);
    }
    return variant;
  };
}

/** The variables that decide by `@skip` and `@include` what is selected; null where there are too many. */
function conditionVariables(document: DocumentNode): readonly string[] | null {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const condition = conditionOf(directive);
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return names.size <= mostVariables ? [...names] : null;
}

/** What the variables hold, defaults included; null where one holds no Boolean, which is for graphql-js to refuse. */
function conditionValues(
  names: readonly string[],
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>> = {},
): ReadonlyMap<string, boolean> | null {
  const values = new Map<string, boolean>();
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : defaultOf(operation, name);
    if (typeof value !== 'boolean') return null;
    values.set(name, value);
  }
  return values;
}

function defaultOf(operation: OperationDefinitionNode, name: string): boolean | undefined {
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.BOOLEAN ? definition.defaultValue.value : undefined;
}

/** The document as these values leave it: without what they skip, and without the directives. */
function withConditions(document: DocumentNode, values: ReadonlyMap<string, boolean>): DocumentNode {
  const keep = <Node extends ASTNode & { readonly directives?: readonly DirectiveNode[] }>(node: Node) => {
    if (!node.directives?.length) return undefined;
    return node.directives.every((directive) => holds(directive, values)) ? { ...node, directives: [] } : null;
  };
  return visit(document, { Field: keep, InlineFragment: keep, FragmentSpread: keep });
}

function holds(directive: DirectiveNode, values: ReadonlyMap<string, boolean>): boolean {
  const condition = conditionOf(directive);
  const value = condition?.kind === Kind.BOOLEAN ? condition.value : condition && values.get(condition.name.value);
  return value === (directive.name.value === 'include');
}

function conditionOf(directive: DirectiveNode) {
  const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  return value?.kind === Kind.VARIABLE || value?.kind === Kind.BOOLEAN ? value : undefined;
}
