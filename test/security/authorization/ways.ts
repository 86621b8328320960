import { Kind, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { subgraphTypeDefs, type SubgraphName } from '../../../schema/subgraphs.ts';

/** Which system an entity is at home in; the other one adds to it, or refers to it. */
const homes: Readonly<Record<string, SubgraphName>> = {
  Dossier: 'igate',
  Attachment: 'igate',
  Transfer: 'igate',
  Officer: 'igate',
  DeskUser: 'idesk',
  Draft: 'idesk',
  IssuedDocument: 'idesk',
  DocumentFile: 'idesk',
};

interface TypeInSdl {
  readonly name: string;
  readonly key: readonly string[] | null;
  readonly resolvable: boolean;
  readonly fields: readonly FieldDefinitionNode[];
}

/** Every way into a subgraph: its root fields, and its entities that are asked for by key. */
export function waysInto(subgraph: SubgraphName): readonly string[] {
  return typesOf(subgraphTypeDefs(subgraph)).flatMap(({ name, resolvable, fields }) => {
    if (isRoot(name)) return fields.map((field) => `${name}.${field.name.value}`);
    return resolvable ? [name] : [];
  });
}

/** Every field by which one system's data leads to the other's: what it adds to the other's entities, or refers to them by. */
export function linksOf(subgraph: SubgraphName): readonly string[] {
  const types = typesOf(subgraphTypeDefs(subgraph));
  const strangers = new Map(types.filter(({ key }) => key !== null).map((type) => [type.name, homeOf(type.name)]));
  return types.flatMap(({ name, key, fields }) => {
    if (isRoot(name)) return [];
    const atHome = key === null || homeOf(name) === subgraph;
    return fields
      .filter((field) => {
        if (!atHome) return !key.includes(field.name.value);
        const target = strangers.get(namedType(field.type));
        return target !== undefined && target !== subgraph && fromHome(field, subgraph);
      })
      .map((field) => `${name}.${field.name.value}`);
  });
}

/** iDesk's own officers are `DeskUser`s, and everything in it names them: only what leads out is a link. */
function fromHome(field: FieldDefinitionNode, subgraph: SubgraphName): boolean {
  return homes[namedType(field.type)] !== subgraph;
}

function homeOf(name: string): SubgraphName {
  const home = homes[name];
  if (!home) throw new Error(`${name} is an entity: say in ways.ts which system it is at home in`);
  return home;
}

function isRoot(name: string): boolean {
  return ['Query', 'Mutation', 'Subscription'].includes(name);
}

function typesOf(schema: DocumentNode): readonly TypeInSdl[] {
  return schema.definitions.flatMap((definition) => {
    const isType =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isType) return [];
    const key = definition.directives?.find(({ name }) => name.value === 'key');
    const argument = (name: string) => key?.arguments?.find((one) => one.name.value === name)?.value;
    const fields = argument('fields');
    const resolvable = argument('resolvable');
    return [
      {
        name: definition.name.value,
        key: fields?.kind === Kind.STRING ? fields.value.split(' ') : null,
        resolvable: key !== undefined && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value),
        fields: definition.fields ?? [],
      },
    ];
  });
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
