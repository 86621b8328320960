import { ConfigurationError, readConfiguration, type Configuration, type Process } from './configuration.ts';

/** The configuration of this process; where it is wrong, says what to set and ends the process. */
export function configurationOrExit(part: Process): Configuration {
  try {
    return readConfiguration(process.env, part);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`The configuration needs a change before this can start:\n`);
    for (const problem of error.problems) process.stderr.write(`  - ${problem}\n`);
    process.exit(78); // EX_CONFIG of sysexits.h
  }
}
