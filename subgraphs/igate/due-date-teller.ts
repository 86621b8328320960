import { listen } from '../../platform/database/listen.ts';
import type { Logger } from '../../platform/logging.ts';
import type { DeliveryServices } from './actions/services.ts';
import { tellDueDates } from './actions/tell-due-dates.ts';

interface DueDateTellerOptions {
  readonly databaseUrl: string;
  readonly services: Pick<DeliveryServices, 'db' | 'peer'>;
  readonly logger: Logger;
}

/** How soon iDesk is tried again that could not be told. */
const retryMs = 5_000;

/**
 * Tells iDesk of changed due dates whenever the database says that there are some, and once at the start for those that
 * changed while nobody listened. Works from what is to be told, not from what it heard, so nothing is ever lost.
 */
export function startDueDateTeller({ databaseUrl, services, logger }: DueDateTellerOptions): AsyncDisposable {
  let telling: Promise<void> | undefined;
  let isAskedAgain = false;
  const closing = new AbortController();
  let retry: NodeJS.Timeout | undefined;

  const tell = (): void => {
    isAskedAgain = true;
    telling ??= untilNothingIsAsked().finally(() => {
      telling = undefined;
    });
  };
  const untilNothingIsAsked = async (): Promise<void> => {
    while (isAskedAgain && !closing.signal.aborted) {
      isAskedAgain = false;
      try {
        await tellDueDates(services);
      } catch (error) {
        logger.warn({ err: error }, 'iDesk could not be told of changed due dates; it will be tried again');
        clearTimeout(retry);
        retry = setTimeout(tell, retryMs).unref();
      }
    }
  };
  const channels = ['due_dates'];
  const listening = listen({ url: databaseUrl, name: 'igate', channels, logger, onNotification: tell, onGap: tell });
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      clearTimeout(retry);
      await listening.close();
      await telling;
    },
  };
}
