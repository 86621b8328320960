import type { Options } from '../options.ts';
import type { Findings } from '../report/results-file.ts';

/** A part of the bench that can be run by itself. */
export interface Section {
  /** As the command line names it. */
  readonly name: string;
  run(options: Options): Promise<Findings>;
}
