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
  take(): Buffer {
    const whole = this.#whole;
    if (!whole) throw new Error('the answer has been written');
    this.#whole = null;
    return whole;
  }

  /** For whoever prints the answer as if it were objects. */
  toJSON(): unknown {
    const { data }: { data?: unknown } = JSON.parse(this.#whole?.toString('utf8') ?? 'null') ?? {};
    return data;
  }
}

/** Prints an answer as Apollo Server does; nothing for bytes, which the endpoint puts in the place of nothing. */
export function printAnswer(answer: {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}): string {
  if (answer.data instanceof AnswerBytes && !answer.errors && !answer.extensions) return '';
  return `${JSON.stringify(answer)}\n`;
}
