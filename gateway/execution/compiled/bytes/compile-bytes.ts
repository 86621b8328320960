import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { isUtf8 } from 'node:buffer';
import { isCompositeType, Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { giveBuffer } from '../../../../platform/serving/reused-buffers.ts';
import type { SubgraphSource } from '../../../../platform/serving/subgraph-source.ts';
import type { OperationPlanner } from '../operation-planner.ts';
import { NotCovered } from '../not-covered.ts';
import { compileSteps, type Step } from '../plan-steps.ts';
import { fieldSelector, type Conditions } from '../selected-fields.ts';
import { joinPieces, type RootField } from './join-pieces.ts';
import { joinSiteAt, newJoinSite, renamedFields, requiredFields, type BytesFetch } from './join-sites.ts';
import { differs, passByte, passLiteral, passNull } from './json-bytes.ts';
import { scannerCompiler } from './object-code.ts';
import { Join, Literals, Scan } from './pieces.ts';
import { createScannerCode, type Pass } from './scanner-code.ts';

/** One request, while it runs. */
export interface BytesRun {
  /** Sends a fetch and remembers the answer; representations as `executeBytes` takes them. */
  readonly send: SendFetch;
  readonly joins: readonly Join[];
  readonly scans: (Scan | undefined)[];
}

/**
 * The whole answer as JSON, in a buffer that may be given back once it is sent. Rejects with `Difference` where an answer is
 * not of the form that was compiled.
 */
export type RunBytes = (send: SendFetch) => Promise<Buffer>;

export type SendFetch = (
  node: FetchNode,
  representations?: readonly string[],
) => Promise<{ readonly bytes: Buffer; readonly finished: (outcome: 'ok') => void }>;

interface BytesOptions {
  readonly planner: OperationPlanner;
  readonly source: (subgraph: string) => SubgraphSource;
}

/** @throws NotCovered where the objects tier must do it. */
export function compileBytes(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  plan: PlanNode | undefined,
  conditions: Conditions,
  { planner, source }: BytesOptions,
): RunBytes {
  const { apiSchema, supergraphSchema } = planner;
  const fetches: BytesFetch[] = [];
  const sites = newJoinSite();
  const rootFetches: BytesFetch[] = [];
  compileSteps(plan, conditions, (node, path) => {
    if (!source(node.serviceName).executeBytes) throw new NotCovered('bytes: a source of objects');
    const fetch = describe(node, fetches.length);
    fetches.push(fetch);
    if (node.requires) joinSiteAt(sites, path).fetches.push(fetch);
    else if (path.length === 0) rootFetches.push(fetch);
    else throw new NotCovered('bytes: root fields below the root');
    return async () => {};
  });

  const select = fieldSelector(apiSchema, document, conditions);
  const literals = new Literals();
  const code = createScannerCode();
  const compiler = scannerCompiler({ apiSchema, supergraphSchema, select, literals, code });
  const rootType = apiSchema.getRootType(operation.operation);
  const fetchedRootType = supergraphSchema.getRootType(operation.operation);
  if (!rootType || !fetchedRootType) throw new NotCovered('bytes: no such root type');
  const wanted = [{ set: operation.selectionSet, type: rootType }];
  const wantedFields = select(rootType, wanted);
  const rootScanners = new Map(
    rootFetches.map((fetch) => {
      const fields = [...fetch.select(fetchedRootType, fetch.selections).values()];
      const scanners = fields.map((field) => {
        if (fetch.names.has(field.responseName)) throw new NotCovered('bytes: a root field renamed');
        const place = { fetch, fetched: fetch.selections, wanted, site: sites };
        return {
          name: field.responseName,
          key: Buffer.from(`${JSON.stringify(field.responseName)}:`),
          call: compiler.rootField(fetch, field, wantedFields.get(field.responseName), place),
        };
      });
      return [fetch, scanners];
    }),
  );
  const rootFields = [...wantedFields.values()].map((field): RootField => {
    const name = field.responseName;
    const brings = rootFetches.filter((fetch) => fetch.select(fetchedRootType, fetch.selections).has(name));
    const [fetch] = brings;
    if (fetch && brings.length === 1) return { fetch: fetch.number, name };
    if (field.type) throw new NotCovered('bytes: a root field of no fetch, or of several');
    return { literal: Buffer.from(`${JSON.stringify(name)}:"${rootType.name}"`) };
  });
  for (const fetch of fetches) {
    if (fetch.node.requires && compiler.entitiesOf(fetch).size === 0) {
      throw new NotCovered('bytes: a fetch for other fetches');
    }
  }
  const passOf = code.finish();

  let next = 0;
  const run = compileSteps<BytesRun>(plan, conditions, (node) => {
    const fetch = fetches[next++];
    if (!fetch) throw new Error('the plan has changed');
    return node.requires ? entitiesStep(fetch) : rootStep(fetch);
  });
  return async (send) => {
    const state: BytesRun = { send, joins: fetches.map(() => new Join()), scans: [] };
    await run(state);
    const answer = joinPieces(state.scans, rootFields, literals);
    for (const scan of state.scans) if (scan) giveBuffer(scan.bytes);
    return answer;
  };

  function rootStep(fetch: BytesFetch): Step<BytesRun> {
    const fields = (rootScanners.get(fetch) ?? []).map((field) => ({ ...field, pass: passOf(field.call) }));
    return async (state) => {
      const { bytes, finished } = await state.send(fetch.node);
      const scan = newScan(bytes, state);
      let at = passByte(bytes, passLiteral(bytes, 0, opening), 0x7b);
      for (const [index, { name, key, pass }] of fields.entries()) {
        if (index > 0) at = passByte(bytes, at, 0x2c);
        scan.from = at;
        const start = scan.pieces.length;
        at = pass(scan, bytes, passLiteral(bytes, at, key));
        scan.cut(at);
        scan.fields.set(name, [start, scan.pieces.length]);
      }
      assertEnd(bytes, passLiteral(bytes, at, closing));
      finished('ok');
      state.scans[fetch.number] = scan;
    };
  }

  function entitiesStep(fetch: BytesFetch): Step<BytesRun> {
    const byType = new Map<string, { readonly pass: Pass; readonly missing: readonly number[] | null }>();
    for (const [type, { pass, missing }] of compiler.entitiesOf(fetch))
      byType.set(type, { pass: passOf(pass), missing });
    return async (state) => {
      const join = state.joins[fetch.number];
      if (!join || join.representations.length === 0) return;
      const { bytes, finished } = await state.send(fetch.node, join.representations);
      const scan = newScan(bytes, state);
      let at = passLiteral(bytes, 0, entitiesOpening);
      for (let index = 0; index < join.types.length; index++) {
        if (index > 0) at = passByte(bytes, at, 0x2c);
        scan.beginEntity();
        const entity = byType.get(join.types[index] ?? '');
        if (!entity) throw new Error('an entity that nobody joins');
        if (bytes[at] === 0x6e) {
          at = passNull(bytes, at);
          for (const literal of entity.missing ?? differs()) {
            scan.literal(literal);
            scan.endStretch();
          }
          continue;
        }
        at = passByte(bytes, at, 0x7b);
        scan.from = at;
        at = passByte(bytes, entity.pass(scan, bytes, at), 0x7d);
      }
      assertEnd(bytes, passLiteral(bytes, at, entitiesClosing));
      finished('ok');
      state.scans[fetch.number] = scan;
    };
  }

  function describe(node: FetchNode, number: number): BytesFetch {
    const names = renamedFields(node);
    const fetched = parse(node.operation);
    const [definition] = fetched.definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new NotCovered('bytes: no operation comes first');
    const selector = fieldSelector(supergraphSchema, fetched, conditions);
    const type = supergraphSchema.getRootType(node.operationKind);
    if (!type) throw new NotCovered('bytes: no such root type');
    if (!node.requires) {
      const selections = [{ set: definition.selectionSet, type }];
      return { number, node, select: selector, selections, keys: new Map(), names };
    }
    const [entities] = definition.selectionSet.selections;
    if (entities?.kind !== Kind.FIELD || !entities.selectionSet || definition.selectionSet.selections.length > 1) {
      throw new NotCovered('bytes: more than entities');
    }
    const keys = requiredFields(node);
    const selections = entities.selectionSet.selections.map((selection) => {
      const named = selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value;
      const condition = named ? supergraphSchema.getType(named) : undefined;
      if (!isCompositeType(condition)) throw new NotCovered('bytes: entities of no type');
      return { set: { kind: Kind.SELECTION_SET as const, selections: [selection] }, type: condition };
    });
    return { number, node, select: selector, selections, keys, names };
  }
}

function newScan(bytes: Buffer, { joins }: BytesRun): Scan {
  const scan = new Scan(bytes, joins);
  if (!isUtf8(bytes)) differs();
  return scan;
}

function assertEnd(bytes: Buffer, at: number): void {
  if (at !== bytes.length) differs();
}

const opening = Buffer.from('{"data":');
const closing = Buffer.from('}}');
const entitiesOpening = Buffer.from('{"data":{"_entities":[');
const entitiesClosing = Buffer.from(']}}');
