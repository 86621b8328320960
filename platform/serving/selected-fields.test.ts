import { buildSchema, execute, parse, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { selectedFields } from './selected-fields.ts';

const schema = buildSchema(`
  type Query { report: Report }
  type Report { total: Figures groups: [Group!] }
  type Group { label: String figures: Figures }
  type Figures { received: Int returned: Int open: Int }
`);

/** What the resolver of `report` finds selected at a path. */
async function found(query: string, path: readonly string[], variableValues: Record<string, unknown> = {}) {
  let fields: ReadonlySet<string> = new Set();
  const report = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    fields = selectedFields(info, path);
    return null;
  };
  const { errors } = await execute({ schema, document: parse(query), rootValue: { report }, variableValues });
  expect(errors).toBeUndefined();
  return [...fields];
}

describe('the fields that an operation selects', () => {
  it('are those below a path, by their names and not their aliases', async () => {
    const query = '{ report { total { received } groups { figures { a: open b: open returned } } } }';
    expect(await found(query, [])).toEqual(['total', 'groups']);
    expect(await found(query, ['total'])).toEqual(['received']);
    expect(await found(query, ['groups', 'figures'])).toEqual(['open', 'returned']);
    expect(await found('{ report { groups { label } } }', ['groups', 'figures'])).toEqual([]);
  });

  it('are those of fragments too, and of every place where a field is selected', async () => {
    const query = `
      { report { ...Total ... on Report { total { open } } first: total { returned } } }
      fragment Total on Report { total { ...One } }
      fragment One on Figures { received }
    `;
    expect(await found(query, ['total'])).toEqual(['received', 'open', 'returned']);
  });

  it('are not those that are skipped', async () => {
    const query = `query ($no: Boolean!, $yes: Boolean!) {
      report {
        total { received @skip(if: $yes) returned @include(if: $no) open @include(if: $yes) }
        groups @skip(if: true) { label }
      }
    }`;
    const variables = { no: false, yes: true };
    expect(await found(query, [], variables)).toEqual(['total']);
    expect(await found(query, ['total'], variables)).toEqual(['open']);
  });
});
