import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import {
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { forbidTelemetry } from '../../gateway/execution/no-telemetry.ts';
import { subgraphNames, subgraphTypeDefs, supergraphSdl } from '../../schema/subgraphs.ts';

describe.each(subgraphNames)('the schema of %s', (name) => {
  const schema = subgraphTypeDefs(name);

  it('describes every type, field, argument, input field and enum value', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('keeps every name and shape that clients rely on', () => {
    const kept = new Set(shapes(schema));
    expect(shapes(contractOf(name)).filter((shape) => !kept.has(shape))).toEqual([]);
  });

  it('tells how long each page of a list may be', () => {
    const unsaid: string[] = [];
    visit(schema, {
      InputValueDefinition(node) {
        const paging = ['first', 'last'].includes(node.name.value);
        if (paging && !node.description?.value.includes('at most 500')) unsaid.push(node.name.value);
      },
    });
    expect(unsaid).toEqual([]);
  });
});

describe('the checks of the schema', () => {
  const contract = parse('type Query { a(b: Int! = 1): String! }  enum E { X Y }');

  it.each([
    ['a field that is gone', 'type Query { c: Int }  enum E { X Y }'],
    ['another type', 'type Query { a(b: Int! = 1): String }  enum E { X Y }'],
    ['another default', 'type Query { a(b: Int! = 2): String! }  enum E { X Y }'],
    ['an argument that is gone', 'type Query { a: String! }  enum E { X Y }'],
    ['a value that is gone', 'type Query { a(b: Int! = 1): String! }  enum E { X }'],
    ['another kind of type', 'type Query { a(b: Int! = 1): String! }  type E { X: Int Y: Int }'],
  ])('notice %s', (_what, changed) => {
    const kept = new Set(shapes(parse(changed)));
    expect(shapes(contract).filter((shape) => !kept.has(shape))).not.toEqual([]);
  });

  it('notice what is not described', () => {
    expect(undescribed(contract)).toEqual(['Query', 'Query.a', 'Query.a(b)', 'E', 'E.X', 'E.Y']);
  });
});

describe('the supergraph', () => {
  it('is one that the gateway loads', async () => {
    forbidTelemetry();
    const gateway = new ApolloGateway({ supergraphSdl: supergraphSdl() });
    const { schema } = await gateway.load();
    expect(schema.getQueryType()?.getFields()).toHaveProperty('outgoingDocuments');
    await gateway.stop();
  });

  it('describes to clients what its subgraphs describe', () => {
    expect(supergraphSdl()).toContain('Trích yếu');
  });
});

function contractOf(name: string): DocumentNode {
  return parse(readFileSync(new URL(`./contract/${name}.graphql`, import.meta.url), 'utf8'));
}

interface Element {
  /** Such as `Query.dossiers(first)`. */
  readonly coordinate: string;
  /** What clients rely on: the coordinate with kind, type or default. */
  readonly shape: string;
  readonly description: string | undefined;
}

function elements(schema: DocumentNode): readonly Element[] {
  return schema.definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name || !('description' in definition)) return [];
    const type = definition.name.value;
    const interfaces = ('interfaces' in definition && definition.interfaces) || [];
    const implemented = interfaces.map(({ name }) => ` implements ${name.value}`).join('');
    const whole = element(type, ` is ${definition.kind}${implemented}`, definition);
    return [whole, ...parts(type, definition)];
  });
}

function parts(type: string, definition: DocumentNode['definitions'][number]): readonly Element[] {
  switch (definition.kind) {
    case Kind.ENUM_TYPE_DEFINITION:
      return (definition.values ?? []).map((value) => element(`${type}.${value.name.value}`, '', value));
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).map((field) =>
        element(`${type}.${field.name.value}`, typeAndDefault(field), field),
      );
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (definition.fields ?? []).flatMap((field) => {
        const coordinate = `${type}.${field.name.value}`;
        return [
          element(coordinate, `: ${print(field.type)}`, field),
          ...(field.arguments ?? []).map((argument) =>
            element(`${coordinate}(${argument.name.value})`, typeAndDefault(argument), argument),
          ),
        ];
      });
    default:
      return [];
  }
}

function element(coordinate: string, shape: string, node: Pick<FieldDefinitionNode, 'description'>): Element {
  return { coordinate, shape: coordinate + shape, description: node.description?.value };
}

function typeAndDefault(node: InputValueDefinitionNode): string {
  return `: ${print(node.type)}${node.defaultValue ? ` = ${print(node.defaultValue)}` : ''}`;
}

function shapes(schema: DocumentNode): string[] {
  return elements(schema).map(({ shape }) => shape);
}

function undescribed(schema: DocumentNode): string[] {
  return elements(schema)
    .filter(({ description }) => !description?.trim())
    .map(({ coordinate }) => coordinate);
}
