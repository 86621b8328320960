/**
 * The answers of a subscription, as they come: GraphQL over Server-Sent Events, by `fetch`, since a browser's own
 * `EventSource` can send no token. The connection ends as soon as nobody wants more of them.
 */
export function follow(request) {
  const stopping = new AbortController();
  const answers = read(request, stopping.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => answers.next(),
    return() {
      // While it waits for an event, a generator hears of nothing else.
      stopping.abort();
      return answers.return();
    },
  };
}

async function* read(request, signal) {
  try {
    const response = await fetch('/graphql', { ...request, signal });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      yield await response.json();
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let begun = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const events = (begun + value).split('\n\n');
      begun = events.pop();
      for (const event of events) {
        if (event.startsWith('event: complete')) return;
        const data = /^event: next\ndata: (.*)$/.exec(event)?.[1];
        if (data !== undefined) yield JSON.parse(data);
      }
    }
  } catch (error) {
    if (signal.aborted) return;
    console.error(error);
  }
  yield { errors: [{ message: 'Mất kết nối trực tiếp. Hãy bấm chạy lại.' }] };
}
