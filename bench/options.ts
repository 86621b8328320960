import { parseArgs } from 'node:util';

export interface Options {
  /** Of the measured rounds, each contestant in turn; the medians count. */
  readonly rounds: number;
  /** Of a round. */
  readonly seconds: number;
  /** Of driving a contestant before it is measured with a workload. */
  readonly warmUpSeconds: number;
  readonly connections: number;
  /** Names of contestants and of workloads; all of them where empty. */
  readonly only: readonly string[];
  readonly workloads: readonly string[];
  /** Of the demo database that the whole system runs over. */
  readonly dossiers: number;
  /** Of the mixed load under which memory is watched. */
  readonly minutes: number;
}

export const usage = `npm run bench -- [SECTION …] [OPTIONS]

  --rounds N         measured rounds, each contestant in turn (3)
  --seconds N        of a round (5)
  --warm-up N        seconds of load before a contestant is measured (5)
  --connections N    that wrk keeps busy (32)
  --only A,B         these contestants only, of ours, in-process, apollo, stock, hive, hive-rust, grafbase, graphql-js,
                     graphql-jit, unfederated
  --workloads A,B    these workloads only, such as "one dossier,dashboard 50"
  --dossiers N       in the demo database of the whole system (200000)
  --minutes N        of mixed load in the section growth (10)
`;

/** @throws Error that says what is wrong with the arguments. */
export function readOptions(args: readonly string[]): {
  readonly help: boolean;
  readonly sections: readonly string[];
  readonly options: Options;
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      'warm-up': { type: 'string', default: '5' },
      connections: { type: 'string', default: '32' },
      only: { type: 'string', default: '' },
      workloads: { type: 'string', default: '' },
      dossiers: { type: 'string', default: '200000' },
      minutes: { type: 'string', default: '10' },
    },
  });
  return {
    help: values.help,
    sections: positionals,
    options: {
      rounds: whole('rounds', values.rounds, 100),
      seconds: whole('seconds', values.seconds, 600),
      warmUpSeconds: whole('warm-up', values['warm-up'], 600),
      connections: whole('connections', values.connections, 1000),
      only: names(values.only),
      workloads: names(values.workloads),
      dossiers: whole('dossiers', values.dossiers, 10_000_000),
      minutes: whole('minutes', values.minutes, 120),
    },
  };
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new Error(`--${name} takes a whole number from 1 to ${most}.`);
  }
  return number;
}

function names(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
