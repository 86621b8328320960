import { ConfigurationError, readConfiguration, type Configuration, type Process } from './configuration.ts';

/** The configuration of this process; where it is wrong, says what to set and ends the process. */
export function configurationOrExit(part: Process): Configuration {
  try {
    return readConfiguration(process.env, part);
  } catch (error) {
    return sayAndExit(error);
  }
}

/**
 * What is built from the configuration, where part of it can only be judged then: ends the process as above, after
 * closing what is open already.
 */
export async function builtOrExit<T>(building: Promise<T>, open?: AsyncDisposableStack): Promise<T> {
  try {
    return await building;
  } catch (error) {
    if (error instanceof ConfigurationError) await open?.disposeAsync();
    return sayAndExit(error);
  }
}

function sayAndExit(error: unknown): never {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`The configuration needs a change before this can start:\n`);
  for (const problem of error.problems) process.stderr.write(`  - ${problem}\n`);
  process.exit(78); // EX_CONFIG of sysexits.h
}
