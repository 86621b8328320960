import type { Dispatcher } from 'undici';

export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

/**
 * Sends a request and collects the whole answer. Cheaper than undici's `request`, which makes a stream of each body and
 * wants a signal for a time limit.
 *
 * Rejects where no whole answer came within the time, or it is longer than allowed; the connection is then given up.
 */
export function collectAnswer(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: { readonly ms: number; readonly bytes: number },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new AnswerCollector(limits, resolve, reject));
  });
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  /** Null while the request waits for a connection. */
  #controller: Dispatcher.DispatchController | null = null;
  #failure: Error | null = null;
  #status = 0;
  #size = 0;
  readonly #chunks: Buffer[] = [];

  constructor(
    limits: { readonly ms: number; readonly bytes: number },
    resolve: (answer: Answer) => void,
    reject: (error: Error) => void,
  ) {
    this.#maxBytes = limits.bytes;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#giveUp(new Error(`no answer within ${limits.ms} ms`)), limits.ms);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) this.#giveUp(new Error(`the answer is longer than ${this.#maxBytes} bytes`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    const [only = Buffer.alloc(0), ...more] = this.#chunks;
    const bytes = more.length === 0 ? only : Buffer.concat(this.#chunks, this.#size);
    this.#resolve({ status: this.#status, bytes });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    this.#reject(this.#failure ?? error);
  }

  #giveUp(failure: Error): void {
    clearTimeout(this.#timer);
    this.#failure = failure;
    this.#chunks.length = 0;
    this.#controller?.abort(failure);
    this.#reject(failure);
  }
}
