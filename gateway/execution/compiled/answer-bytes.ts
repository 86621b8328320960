/** The `data` of an answer that is JSON already. */
export class AnswerBytes {
  /** Null once it is written: Apollo Server keeps an answer's objects for longer than the answer takes. */
  #whole: Buffer | null;
  /** Nothing that anybody may read field by field. */
  readonly [field: string]: unknown;

  /** @param whole the whole answer, `{"data":…}` */
  constructor(whole: Buffer) {
    this.#whole = whole;
  }

  /** Hands the answer out, once. */
  take(): string {
    const text = this.#whole?.toString('utf8');
    if (text === undefined) throw new Error('the answer has been written');
    this.#whole = null;
    return text;
  }

  /** For whoever prints the answer as if it were objects. */
  toJSON(): unknown {
    const { data }: { data?: unknown } = JSON.parse(this.#whole?.toString('utf8') ?? 'null') ?? {};
    return data;
  }
}

/** Prints an answer as Apollo Server does, but takes what is printed already. */
export function printAnswer(answer: {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}): string {
  if (answer.data instanceof AnswerBytes && !answer.errors && !answer.extensions) return answer.data.take();
  return `${JSON.stringify(answer)}\n`;
}
