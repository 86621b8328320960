import { parse, validate } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
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
  const compiled = compileQuery(schema, document);
  if (!isCompiledQuery(compiled)) throw new Error(JSON.stringify(compiled.errors));
  return async (variables) => JSON.stringify(await compiled.query({}, undefined, { ...variables }));
});
