import {
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { NotCovered } from '../not-covered.ts';
import type { SelectedField, SelectFields, Selections } from '../selected-fields.ts';
import { fieldsCode, passedOverCode, type FieldPlan, type Part } from './fields-code.ts';
import { newJoinSite, type BytesFetch, type JoinSite } from './join-sites.ts';
import { leafCode } from './leaf-code.ts';
import { maxStretches, type Literals } from './pieces.ts';
import { choose, passList, passNullable, passText, type ScannerCode } from './scanner-code.ts';

export interface ScannerOptions {
  readonly apiSchema: GraphQLSchema;
  /** Has the fields, too, that only the gateway asks for. */
  readonly supergraphSchema: GraphQLSchema;
  /** Reads the client's document. */
  readonly select: SelectFields;
  readonly literals: Literals;
  readonly code: ScannerCode;
}

/** One object of a fetch's answer. */
export interface Place {
  readonly fetch: BytesFetch;
  readonly fetched: readonly Selections[];
  /** Null where nothing of it goes to the client. */
  readonly wanted: readonly Selections[] | null;
  readonly site: JoinSite;
}

/** What is known of the entities of one type that one fetch brings. */
export interface EntityCode {
  readonly wanted: readonly Selections[];
  /** The names of the fields that the client wants of it, in as many stretches as there are other fields between. */
  readonly stretches: readonly (readonly string[])[];
  /** Calls what passes its fields, without braces, and ends each stretch. */
  readonly pass: string;
  /** A literal for each stretch of an entity that the subgraph does not have; null where that may not be. */
  readonly missing: readonly number[] | null;
}

/** Writes what passes fetches' answers, as statements of `code`. Throws `NotCovered` where that cannot be done. */
export function scannerCompiler({ apiSchema, supergraphSchema, select, literals, code }: ScannerOptions) {
  /** By number of the fetch and type. */
  const entities = new Map<string, EntityCode>();

  /** The fields of an object, without its braces. */
  function compileFields(type: GraphQLObjectType, place: Place): string {
    if (place.wanted === null) return passedOverCode(compileFetched(type, place, new Map()));
    const { fetch, site } = place;
    const wanted = wantedFields(type, place.wanted);
    const fields = compileFetched(type, place, wanted);
    const joins = site.fetches.filter((each) => each !== fetch && each.keys.has(type.name));
    const brought = new Set(fields.map(({ name }) => name));
    const stretches = new Map<BytesFetch, string[][]>(joins.map((join) => [join, []]));
    const parts: Part[] = [];
    let before: BytesFetch | undefined;
    for (const name of wanted.keys()) {
      const join = brought.has(name) ? undefined : joins.find((each) => fetchedNames(each, type).has(name));
      const own = join && stretches.get(join);
      if (!own) parts.push({ own: name });
      else if (join === before) own.at(-1)?.push(name);
      else {
        parts.push({ join, stretch: own.length });
        own.push([name]);
      }
      if (!own && !brought.has(name)) throw new NotCovered(`bytes: nobody brings ${type.name}.${name}`);
      before = join;
    }
    for (const join of joins) compileEntity(join, type, place, stretches.get(join) ?? [], wanted);
    const keyed = joins.map((join) => ({ join, keys: join.keys.get(type.name) ?? [] }));
    return fieldsCode({ type: type.name, fields, parts, joins: keyed }, code, literals);
  }

  /** The same entities may be met below several types of object: the client must want the same of them there. */
  function compileEntity(
    fetch: BytesFetch,
    type: GraphQLObjectType,
    { wanted, site }: Place,
    stretches: readonly (readonly string[])[],
    clientFields: ReadonlyMap<string, SelectedField>,
  ): void {
    const key = `${fetch.number} ${type.name}`;
    const known = entities.get(key);
    if (known) {
      if (!isSame(known, wanted ?? [], stretches)) throw new NotCovered('bytes: entities wanted twice');
      return;
    }
    if (stretches.length > maxStretches) throw new NotCovered('bytes: fields of one fetch in too many places');
    const names = new Set(stretches.flat());
    const place = { fetch, fetched: fetch.selections, wanted, site };
    const own = new Map([...clientFields].filter(([name]) => names.has(name)));
    const parts = stretches.flatMap((stretch): Part[] => [
      ...stretch.map((name) => ({ own: name })),
      { end: 'stretch' },
    ]);
    const isNullable = [...own.values()].every((field) => !isNonNullType(field.type));
    const nulls = (stretch: readonly string[]) => stretch.map((name) => `${JSON.stringify(name)}:null`).join(',');
    const fields = compileFetched(type, place, own);
    entities.set(key, {
      wanted: wanted ?? [],
      stretches,
      missing: isNullable && names.size > 0 ? stretches.map((stretch) => literals.add(nulls(stretch))) : null,
      pass: code.define(fieldsCode({ type: type.name, fields, parts, joins: [] }, code, literals)),
    });
  }

  function wantedFields(
    type: GraphQLObjectType,
    wanted: readonly Selections[] | null,
  ): ReadonlyMap<string, SelectedField> {
    const clientType = apiSchema.getType(type.name);
    return wanted && isObjectType(clientType) ? select(clientType, wanted) : new Map<string, SelectedField>();
  }

  /** What a fetch brings of an object, in its order; what is not `wanted` is passed over. */
  function compileFetched(
    type: GraphQLObjectType,
    place: Place,
    wanted: ReadonlyMap<string, SelectedField>,
  ): readonly FieldPlan[] {
    return [...place.fetch.select(type, place.fetched).values()].map((field) => {
      const key = field.responseName;
      const name = place.fetch.names.get(key) ?? key;
      const client = wanted.get(name);
      return { name, key, isKept: client !== undefined, pass: compileField(type, field, client, place) };
    });
  }

  function compileField(
    parent: GraphQLObjectType,
    field: SelectedField,
    client: SelectedField | undefined,
    { fetch, site }: Place,
  ): string {
    if (!field.type) return passText(JSON.stringify(parent.name));
    if (client && client.name !== field.name) throw new NotCovered('bytes: one name for two fields');
    // What the client's schema lacks, an enum's value say, must not pass.
    const type = client?.type ?? field.type;
    return compileType(type, {
      fetch,
      fetched: field.selections,
      wanted: client ? client.selections : null,
      site: client ? joinSiteBelow(site, client.responseName) : newJoinSite(),
    });
  }

  function compileType(type: GraphQLOutputType, place: Place): string {
    const present = compilePresent(type, place);
    return isNonNullType(type) ? present : passNullable(present);
  }

  function compilePresent(type: GraphQLOutputType, place: Place): string {
    if (isNonNullType(type)) return compilePresent(type.ofType, place);
    if (isListType(type)) return passList(compileType(type.ofType, place));
    return isCompositeType(type) ? compileObject(type, place) : leafCode(type);
  }

  function compileObject(type: GraphQLCompositeType, place: Place): string {
    const known = supergraphSchema.getType(type.name);
    if (isObjectType(known)) return compileBraced(known, place);
    if (!isAbstractType(known)) throw new NotCovered(`bytes: ${type.name} is nothing that an object may be`);
    const alternatives = [];
    for (const possible of supergraphSchema.getPossibleTypes(known)) {
      if (!apiSchema.getType(possible.name)) continue;
      const [first] = place.fetch.select(possible, place.fetched).values();
      if (first?.name !== '__typename') throw new NotCovered('bytes: an object that does not begin with its type');
      const text = `{${JSON.stringify(first.responseName)}:"${possible.name}"`;
      alternatives.push({ text, statements: compileBraced(possible, place) });
    }
    return choose(alternatives);
  }

  function compileBraced(type: GraphQLObjectType, place: Place): string {
    return code.define(`${passText('{')} ${compileFields(type, place)} ${passText('}')}`);
  }

  return {
    /** Calls what passes one field of the root, without its name. */
    rootField(fetch: BytesFetch, field: SelectedField, wanted: SelectedField | undefined, root: Place): string {
      return code.define(compileField(rootType(fetch), field, wanted, root));
    },
    /** By type; empty where a fetch is joined nowhere. */
    entitiesOf(fetch: BytesFetch): ReadonlyMap<string, EntityCode> {
      const prefix = `${fetch.number} `;
      const own = [...entities].filter(([key]) => key.startsWith(prefix));
      return new Map(own.map(([key, entity]) => [key.slice(prefix.length), entity]));
    },
  };

  function rootType(fetch: BytesFetch): GraphQLObjectType {
    const type = supergraphSchema.getRootType(fetch.node.operationKind);
    if (!type) throw new NotCovered('bytes: no such root type');
    return type;
  }
}

function isSame(known: EntityCode, wanted: readonly Selections[], stretches: EntityCode['stretches']): boolean {
  return (
    known.wanted.length === wanted.length &&
    wanted.every(({ set }, index) => set === known.wanted[index]?.set) &&
    JSON.stringify(stretches) === JSON.stringify(known.stretches)
  );
}

function fetchedNames(fetch: BytesFetch, type: GraphQLObjectType): ReadonlySet<string> {
  return new Set([...fetch.select(type, fetch.selections).keys()].map((key) => fetch.names.get(key) ?? key));
}

function joinSiteBelow(site: JoinSite, name: string): JoinSite {
  return site.children.get(name) ?? newJoinSite();
}
