/** One error of a GraphQL answer, as far as tests look at it. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

export interface GraphAnswer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
}

interface GraphRequest {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Sends an operation the way any client would: JSON, or multipart by the GraphQL multipart request specification where
 * the variables hold a `File`.
 */
export async function askGraph<Data>(
  graphUrl: string,
  query: string,
  variables: Record<string, unknown> = {},
  request: GraphRequest = {},
): Promise<GraphAnswer<Data>> {
  const { operations, files } = takeOutFiles(variables);
  const headers: Record<string, string> = {
    'apollo-require-preflight': 'true',
    ...(request.token !== undefined && { authorization: `Bearer ${request.token}` }),
    ...request.headers,
  };
  let body: string | FormData;
  if (files.length === 0) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify({ query, variables });
  } else {
    body = new FormData();
    body.append('operations', JSON.stringify({ query, variables: operations }));
    body.append('map', JSON.stringify(Object.fromEntries(files.map(({ path }, index) => [index, [path]]))));
    for (const [index, { file }] of files.entries()) body.append(String(index), file, file.name);
  }
  const response = await fetch(graphUrl, {
    method: 'POST',
    headers,
    body,
    ...(request.signal && { signal: request.signal }),
  });
  const answer = (await response.json()) as { data?: Data | null; errors?: readonly GraphError[] };
  return {
    status: response.status,
    headers: response.headers,
    data: answer.data ?? null,
    errors: answer.errors ?? [],
  };
}

/** The data of an answer that must hold no error. */
export function dataOf<Data>(answer: GraphAnswer<Data>): Data {
  if (answer.errors.length > 0 || answer.data === null) {
    throw new Error(`the graph answered ${answer.status} ${JSON.stringify(answer.errors)}`);
  }
  return answer.data;
}

/** The code of the only error of an answer. */
export function refusalOf(answer: GraphAnswer<unknown>): { code: string | undefined; message: string } {
  const [error, ...more] = answer.errors;
  if (!error || more.length > 0) {
    throw new Error(`expected one error, but the graph answered ${JSON.stringify({ ...answer, headers: undefined })}`);
  }
  return { code: error.extensions?.code, message: error.message };
}

function takeOutFiles(variables: Record<string, unknown>) {
  const files: { path: string; file: File }[] = [];
  const visit = (value: unknown, path: string): unknown => {
    if (value instanceof File) {
      files.push({ path, file: value });
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}.${index}`));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, `${path}.${key}`)]));
    }
    return value;
  };
  return { operations: visit(variables, 'variables'), files };
}
