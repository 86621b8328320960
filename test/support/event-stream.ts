import { setTimeout as delay } from 'node:timers/promises';
import type { GraphError } from './graph-client.ts';

interface StreamRequest {
  readonly variables?: Record<string, unknown>;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
}

export interface StreamedAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

/** An open stream of GraphQL over Server-Sent Events, as a client sees it. */
export interface Streamed<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly answers: readonly StreamedAnswer<Data>[];
  /** Why there are no more: `complete` where the server said so, `broken` where the connection ended without a word. */
  readonly end: 'complete' | 'broken' | undefined;
  readonly comments: number;
  /** Waits for that many answers in all; the last of them. */
  untilAnswers(count: number, withinMs?: number): Promise<StreamedAnswer<Data>>;
  untilEnd(withinMs?: number): Promise<void>;
  /** What an answer that is no stream says. */
  body(): Promise<{ readonly errors?: readonly GraphError[] }>;
  close(): void;
}

export async function openEventStream<Data>(
  graphUrl: string,
  query: string,
  { variables = {}, token, headers = {}, method = 'POST' }: StreamRequest = {},
): Promise<Streamed<Data>> {
  const closing = new AbortController();
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(method === 'GET' ? `${graphUrl}?${search.toString()}` : graphUrl, {
    method,
    headers: {
      accept: 'text/event-stream',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(method === 'POST' && { body: JSON.stringify({ query, variables }) }),
    signal: closing.signal,
  });
  const answers: StreamedAnswer<Data>[] = [];
  const seen: { end: 'complete' | 'broken' | undefined; comments: number } = { end: undefined, comments: 0 };
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream && response.body) void read(response.body, answers, seen);

  return {
    status: response.status,
    headers: response.headers,
    answers,
    get end() {
      return seen.end;
    },
    get comments() {
      return seen.comments;
    },
    async untilAnswers(count, withinMs = 5_000) {
      const givenUpAt = performance.now() + withinMs;
      while (answers.length < count && performance.now() < givenUpAt) await delay(2);
      const answer = answers[count - 1];
      if (!answer) throw new Error(`${answers.length} answers came, and not ${count}: ${JSON.stringify(answers)}`);
      return answer;
    },
    async untilEnd(withinMs = 5_000) {
      const givenUpAt = performance.now() + withinMs;
      while (seen.end === undefined && performance.now() < givenUpAt) await delay(2);
      if (seen.end === undefined) throw new Error('the stream goes on');
    },
    body: async () => (await response.json()) as { errors?: readonly GraphError[] },
    close: () => closing.abort(),
  };
}

async function read<Data>(
  body: ReadableStream<Uint8Array>,
  answers: StreamedAnswer<Data>[],
  seen: { end: 'complete' | 'broken' | undefined; comments: number },
): Promise<void> {
  let text = '';
  try {
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const events = `${text}${chunk}`.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const [, name, data = ''] = /^event: (\w+)\ndata: ?(.*)$/s.exec(event) ?? [];
        if (name === 'next') answers.push(JSON.parse(data) as StreamedAnswer<Data>);
        else if (name === 'complete') seen.end = 'complete';
        else if (event === ':') seen.comments += 1;
        else throw new Error(`that is no event of the protocol: ${event}`);
      }
    }
  } catch {
    // Closed by us, or cut: either way it has ended.
  }
  seen.end ??= 'broken';
}
