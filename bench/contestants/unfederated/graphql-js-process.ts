import { execute, parse, validate } from 'graphql';
import { told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';
import { memorySchema } from './memory-schema.ts';
import { authenticateByJose } from '../authenticate-by-jose.ts';
import { serveGraphql } from './serve-graphql.ts';

const schema = memorySchema();
const { tokens }: Graph = JSON.parse(told());

await serveGraphql(authenticateByJose(tokens), (query) => {
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  return async (variableValues) => JSON.stringify(await execute({ schema, document, variableValues }));
});
