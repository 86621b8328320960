import { execFileSync } from 'node:child_process';
import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** What the import rules look at in a source file. */
export interface SourceFile {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Calls that begin a Kysely query, such as `selectFrom`. */
  readonly queries: readonly string[];
  /** Whether `process.env` is read; setting a variable for a package that offers no option is not reading. */
  readonly readsEnvironment: boolean;
}

export interface Import {
  /** A project file by its path from the root, or a package's name with what follows, such as `vitest/config`. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Names that exist at run time; empty for an import of types only. */
  readonly values: readonly string[];
}

const queryStarts = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto']);

/** @param path decides the language, and what relative imports lead to. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const queries: string[] = [];
  const assigned = new Set<number>();
  let readsEnvironment = false;
  new Visitor({
    AssignmentExpression({ left }) {
      if (left.type === 'MemberExpression') assigned.add(left.object.start);
    },
    CallExpression({ callee }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (queryStarts.has(callee.property.name)) queries.push(callee.property.name);
    },
    MemberExpression({ object, property, start }) {
      const name = property.type === 'Literal' ? property.value : property.type === 'Identifier' ? property.name : '';
      const isEnvironment = object.type === 'Identifier' && object.name === 'process' && name === 'env';
      if (isEnvironment && !assigned.has(start)) readsEnvironment = true;
    },
    VariableDeclarator({ id, init }) {
      if (id.type === 'ObjectPattern' && init?.type === 'Identifier' && init.name === 'process')
        readsEnvironment = true;
    },
  }).visit(program);

  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      request: moduleRequest.value,
      values: entries.filter((entry) => !entry.isType).map((entry) => entry.importName.name ?? entry.importName.kind),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, importName, isType }) =>
        moduleRequest
          ? [{ request: moduleRequest.value, values: isType ? [] : [importName.name ?? importName.kind] }]
          : [],
      ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      request: text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
      values: ['*'],
    })),
  ].map(({ request, values }) => {
    const isPackage = !request.startsWith('.');
    return { target: isPackage ? request : posix.join(posix.dirname(path), request), isPackage, values };
  });
  if (imports.some(({ target, values }) => /^(node:)?process$/.test(target) && values.includes('env'))) {
    readsEnvironment = true;
  }
  return { path, imports, queries, readsEnvironment };
}

/** Every TypeScript and JavaScript file of the project that is not generated, committed or about to be. */
export function sourcePaths(): readonly string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '*.ts', '*.mjs', '*.js'])
    .toString()
    .split('\0')
    .filter((path) => path !== '' && !path.includes('.generated.'));
}
