import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '../execution/request-context.ts';
import type { AdmittedRequest } from './admission.ts';
import { namesPlainJson } from './media-type.ts';

/** Answers by Apollo Server: whatever is seen for the first time, carries files, or has errors to report. */
export async function answerByApollo(
  apollo: ApolloServer<GatewayContext>,
  request: FastifyRequest,
  { method, query, operationName, variables, extensions }: AdmittedRequest,
  context: GatewayContext,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const parameters = { query, operationName, variables, extensions };
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method,
      headers: headersOf(request),
      search: method === 'GET' ? searchOf(parameters) : '',
      // Apollo Server minds a name that is there and undefined.
      body: method === 'GET' ? undefined : { ...parameters, operationName: operationName ?? null },
    },
    context: async () => context,
  });
  if (body.kind !== 'complete') throw new Error('an answer in parts, which nobody can have asked for');
  for (const [name, value] of headers) reply.header(name, value);
  // What is wrong with an operation is told in the answer, and not by HTTP, to who asks for plain JSON.
  const told = status === 400 && namesPlainJson(request.headers.accept) ? 200 : status;
  return reply.code(told ?? 200).send(body.string);
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** Apollo Server reads a GET from its address alone, and refuses what a GET must not do. */
function searchOf(parameters: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `?${search.toString()}`;
}
