/**
 * Composes the subgraphs' SDL into `supergraph.graphql`.
 *
 * `node schema/compose.ts` writes it; `--check` writes nothing and fails where the committed file is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { composeServices, type CompositionResult } from '@apollo/composition';
import { subgraphNames, subgraphTypeDefs } from './subgraphs.ts';

const supergraphFile = new URL('./supergraph.graphql', import.meta.url);

function compose(): CompositionResult {
  return composeServices(
    subgraphNames.map((name) => ({
      name,
      // The address is a label: the gateway is told at start where each subgraph is.
      url: `http://${name}.invalid/graphql`,
      typeDefs: subgraphTypeDefs(name),
    })),
  );
}

function describe(error: {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly locations?: readonly { readonly line: number; readonly column: number }[] | undefined;
}): string {
  const code = typeof error.extensions?.['code'] === 'string' ? `${error.extensions['code']}: ` : '';
  const place = error.locations?.[0] ? ` (line ${error.locations[0].line})` : '';
  return `  ${code}${error.message.replaceAll('\n', '\n    ')}${place}`;
}

function run(): number {
  const result = compose();
  if (result.errors) {
    console.error(`The subgraphs do not compose; ${result.errors.length} to mend:`);
    for (const error of result.errors) console.error(describe(error));
    return 1;
  }
  for (const hint of result.hints) console.log(`hint ${hint.definition.code}: ${hint.message}`);
  const sdl = `${result.supergraphSdl.trimEnd()}\n`;
  if (process.argv.includes('--check')) {
    if (readCommitted() === sdl) return 0;
    console.error('schema/supergraph.graphql is out of date. Run `npm run compose` and commit the result.');
    return 1;
  }
  writeFileSync(supergraphFile, sdl);
  console.log('wrote schema/supergraph.graphql');
  return 0;
}

function readCommitted(): string | undefined {
  try {
    return readFileSync(supergraphFile, 'utf8');
  } catch {
    return undefined;
  }
}

process.exitCode = run();
