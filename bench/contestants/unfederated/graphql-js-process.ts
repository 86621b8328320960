import { execute, parse, validate } from 'graphql';
import { memorySchema } from './memory-schema.ts';
import { serveGraphql } from './serve-graphql.ts';

const schema = memorySchema();

await serveGraphql((query) => {
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  return async (variableValues) => JSON.stringify(await execute({ schema, document, variableValues }));
});
