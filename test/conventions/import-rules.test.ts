import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violations } from './import-rules.ts';
import { parseSource, sourcePaths } from './source-file.ts';

describe('who may import whom', () => {
  it('holds in every file of the project', () => {
    const paths = sourcePaths();
    expect(paths.length).toBeGreaterThan(100);
    const broken = paths.flatMap((path) => violations(parseSource(path, readFileSync(path, 'utf8'))));
    expect(broken.map(({ path, rule }) => `${path}: ${rule}`)).toEqual([]);
    // Parses every file: seconds, and minutes where the machine has much else to do.
  }, 180_000);

  it.each([
    ['start is imported by nobody', 'gateway/gateway.ts', `import { x } from '../start/configuration.ts';`],
    ['the gateway knows no subgraph', 'gateway/gateway.ts', `import type { X } from '../subgraphs/igate/igate.ts';`],
    ['the gateway knows no SSO', 'gateway/gateway.ts', `import { x } from '../sso/sso.ts';`],
    ['subgraphs do not know each other', 'subgraphs/igate/igate.ts', `import { x } from '../idesk/domain/ids.ts';`],
    ['subgraphs do not know the gateway', 'subgraphs/idesk/idesk.ts', `import { x } from '../../gateway/gateway.ts';`],
    ['the domain knows no store', 'subgraphs/igate/domain/x.ts', `export { x } from '../store/dossiers.ts';`],
    [
      'the domain knows no platform but its errors',
      'subgraphs/igate/domain/x.ts',
      `import type { X } from '../../../platform/logging.ts';`,
    ],
    ['the store knows no action', 'subgraphs/igate/store/x.ts', `const x = await import('../actions/sign-in.ts');`],
    ['actions know no GraphQL', 'subgraphs/igate/actions/x.ts', `import { GraphQLError } from 'graphql';`],
    ['actions know no resolvers', 'subgraphs/igate/actions/x.ts', `import type { X } from '../graphql/context.ts';`],
    ['the domain knows no GraphQL', 'subgraphs/idesk/domain/x.ts', `import type { X } from '@apollo/subgraph';`],
    ['the platform knows no business', 'platform/files/x.ts', `import { x } from '../../subgraphs/igate/domain/x.ts';`],
    ['only serving speaks GraphQL', 'platform/files/x.ts', `import { parse } from 'graphql/language/index.js';`],
    ['the SSO knows no subgraph', 'sso/sso.ts', `import { x } from '../subgraphs/igate/domain/officer.ts';`],
    ['tests are imported by nobody', 'platform/x.ts', `import { x } from '../test/support/database.ts';`],
    ['SQL stays in the store', 'subgraphs/igate/actions/x.ts', `import { sql } from 'kysely';`],
    ['queries stay in the store', 'subgraphs/igate/actions/x.ts', `await db.selectFrom('dossiers').execute();`],
    ['resolvers build no queries', 'subgraphs/idesk/graphql/x.ts', `await db?.updateTable('documents').execute();`],
    ['the driver stays in the platform', 'subgraphs/igate/actions/x.ts', `import pg from 'pg';`],
    ['only start reads the environment', 'gateway/gateway.ts', `const port = process.env.PORT;`],
    ['in whatever way it is written', 'platform/x.ts', `const port = process['env']['PORT'];`],
    ['also taken apart', 'platform/x.ts', `const { env } = process;`],
    ['also imported', 'platform/x.ts', `import { env } from 'node:process';`],
    ['a new part says who may import it', 'extras/x.ts', `export const x = 1;`],
  ])('%s', (_rule, path, text) => {
    expect(violations(parseSource(path, text))).toHaveLength(1);
  });

  it.each([
    [
      'a transaction may be handed through',
      'subgraphs/igate/actions/x.ts',
      `import type { Transaction } from 'kysely';`,
    ],
    ['the store holds SQL', 'subgraphs/igate/store/x.ts', `import { sql } from 'kysely'; db.selectFrom('dossiers');`],
    ['actions use the store', 'subgraphs/igate/actions/x.ts', `import { x } from '../store/dossiers.ts';`],
    ['start imports anything', 'start/x.ts', `import { x } from '../subgraphs/igate/igate.ts'; process.env.PORT;`],
    ['a package may be told what it offers no option for', 'gateway/x.ts', `process.env['TELEMETRY'] = '0';`],
  ])('%s', (_rule, path, text) => {
    expect(violations(parseSource(path, text))).toEqual([]);
  });
});
