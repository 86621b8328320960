import Negotiator from 'negotiator';

/** In the order in which we prefer them where the caller does not mind. */
const answerTypes = ['application/json', 'application/graphql-response+json'];

/** Clients send a handful of `Accept` headers; whoever makes up more has each read anew. */
const maxRemembered = 200;
const remembered = new Map<string, string | null>();

/** The media type to answer in, by the caller's `Accept` header; null where the caller takes neither of GraphQL's. */
export function answerMediaType(accept: string | undefined): string | null {
  if (accept === undefined || accept === '') return withCharset(answerTypes[0]);
  const known = remembered.get(accept);
  if (known !== undefined) return known;
  const type = withCharset(new Negotiator({ headers: { accept } }).mediaType(answerTypes));
  if (remembered.size < maxRemembered) remembered.set(accept, type);
  return type;
}

/** Whether a caller asks for `application/json` by name, as clients did before GraphQL had a media type of its own. */
export function namesPlainJson(accept: string | undefined): boolean {
  return accept?.includes('application/json') === true && answerMediaType(accept) === withCharset(answerTypes[0]);
}

function withCharset(type: string | undefined): string | null {
  return type === undefined ? null : `${type}; charset=utf-8`;
}
