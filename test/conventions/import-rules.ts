import type { Import, SourceFile } from './source-file.ts';

/** A broken rule, in words. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
}

/** A part of the project, and what its files may import from the project beside each other. */
interface Layer {
  /** Matches the paths of its files; a group `subgraph` binds `{subgraph}` in `mayImport` to the same name. */
  readonly files: RegExp;
  readonly name: string;
  /** Beginnings of paths. */
  readonly mayImport: readonly string[];
  /** Whether its files may import `graphql` and `@apollo/*`. */
  readonly speaksGraphql?: true;
  /** Whether its files may hold SQL and Kysely queries. */
  readonly speaksSql?: true;
}

/** Who may import whom. The first layer that a path matches is the file's. */
const layers: readonly Layer[] = [
  {
    name: 'tests',
    files: /^test\/|\.test\.ts$|^bench\//,
    mayImport: [''],
    speaksGraphql: true,
    speaksSql: true,
  },
  {
    name: 'start',
    files: /^start\//,
    mayImport: ['start/', 'gateway/', 'subgraphs/', 'platform/', 'sso/', 'demo/', 'reconcile/', 'schema/'],
  },
  { name: 'gateway', files: /^gateway\//, mayImport: ['gateway/', 'platform/'], speaksGraphql: true },
  {
    name: 'docs',
    files: /^docs\//,
    mayImport: ['docs/', 'subgraphs/igate/domain/', 'subgraphs/idesk/domain/'],
  },
  { name: 'schema', files: /^schema\//, mayImport: ['schema/'], speaksGraphql: true },
  { name: 'sso', files: /^sso\//, mayImport: ['sso/', 'platform/'] },
  {
    name: "a subgraph's domain",
    files: /^subgraphs\/(?<subgraph>\w+)\/domain\//,
    mayImport: ['subgraphs/{subgraph}/domain/', 'platform/errors.ts', 'platform/calendar/working-calendar.ts'],
  },
  {
    name: "a subgraph's store",
    files: /^subgraphs\/(?<subgraph>\w+)\/store\//,
    mayImport: ['subgraphs/{subgraph}/store/', 'subgraphs/{subgraph}/domain/', 'platform/'],
    speaksSql: true,
  },
  {
    name: "a subgraph's actions",
    files: /^subgraphs\/(?<subgraph>\w+)\/actions\//,
    mayImport: [
      'subgraphs/{subgraph}/actions/',
      'subgraphs/{subgraph}/domain/',
      'subgraphs/{subgraph}/store/',
      'platform/',
    ],
  },
  {
    name: "a subgraph's graphql",
    files: /^subgraphs\/(?<subgraph>\w+)\/graphql\//,
    mayImport: [
      'subgraphs/{subgraph}/graphql/',
      'subgraphs/{subgraph}/actions/',
      'subgraphs/{subgraph}/domain/',
      'subgraphs/{subgraph}/store/',
      'platform/',
    ],
    speaksGraphql: true,
  },
  {
    name: "a subgraph's wiring",
    files: /^subgraphs\/(?<subgraph>\w+)\/[^/]+$/,
    mayImport: ['subgraphs/{subgraph}/', 'platform/'],
    speaksGraphql: true,
  },
  {
    name: 'platform/serving',
    files: /^platform\/serving\//,
    mayImport: ['platform/'],
    speaksGraphql: true,
    speaksSql: true,
  },
  {
    name: 'platform/projection',
    files: /^platform\/projection\//,
    mayImport: ['platform/'],
    speaksGraphql: true,
    speaksSql: true,
  },
  { name: 'platform', files: /^platform\//, mayImport: ['platform/'], speaksSql: true },
  {
    name: 'demo',
    files: /^demo\//,
    mayImport: [
      'demo/',
      'platform/',
      'sso/',
      'subgraphs/igate/domain/',
      'subgraphs/idesk/domain/',
      'subgraphs/igate/store/',
      'subgraphs/idesk/store/',
    ],
    speaksSql: true,
  },
  {
    name: 'reconcile',
    files: /^reconcile\//,
    mayImport: [
      'reconcile/',
      'platform/',
      'subgraphs/igate/domain/',
      'subgraphs/idesk/domain/',
      'subgraphs/igate/store/',
      'subgraphs/idesk/store/',
    ],
  },
  { name: 'web', files: /^web\//, mayImport: ['web/'], speaksGraphql: true },
  { name: 'configuration', files: /^[^/]+$/, mayImport: ['subgraphs/'] },
];

/** Checks one file against every rule. */
export function violations(file: SourceFile): readonly Violation[] {
  const found: string[] = [];
  const layer = layers.find(({ files }) => files.test(file.path));
  if (!layer) return [{ path: file.path, rule: 'belongs to no layer: say in import-rules.ts who may import it' }];
  const subgraph = layer.files.exec(file.path)?.groups?.['subgraph'] ?? '';
  const mayImport = layer.mayImport.map((beginning) => beginning.replace('{subgraph}', subgraph));

  for (const { target, isPackage, values } of file.imports) {
    if (isPackage) {
      if (isGraphql(target) && !layer.speaksGraphql) found.push(`${layer.name} must not import ${target}`);
      if (speaksSql({ target, values }) && !layer.speaksSql) found.push(`${layer.name} must not hold SQL: ${target}`);
      continue;
    }
    if (!mayImport.some((beginning) => target.startsWith(beginning))) {
      found.push(`${layer.name} must not import ${target}`);
    }
  }
  if (file.queries.length > 0 && !layer.speaksSql) {
    found.push(`${layer.name} must not build queries: ${file.queries.join(', ')}`);
  }
  if (file.readsEnvironment && !['start', 'tests'].includes(layer.name)) found.push('only start reads process.env');
  return found.map((rule) => ({ path: file.path, rule }));
}

function isGraphql(target: string): boolean {
  return target === 'graphql' || target.startsWith('graphql/') || target.startsWith('@apollo/');
}

/** Types of Kysely may go anywhere (a transaction is handed through); what makes SQL may not. */
function speaksSql({ target, values }: Pick<Import, 'target' | 'values'>): boolean {
  return ['kysely', 'pg', 'pg-copy-streams'].includes(target) && values.length > 0;
}
