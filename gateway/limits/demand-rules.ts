import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';

/** How long a list is, as `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that say how long; of an input object's field as `input.first`. The largest one counts. */
  readonly slicingArguments: readonly string[];
  /** Lists of the object that the field gives, which are that long; without them it is the field itself. */
  readonly sizedFields: readonly string[];
}

/**
 * What a supergraph says about the cost of its fields. Coordinates are written `Type`, `Type.field`, `Input.field` and
 * `Type.field(argument:)`.
 */
export interface DemandRules {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

/** Reads `@cost` and `@listSize`, under the names that the supergraph's `@link` gives them. */
export function readDemandRules(supergraph: DocumentNode): DemandRules {
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const names = directiveNames(supergraph);

  function read(coordinate: string, directives: readonly DirectiveNode[] | undefined): void {
    for (const directive of directives ?? []) {
      const given = argumentsOf(directive);
      if (directive.name.value === names.cost && typeof given['weight'] === 'number') {
        weights.set(coordinate, given['weight']);
      }
      if (directive.name.value === names.listSize) listSizes.set(coordinate, listSize(given));
    }
  }

  function readField(type: string, field: FieldDefinitionNode | InputValueDefinitionNode): void {
    const coordinate = `${type}.${field.name.value}`;
    read(coordinate, field.directives);
    if (field.kind === Kind.INPUT_VALUE_DEFINITION) return;
    for (const argument of field.arguments ?? []) read(`${coordinate}(${argument.name.value}:)`, argument.directives);
  }

  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const type = definition.name.value;
    if ('directives' in definition) read(type, definition.directives);
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
    ) {
      for (const field of definition.fields ?? []) readField(type, field);
    }
  }
  return { weights, listSizes };
}

function listSize(given: Readonly<Record<string, unknown>>): ListSize {
  const { assumedSize } = given;
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: texts(given['slicingArguments']),
    sizedFields: texts(given['sizedFields']),
  };
}

/** The specification's own name of a directive, unless it is imported under another or not imported at all. */
function directiveNames(supergraph: DocumentNode): { readonly cost: string; readonly listSize: string } {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const link = argumentsOf(directive);
      if (directive.name.value !== 'link' || !/\/cost\/v\d/.test(text(link['url']) ?? '')) continue;
      const prefix = text(link['as']) ?? 'cost';
      // The directive that has the specification's name needs no import.
      const cost = imported(link['import'], '@cost') ?? prefix;
      return { cost, listSize: imported(link['import'], '@listSize') ?? `${prefix}__listSize` };
    }
  }
  return { cost: 'cost', listSize: 'listSize' };
}

function imported(list: unknown, name: string): string | undefined {
  if (!Array.isArray(list)) return undefined;
  for (const item of list) {
    if (item === name) return name.slice(1);
    if (isRecord(item) && item['name'] === name) return (text(item['as']) ?? name).slice(1);
  }
  return undefined;
}

function argumentsOf(directive: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
