import { readFileSync } from 'node:fs';

/** An operation of docs/recipes.md, as it is to be pasted. */
export interface Recipe {
  /** Demo account that it is for. */
  readonly account: string;
  readonly query: string;
  /** Names of the variables in its example. */
  readonly variables: readonly string[];
}

/** The recipes by the name of their operation, read out of the document. */
export function readRecipes(): ReadonlyMap<string, Recipe> {
  const text = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
  const [, ...sections] = text.split(/^## \d+\. /m);
  return new Map(
    sections.map((section): [string, Recipe] => {
      const account = /^As `([^`]+)`/m.exec(section)?.[1];
      const query = /```graphql\n(.*?)```/s.exec(section)?.[1];
      const name = /^(?:query|mutation|subscription) (\w+)/.exec(query ?? '')?.[1];
      if (account === undefined || query === undefined || name === undefined) {
        throw new Error(`a recipe lacks its account or its operation: ${section.slice(0, 60)}`);
      }
      const example = /```json\n(.*?)```/s.exec(section)?.[1] ?? '{}';
      return [name, { account, query, variables: Object.keys(JSON.parse(example)) }];
    }),
  );
}
