import { RateLimited } from '../limits/rate-limit.ts';
import type { Answer } from './run-operation.ts';

/**
 * Why there are no more answers: the operation has given all, or was refused as a whole; the client wants no more; its token
 * is good no more; this process stops; something unexpected happened.
 */
export type StreamEnd = 'complete' | 'refused' | 'client' | 'unauthenticated' | 'stopping' | 'failed';

/** What is remembered of an answer that was sent. */
type LastAnswer = Pick<Answer, 'digest' | 'isNothing'>;

interface AnswerStreamOptions {
  /**
   * Asks for the answer as it is now; `last` is what was there before, undefined for the first one. Of a later one, calls
   * `begun` when it begins: what has changed until then will be in it. Throws RateLimited where the caller cannot pay for it
   * yet.
   */
  readonly ask: (last: LastAnswer | undefined, begun: () => void) => Promise<Answer>;
  /** Whether the first answer is all there is. */
  readonly isOne: boolean;
  /** Between two answers. */
  readonly pauseMs: number;
  /** Called once. */
  readonly onEnd: (end: StreamEnd, answers: number) => void;
}

/**
 * The answers of one operation: one at once, and another whenever `changed` was called and it is not the same again.
 *
 * Nothing is asked for before somebody wants it: however much changes while a slow client takes an answer, the next one is
 * what is there when it has taken that. So a stream holds no answers back, and needs no memory for them.
 */
export class AnswerStream implements AsyncIterableIterator<Answer, undefined> {
  readonly #options: AnswerStreamOptions;
  #isStale = true;
  #notBefore = 0;
  #last: LastAnswer | undefined;
  #answers = 0;
  #end: StreamEnd | undefined;
  #wake: (() => void) | undefined;

  constructor(options: AnswerStreamOptions) {
    this.#options = options;
  }

  /** Undefined while there may be more. */
  get endedBy(): StreamEnd | undefined {
    return this.#end;
  }

  /** The last answer may not be what is there any more. */
  changed(): void {
    this.#isStale = true;
    this.#wake?.();
  }

  end(end: StreamEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#wake?.();
    this.#options.onEnd(end, this.#answers);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.end('client');
    return { value: undefined, done: true };
  }

  /** Rejects with what was unexpected, once, and has ended then. */
  async next(): Promise<IteratorResult<Answer, undefined>> {
    while (!this.#end) {
      const tooSoonMs = this.#notBefore - performance.now();
      if (!this.#isStale) await this.#woken();
      else if (tooSoonMs > 0) await this.#woken(tooSoonMs);
      else {
        const answer = await this.#ask();
        if (answer) return { value: answer, done: false };
      }
    }
    return { value: undefined, done: true };
  }

  /** Undefined where nothing is to be sent. */
  async #ask(): Promise<Answer | undefined> {
    const { ask, isOne, pauseMs } = this.#options;
    const begun = (): void => {
      this.#isStale = false;
      this.#notBefore = performance.now() + pauseMs;
    };
    if (!this.#last) begun();
    try {
      const answer = await ask(this.#last, begun);
      const { digest, isNothing } = answer;
      if (this.#end || digest === this.#last?.digest) return undefined;
      this.#last = { digest, isNothing };
      this.#answers += 1;
      if (isOne || answer.isRefusal) this.end(isOne ? 'complete' : 'refused');
      return answer;
    } catch (error) {
      if (!(error instanceof RateLimited)) {
        this.end('failed');
        throw error;
      }
      this.#isStale = true;
      this.#notBefore = performance.now() + error.retryAfterSeconds * 1000;
      return undefined;
    }
  }

  async #woken(withinMs?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (withinMs !== undefined) timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
