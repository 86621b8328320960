import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
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
  /** Response names of the fields that it needs to know of an object, by the object's type; no entry for other types. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
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

/** @throws NotCovered where something is required that is no plain field. */
export function requiredKeys(requires: readonly QueryPlanSelectionNode[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined) {
      throw new NotCovered('bytes: something required of objects of any type');
    }
    const names = selection.selections.map((field) => {
      if (field.kind !== 'Field' || field.selections) throw new NotCovered('bytes: a required object');
      return field.alias ?? field.name;
    });
    if (keys.has(selection.typeCondition)) throw new NotCovered('bytes: two requirements of one type');
    keys.set(selection.typeCondition, names);
  }
  return keys;
}
