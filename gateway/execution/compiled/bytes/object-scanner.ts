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
import { fieldsScanner, type FieldPlan, type ScanFields } from './fields-scanner.ts';
import { newJoinSite, type BytesFetch, type JoinSite } from './join-sites.ts';
import { leafScanner } from './leaf-scanners.ts';
import type { Literals, Scan } from './pieces.ts';

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
  readonly names: ReadonlySet<string>;
  readonly scan: ScanFields;
  /** The literal for an entity that the subgraph does not have; null where that may not be. */
  readonly missing: number | null;
}

/** Compiles scanners of fetches' answers. They throw `NotCovered` while compiling, `Difference` while scanning. */
export function scannerCompiler({ apiSchema, supergraphSchema, select, literals }: ScannerOptions) {
  /** By number of the fetch and type. */
  const entityScanners = new Map<string, EntityScanner>();

  /** The fields of an object, without its braces. `only` leaves to other fetches what they bring. */
  function compileFields(type: GraphQLObjectType, place: Place, only?: ReadonlySet<string>): ScanFields {
    const { fetch, site } = place;
    const fetched = fetch.select(type, place.fetched);
    const clientType = apiSchema.getType(type.name);
    const wanted =
      place.wanted && isObjectType(clientType) ? select(clientType, place.wanted) : new Map<string, SelectedField>();
    const joins = place.wanted ? site.fetches.filter((each) => each !== fetch && each.keys.has(type.name)) : [];
    const fields: FieldPlan[] = [...fetched.values()].map((field) => {
      const name = field.responseName;
      const client = wanted.get(name);
      const isKept = client !== undefined && (!only || only.has(name));
      return { name, isKept, scan: compileField(type, field, isKept ? client : undefined, place) };
    });
    const order = [...wanted.keys()]
      .filter((name) => !only || only.has(name))
      .map((name) => {
        if (fetched.has(name)) return name;
        const join = joins.find((each) => each.select(type, each.selections).has(name));
        if (join) return join;
        throw new NotCovered(`bytes: nobody brings ${type.name}.${name}`);
      });
    if (only) return fieldsScanner({ type: type.name, fields, order, joins: [] });
    for (const join of joins) {
      const names = [...wanted.keys()].filter((name, index) => order[index] === join && name !== '');
      compileEntity(join, type, place, new Set(names), wanted);
    }
    const keyed = joins.map((join) => ({ join, keys: join.keys.get(type.name) ?? [] }));
    return fieldsScanner({ type: type.name, fields, order, joins: keyed });
  }

  /** The same entities may be met below several types of object: the client must want the same of them there. */
  function compileEntity(
    fetch: BytesFetch,
    type: GraphQLObjectType,
    { wanted, site }: Place,
    names: ReadonlySet<string>,
    fields: ReadonlyMap<string, SelectedField>,
  ): void {
    const key = `${fetch.number} ${type.name}`;
    const known = entityScanners.get(key);
    if (known) {
      const isSame =
        wanted?.every(({ set }, index) => set === known.wanted[index]?.set) && wanted.length === known.wanted.length;
      if (!isSame || names.symmetricDifference(known.names).size > 0)
        throw new NotCovered('bytes: entities wanted twice');
      return;
    }
    const isNullable = [...names].every((name) => !isNonNullType(fields.get(name)?.type));
    const nulls = [...names].map((name) => `${JSON.stringify(name)}:null`).join(',');
    entityScanners.set(key, {
      wanted: wanted ?? [],
      names,
      missing: isNullable && names.size > 0 ? literals.add(nulls) : null,
      scan: compileFields(type, { fetch, fetched: fetch.selections, wanted, site }, names),
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
      site: client ? joinSiteBelow(site, field.responseName) : newJoinSite(),
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
