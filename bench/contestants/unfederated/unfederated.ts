import type { Contestant } from '../contestant.ts';
import { programContestant } from '../program-contestant.ts';

/** The same data in one schema on Fastify: what a graph costs where nothing has to be joined. */
export const graphqlJs = reference('graphql-js', 'graphql-js on Fastify, no federation', 'graphql-js-process.ts');

/** The same, with each operation compiled. */
export const graphqlJit = reference('graphql-jit', 'graphql-jit on Fastify, no federation', 'graphql-jit-process.ts');

/** iGate's and iDesk's own resolvers and tables in one schema. */
export const unfederated = reference('unfederated', 'graphql-js, no federation', 'system-process.ts');

function reference(name: string, title: string, file: string): Contestant {
  return programContestant(
    { name, title, authentication: 'jose, before the operation runs' },
    new URL(file, import.meta.url),
  );
}
