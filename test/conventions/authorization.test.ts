import { readFileSync } from 'node:fs';
import { Kind, type DocumentNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { authorizationFile, authorizationText } from '../../docs/authorization.ts';
import { subgraphNames, subgraphTypeDefs, type SubgraphName } from '../../schema/subgraphs.ts';
import { entrances as ideskEntrances } from '../../subgraphs/idesk/domain/entrances.ts';
import { rules as ideskRules } from '../../subgraphs/idesk/domain/permissions.ts';
import { entrances as igateEntrances } from '../../subgraphs/igate/domain/entrances.ts';
import { rules as igateRules } from '../../subgraphs/igate/domain/permissions.ts';
import { sourcePaths } from './source-file.ts';

const tables: Readonly<
  Record<SubgraphName, { entrances: Readonly<Record<string, string>>; rules: readonly { readonly action: string }[] }>
> = {
  igate: { entrances: igateEntrances, rules: igateRules },
  idesk: { entrances: ideskEntrances, rules: ideskRules },
};

describe.each(subgraphNames)('authorization of %s', (name) => {
  const { entrances, rules } = tables[name];

  it('names every way in: root fields, and entities that are asked for by key', () => {
    expect(Object.keys(entrances).toSorted()).toEqual(waysIn(subgraphTypeDefs(name)).toSorted());
  });

  it('knows every right that a way in asks for', () => {
    const known = new Set(['PUBLIC', 'SIGNED_IN', ...rules.map(({ action }) => action)]);
    expect(Object.values(entrances).filter((right) => !known.has(right))).toEqual([]);
  });

  it('is decided in the domain: nothing else looks at an officer’s roles', () => {
    const elsewhere = sourcePaths().filter(
      (path) => path.startsWith(`subgraphs/${name}/`) && !path.includes('/domain/') && !path.endsWith('.test.ts'),
    );
    const deciding = elsewhere.filter((path) =>
      /\broles\s*\.\s*(includes|some|every|find)/.test(readFileSync(path, 'utf8')),
    );
    expect(deciding).toEqual([]);
  });
});

it('docs/authorization.md says what the tables say (mend it with npm run docs:authorization)', () => {
  expect(readFileSync(authorizationFile, 'utf8')).toBe(authorizationText);
});

it('a way in is a root field or a resolvable key', () => {
  const parsed = subgraphTypeDefs('igate');
  expect(waysIn(parsed)).toContain('Query.dossiers');
  expect(waysIn(parsed)).toContain('Attachment');
  expect(waysIn(parsed)).not.toContain('DocumentFile');
});

function waysIn(schema: DocumentNode): readonly string[] {
  return schema.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const type = definition.name.value;
    if (['Query', 'Mutation', 'Subscription'].includes(type)) {
      return (definition.fields ?? []).map((field) => `${type}.${field.name.value}`);
    }
    const resolvable = (definition.directives ?? []).some(
      (directive) =>
        directive.name.value === 'key' &&
        !directive.arguments?.some(
          ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
        ),
    );
    return resolvable ? [type] : [];
  });
}
