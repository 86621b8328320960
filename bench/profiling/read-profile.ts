import { readFile } from 'node:fs/promises';

/** What V8 writes with `--cpu-prof`, as far as it is read here. */
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

export interface Share {
  readonly name: string;
  /** Of the time in which the process was not idle, from 0 to 1. */
  readonly share: number;
}

export interface ProfileSummary {
  /** By who asked for the work: packages and folders of this project; what Node.js does counts as its caller's. */
  readonly places: readonly Share[];
  /** By function, without what it calls. */
  readonly functions: readonly Share[];
}

/** Where the time of a profiled process went, from `skipSeconds` after its start on; loading and warming up are before. */
export async function readProfile(file: string, skipSeconds: number): Promise<ProfileSummary> {
  const profile: CpuProfile = JSON.parse(await readFile(file, 'utf8'));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const places = placesOf(profile.nodes);
  const byFunction = new Map<string, number>();
  const byPlace = new Map<string, number>();
  let elapsed = 0;
  let busy = 0;
  for (const [at, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[at] ?? 0;
    elapsed += delta;
    const node = nodes.get(id);
    if (!node || elapsed < skipSeconds * 1e6 || idle.has(node.callFrame.functionName)) continue;
    busy += delta;
    add(byFunction, functionName(node), delta);
    add(byPlace, places.get(id) ?? '', delta);
  }
  return { places: shares(byPlace, busy), functions: shares(byFunction, busy) };
}

const idle = new Set(['(idle)', '(root)']);

function functionName({ callFrame: { functionName: name, url, lineNumber } }: ProfileNode): string {
  const file = url.split('/').slice(-2).join('/');
  return url === '' ? name || '(generated)' : `${name || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

/** By node: where it is from, or else where its nearest caller is from. */
function placesOf(nodes: readonly ProfileNode[]): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  // A node stands before its children.
  for (const node of nodes) {
    const place = ownPlace(node) ?? places.get(node.id) ?? 'Node.js';
    places.set(node.id, place);
    for (const child of node.children ?? []) places.set(child, place);
  }
  return places;
}

function ownPlace({ callFrame: { functionName: name, url } }: ProfileNode): string | undefined {
  if (name === '(garbage collector)' || name === '(program)') return name;
  if (url === '' || url.startsWith('node:')) return undefined;
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (inPackage !== undefined) return inPackage;
  const [, own = url] = /\/((?:gateway|platform|subgraphs|schema)(?:\/.*)?)\/[^/]+$/.exec(url) ?? [];
  return own;
}

function add(sums: Map<string, number>, name: string, delta: number): void {
  sums.set(name, (sums.get(name) ?? 0) + delta);
}

function shares(sums: ReadonlyMap<string, number>, whole: number): readonly Share[] {
  return [...sums].map(([name, sum]) => ({ name, share: sum / whole })).toSorted((a, b) => b.share - a.share);
}
