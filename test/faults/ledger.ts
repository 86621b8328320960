/** What an officer asked for, and what the system said to it: kept by the client, who knows nothing else. */
export interface Entry {
  readonly kind: 'send' | 'pull' | 'push';
  /** The idempotency key under which it was asked for, every time. */
  readonly key: string;
  readonly dossierCode: string;
  /** Sends: unlike every other subject. */
  readonly subject: string;
  /** SHA-256 of the files that were to cross, as the client has hashed them itself. */
  readonly digests: readonly string[];
  /** Ids of transfers that the system has answered with; none where no answer came, more than one is one too many. */
  readonly answers: Set<string>;
  /** Code of the error that refused it for good. */
  refusal: string | null;
}

export class Ledger {
  readonly entries: Entry[] = [];
  /** Requests that got no usable answer, by what they got instead. */
  readonly unanswered = new Map<string, number>();
  /** Refusals and odd answers that no officer should have met, in words. */
  readonly surprises: string[] = [];

  open(asked: Omit<Entry, 'answers' | 'refusal'>): Entry {
    const entry = { ...asked, answers: new Set<string>(), refusal: null };
    this.entries.push(entry);
    return entry;
  }

  noteUnanswered(instead: string): void {
    this.unanswered.set(instead, (this.unanswered.get(instead) ?? 0) + 1);
  }

  /** Those that the system has promised to carry out. */
  get accepted(): readonly Entry[] {
    return this.entries.filter(({ answers }) => answers.size > 0);
  }
}
