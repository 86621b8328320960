import type { FetchDataRewrite, FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Selections, SelectFields } from '../selected-fields.ts';
import { NotCovered } from '../not-covered.ts';

/** A fetch as the scanners need to know it. */
export interface BytesFetch {
  readonly number: number;
  readonly node: FetchNode;
  /** Reads its document. */
  readonly select: SelectFields;
  /** What it asks of an entity, or of the root. */
  readonly selections: readonly Selections[];
  /** What it needs to know of an object, by the object's type; no entry for other types. */
  readonly keys: ReadonlyMap<string, readonly RequiredField[]>;
  /** The names, for the client, of fields to which the planner gave an alias so that they do not clash. */
  readonly names: ReadonlyMap<string, string>;
}

/** One field of a representation. */
export interface RequiredField {
  readonly name: string;
  /** What is required of the object, or of each object of the list, that stands there; null for other values. */
  readonly nested: readonly RequiredField[] | null;
  /** JSON that the subgraph wants to read there, whatever the field holds. */
  readonly value?: string;
}

/** A place in the answer, and what is joined to the objects there. */
export interface JoinSite {
  readonly fetches: BytesFetch[];
  readonly children: Map<string, JoinSite>;
}

export function newJoinSite(): JoinSite {
  return { fetches: [], children: new Map() };
}

export function joinSiteAt(root: JoinSite, path: readonly (string | number)[]): JoinSite {
  let site = root;
  for (const step of path) {
    if (step === '@') continue;
    const name = String(step);
    let child = site.children.get(name);
    if (!child) site.children.set(name, (child = newJoinSite()));
    site = child;
  }
  return site;
}

/**
 * What a fetch requires, by type of object.
 *
 * @throws NotCovered where it depends on more than the object's own type.
 */
export function requiredFields({ requires = [], inputRewrites = [] }: FetchNode): BytesFetch['keys'] {
  const typeNames = typeNameRewrites(inputRewrites);
  const keys = new Map<string, readonly RequiredField[]>();
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined) {
      throw new NotCovered('bytes: something required of objects of any type');
    }
    const { typeCondition, selections } = selection;
    const typeName = typeNames.get(typeCondition);
    const fields = selections.map((each) => {
      const field = requiredField(each);
      return field.name === '__typename' && typeName !== undefined ? { ...field, value: typeName } : field;
    });
    keys.set(typeCondition, merged([...(keys.get(typeCondition) ?? []), ...fields]));
  }
  return keys;
}

function requiredField(selection: QueryPlanSelectionNode): RequiredField {
  if (selection.kind !== 'Field') throw new NotCovered('bytes: something required of objects of one type below');
  const { alias, name, selections } = selection;
  return { name: alias ?? name, nested: selections ? merged(selections.map(requiredField)) : null };
}

/** A field that is required twice is sent once, with whatever is required of it. */
function merged(fields: readonly RequiredField[]): readonly RequiredField[] {
  const byName = new Map<string, RequiredField>();
  for (const field of fields) {
    const known = byName.get(field.name);
    const nested = known?.nested && field.nested ? merged([...known.nested, ...field.nested]) : field.nested;
    byName.set(field.name, { ...known, ...field, nested });
  }
  return [...byName.values()];
}

/** By type, the name as JSON under which a subgraph knows it that has an object for an interface. */
function typeNameRewrites(rewrites: readonly FetchDataRewrite[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites) {
    const [condition, field, ...deeper] = rewrite.path;
    const type = /^\.\.\. on (\w+)$/.exec(condition ?? '')?.[1];
    if (rewrite.kind !== 'ValueSetter' || type === undefined || field !== '__typename' || deeper.length > 0) {
      throw new NotCovered('bytes: a representation rewritten');
    }
    names.set(type, JSON.stringify(rewrite.setValueTo));
  }
  return names;
}

/** The names behind the aliases that the planner gave. */
export function renamedFields({ outputRewrites = [] }: FetchNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of outputRewrites) {
    const alias = rewrite.path.at(-1);
    if (rewrite.kind !== 'KeyRenamer' || alias === undefined) throw new NotCovered('bytes: an answer rewritten');
    const known = names.get(alias);
    if (known !== undefined && known !== rewrite.renameKeyTo) throw new NotCovered('bytes: an alias of two fields');
    names.set(alias, rewrite.renameKeyTo);
  }
  return names;
}
