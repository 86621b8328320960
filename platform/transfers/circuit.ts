import type { Logger } from '../logging.ts';

interface CircuitOptions {
  /** Asks the other system, cheaply, whether it takes messages now; rejects where it does not. It must end by itself. */
  readonly probe: () => Promise<void>;
  readonly logger: Logger;
}

/** What a circuit tells those who follow it. */
type Follower = (isOpen: boolean) => void;

/** The wait between two probes grows up to this: whoever waits for the other system goes on a few seconds after its start. */
const longestPauseMs = 3000;
const firstPauseMs = 500;

/**
 * Whether the other system is there, as far as this process knows. Closed: messages may go. Open: it does not answer, so
 * nothing is sent and nobody waits for it; one small probe at a time finds out when it is back.
 *
 * A message that fails is a suspicion, the probe decides: a system that is up and cannot take this one message keeps its
 * circuit closed, and the others' messages go on.
 *
 * Known to this process alone and forgotten with it: it saves time and attempts, and nothing is right or wrong by it.
 */
export class Circuit {
  readonly #options: CircuitOptions;
  readonly #followers = new Set<Follower>();
  #isOpen = false;
  #isStopped = false;
  #probing: Promise<boolean> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Calls back at every change from now on, until what it returns is called. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Something went wrong with the other system, or takes long: finds out whether it is there at all. Never rejects. */
  async suspect(): Promise<void> {
    if (this.#isOpen || this.#isStopped) return;
    if (!(await this.#isThere())) this.#open();
  }

  /** Suspicions at the same time share one probe. */
  async #isThere(): Promise<boolean> {
    this.#probing ??= this.#options
      .probe()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#probing = undefined;
      });
    return this.#probing;
  }

  #open(): void {
    if (this.#isOpen || this.#isStopped) return;
    this.#options.logger.warn('the other system does not answer; what is to go there waits');
    this.#change(true);
    this.#probeLater(firstPauseMs);
  }

  #probeLater(pauseMs: number): void {
    // Many senders that lost the same receiver must not ask for it in step.
    const jitteredMs = pauseMs * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => void this.#probeAgain(pauseMs), jitteredMs).unref();
  }

  async #probeAgain(pauseMs: number): Promise<void> {
    const isThere = await this.#isThere();
    if (this.#isStopped) return;
    if (!isThere) {
      this.#probeLater(Math.min(pauseMs * 2, longestPauseMs));
      return;
    }
    this.#options.logger.info('the other system answers again; what waited goes there');
    this.#change(false);
  }

  #change(isOpen: boolean): void {
    this.#isOpen = isOpen;
    for (const follower of this.#followers) follower(isOpen);
  }

  /** Ends probing; for the end of the process. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }
}
