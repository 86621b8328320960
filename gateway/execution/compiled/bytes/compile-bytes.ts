import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { isUtf8 } from 'node:buffer';
import { isCompositeType, Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { SubgraphSource } from '../../../../platform/serving/subgraph-source.ts';
import type { OperationPlanner } from '../operation-planner.ts';
import { NotCovered } from '../not-covered.ts';
import { compileSteps } from '../plan-steps.ts';
import { fieldSelector, type Conditions } from '../selected-fields.ts';
import { joinPieces, type RootField } from './join-pieces.ts';
import { joinSiteAt, newJoinSite, renamedFields, requiredFields, type BytesFetch } from './join-sites.ts';
import { scannerCompiler } from './object-scanner.ts';
import { Join, Literals, Scan } from './pieces.ts';

/** One request, while it runs. */
export interface BytesRun {
  /** Sends a fetch and remembers the answer; representations as JSON, one character a byte. */
  readonly send: SendFetch;
  readonly joins: readonly Join[];
  readonly scans: (Scan | undefined)[];
}

/** The whole answer as JSON. Rejects with `Difference` where an answer is not of the form that was compiled. */
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
  const compiler = scannerCompiler({ apiSchema, supergraphSchema, select, literals });
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
          scan: compiler.rootField(fetch, field, wantedFields.get(field.responseName), place),
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
    if (fetch.node.requires && !compiler.isJoined(fetch)) throw new NotCovered('bytes: a fetch for other fetches');
  }

  let next = 0;
  const run = compileSteps<BytesRun>(plan, conditions, (node) => {
    const fetch = fetches[next++];
    if (!fetch) throw new Error('the plan has changed');
    return node.requires ? (state) => runEntities(state, fetch) : (state) => runRoot(state, fetch);
  });
  return async (send) => {
    const state: BytesRun = { send, joins: fetches.map(() => new Join()), scans: [] };
    await run(state);
    return joinPieces(state.scans, rootFields, literals);
  };

  async function runRoot(state: BytesRun, fetch: BytesFetch): Promise<void> {
    const { bytes, finished } = await state.send(fetch.node);
    const scan = newScan(bytes, state);
    scan.expect(opening);
    scan.byte(0x7b);
    for (const [index, { name, key, scan: scanField }] of (rootScanners.get(fetch) ?? []).entries()) {
      if (index > 0) scan.byte(0x2c);
      scan.from = scan.at;
      const start = scan.pieces.length;
      scan.expect(key);
      scanField(scan);
      scan.cut(scan.at);
      scan.fields.set(name, [start, scan.pieces.length]);
    }
    scan.expect(closing);
    scan.end();
    finished('ok');
    state.scans[fetch.number] = scan;
  }

  async function runEntities(state: BytesRun, fetch: BytesFetch): Promise<void> {
    const join = state.joins[fetch.number];
    if (!join || join.representations.length === 0) return;
    const { bytes, finished } = await state.send(fetch.node, join.representations);
    const scan = newScan(bytes, state);
    scan.expect(entitiesOpening);
    for (const [index, type] of join.types.entries()) {
      if (index > 0) scan.byte(0x2c);
      scan.beginEntity();
      const entity = compiler.entity(fetch, type);
      if (!entity) throw new Error('an entity that nobody joins');
      if (scan.isNull()) {
        if (entity.missing === null) return scan.differs();
        for (const literal of entity.missing) {
          scan.literal(literal);
          scan.endStretch();
        }
        continue;
      }
      scan.byte(0x7b);
      scan.from = scan.at;
      entity.scan(scan);
      scan.byte(0x7d);
    }
    scan.expect(entitiesClosing);
    scan.end();
    finished('ok');
    state.scans[fetch.number] = scan;
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
  if (!isUtf8(bytes)) scan.differs();
  return scan;
}

const opening = Buffer.from('{"data":');
const closing = Buffer.from('}}');
const entitiesOpening = Buffer.from('{"data":{"_entities":[');
const entitiesClosing = Buffer.from(']}}');
