import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import { createLogger, type Logger } from '../../platform/logging.ts';
import type { ReadField } from '../../platform/projection/root-field.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';

const schema = buildSchema('type Query { thing: String }');
Object.assign(schema.getQueryType()?.getFields()['thing'] ?? {}, { resolve: () => 'resolved' });

/** What a subgraph answers whose only field is projected like this, and what it has to say about that in its log. */
async function ask(read: ReadField<object>) {
  const warnings: string[] = [];
  const logger: Logger = createLogger('test', { level: 'silent' });
  logger.warn = (_details: unknown, message?: string) => warnings.push(message ?? '');
  const subgraph = createSubgraphExecutor<object>({
    name: 'things',
    schema,
    createContext: async () => ({}),
    rootFields: { thing: () => read },
    logger,
  });
  const origin = { requestId: 'test', token: undefined, language: 'en' } as const;
  const answer = await subgraph.executeBytes?.({ query: '{ thing }', origin });
  return { answer: answer?.toString(), warnings };
}

it('answers what was projected', async () => {
  const { answer, warnings } = await ask(async () => (out) => out.value('projected'));
  expect(answer).toBe('{"data":{"thing":"projected"}}');
  expect(warnings).toEqual([]);
});

it('resolves what cannot be projected after all, and says nothing of it', async () => {
  const { answer, warnings } = await ask(async () => null);
  expect(answer).toBe('{"data":{"thing":"resolved"}}');
  expect(warnings).toEqual([]);
});

it('leaves it to the resolvers to refuse something', async () => {
  const { answer, warnings } = await ask(() => Promise.reject(new RequestError('FORBIDDEN')));
  expect(answer).toBe('{"data":{"thing":"resolved"}}');
  expect(warnings).toEqual([]);
});

it.each<[string, ReadField<object>]>([
  ['read', () => Promise.reject(new Error('the database is away'))],
  [
    'printed',
    async () => (out) => {
      out.value('half of it');
      throw new Error('Dossier.status is null');
    },
  ],
])('resolves what fails to be %s, and says so', async (_what, read) => {
  const { answer, warnings } = await ask(read);
  expect(answer).toBe('{"data":{"thing":"resolved"}}');
  expect(warnings).toEqual(['a projection failed, and is resolved instead']);
});
