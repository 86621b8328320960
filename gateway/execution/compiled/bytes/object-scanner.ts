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
import { fieldsScanner, type FieldPlan, type Part, type ScanFields } from './fields-scanner.ts';
import { newJoinSite, type BytesFetch, type JoinSite } from './join-sites.ts';
import { leafScanner } from './leaf-scanners.ts';
import { maxStretches, type Literals, type Scan } from './pieces.ts';

/** Passes one value of a fetch's answer, cutting it up on the way. */
export type ScanValue = (scan: Scan) => void;

export interface ScannerOptions {
  readonly apiSchema: GraphQLSchema;
  /** Has the fields, too, that only the gateway asks for. */
  readonly supergraphSchema: GraphQLSchema;
  /** Reads the client's document. */
  readonly select: SelectFields;
  readonly literals: Literals;
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
export interface EntityScanner {
  readonly wanted: readonly Selections[];
  /** The names of the fields that the client wants of it, in as many stretches as there are other fields between. */
  readonly stretches: readonly (readonly string[])[];
  /** Passes its fields, without braces, and ends each stretch. */
  readonly scan: ScanFields;
  /** A literal for each stretch of an entity that the subgraph does not have; null where that may not be. */
  readonly missing: readonly number[] | null;
}

/** Compiles scanners of fetches' answers. They throw `NotCovered` while compiling, `Difference` while scanning. */
export function scannerCompiler({ apiSchema, supergraphSchema, select, literals }: ScannerOptions) {
  /** By number of the fetch and type. */
  const entityScanners = new Map<string, EntityScanner>();

  /** The fields of an object, without its braces. */
  function compileFields(type: GraphQLObjectType, place: Place): ScanFields {
    const { fetch, site } = place;
    const wanted = wantedFields(type, place.wanted);
    const fields = compileFetched(type, place, wanted);
    const joins = place.wanted ? site.fetches.filter((each) => each !== fetch && each.keys.has(type.name)) : [];
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
    return fieldsScanner({ type: type.name, fields, parts, joins: keyed }, literals);
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
    const known = entityScanners.get(key);
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
    entityScanners.set(key, {
      wanted: wanted ?? [],
      stretches,
      missing: isNullable && names.size > 0 ? stretches.map((stretch) => literals.add(nulls(stretch))) : null,
      scan: entityScan(type.name, compileFetched(type, place, own), parts, stretches.length),
    });
  }

  /** Passes an entity's fields. Most are wanted in one stretch, often just as they come. */
  function entityScan(
    type: string,
    fields: readonly FieldPlan[],
    parts: readonly Part[],
    stretches: number,
  ): ScanFields {
    if (stretches !== 1) return fieldsScanner({ type, fields, parts, joins: [] }, literals);
    const scanFields = fieldsScanner({ type, fields, parts: parts.slice(0, -1), joins: [] }, literals);
    return (scan) => {
      scanFields(scan);
      scan.cut(scan.at);
      scan.endStretch();
    };
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
      return { name, key, isKept: client !== undefined, scan: compileField(type, field, client, place) };
    });
  }

  function compileField(
    parent: GraphQLObjectType,
    field: SelectedField,
    client: SelectedField | undefined,
    { fetch, site }: Place,
  ): ScanValue {
    if (!field.type) {
      const expected = Buffer.from(JSON.stringify(parent.name));
      return (scan) => scan.expect(expected);
    }
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

  function compileType(type: GraphQLOutputType, place: Place): ScanValue {
    if (isNonNullType(type)) return compilePresent(type.ofType, place);
    const scanPresent = compilePresent(type, place);
    return (scan) => {
      if (!scan.isNull()) scanPresent(scan);
    };
  }

  function compilePresent(type: GraphQLOutputType, place: Place): ScanValue {
    if (isNonNullType(type)) return compilePresent(type.ofType, place);
    if (isListType(type)) return listScanner(compileType(type.ofType, place));
    if (isCompositeType(type)) return compileObject(type, place);
    return leafScanner(type);
  }

  function compileObject(type: GraphQLCompositeType, place: Place): ScanValue {
    const known = supergraphSchema.getType(type.name);
    if (isObjectType(known)) return braced(compileFields(known, place));
    if (!isAbstractType(known)) throw new NotCovered(`bytes: ${type.name} is nothing that an object may be`);
    const byType = new Map<string, ScanValue>();
    for (const possible of supergraphSchema.getPossibleTypes(known)) {
      if (!apiSchema.getType(possible.name)) continue;
      const [first] = place.fetch.select(possible, place.fetched).values();
      if (first?.name !== '__typename') throw new NotCovered('bytes: an object that does not begin with its type');
      byType.set(`{${JSON.stringify(first.responseName)}:"${possible.name}"`, braced(compileFields(possible, place)));
    }
    return (scan) => {
      const { bytes, at } = scan;
      const colon = bytes.indexOf(0x3a, at);
      const nameEnd = colon < 0 ? -1 : bytes.indexOf(0x22, colon + 2);
      if (nameEnd < 0 || nameEnd - at > 300) scan.differs();
      const scanObject = byType.get(bytes.toString('latin1', at, nameEnd + 1));
      if (scanObject) scanObject(scan);
      else scan.differs();
    };
  }

  return {
    /** One field of the root, with its name. */
    rootField(fetch: BytesFetch, field: SelectedField, wanted: SelectedField | undefined, root: Place): ScanValue {
      return compileField(rootType(fetch), field, wanted, root);
    },
    entity: (fetch: BytesFetch, type: string) => entityScanners.get(`${fetch.number} ${type}`),
    isJoined: (fetch: BytesFetch) => [...entityScanners.keys()].some((key) => key.startsWith(`${fetch.number} `)),
  };

  function rootType(fetch: BytesFetch): GraphQLObjectType {
    const type = supergraphSchema.getRootType(fetch.node.operationKind);
    if (!type) throw new NotCovered('bytes: no such root type');
    return type;
  }
}

function isSame(known: EntityScanner, wanted: readonly Selections[], stretches: EntityScanner['stretches']): boolean {
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

function braced(scanFields: ScanFields): ScanValue {
  return (scan) => {
    scan.byte(0x7b);
    scanFields(scan);
    scan.byte(0x7d);
  };
}

function listScanner(scanItem: ScanValue): ScanValue {
  return (scan) => {
    scan.byte(0x5b);
    if (scan.bytes[scan.at] === 0x5d) {
      scan.at += 1;
      return;
    }
    for (;;) {
      scanItem(scan);
      if (scan.bytes[scan.at] !== 0x2c) break;
      scan.at += 1;
    }
    scan.byte(0x5d);
  };
}
