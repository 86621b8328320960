import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, type Random } from '../../demo/world/random.ts';
import type { Part } from './parts.ts';
import type { FaultyProvince } from './province.ts';
import type { Mood, Wire } from './wire.ts';

/** Something that goes wrong, at a moment of the run. */
export interface Trouble {
  readonly atMs: number;
  readonly what:
    | {
        readonly do: 'KILL';
        readonly parts: readonly string[];
        readonly downForMs: number;
        /** Whether to spare a system of which several parts are down already; otherwise on a slow machine nothing would ever be up. */
        readonly sparing: boolean;
      }
    /** Two then believe that a job is theirs: the one that is halted for longer than its heartbeat may stay away, and another. */
    | { readonly do: 'HALT'; readonly part: string; readonly forMs: number }
    | { readonly do: 'POSTGRES'; readonly signal: 'SIGKILL' | 'SIGINT' }
    | { readonly do: 'WIRE'; readonly to: 'igate' | 'idesk'; readonly mood: Mood; readonly forMs: number }
    | {
        readonly do: 'DISK';
        readonly of: 'igate' | 'idesk';
        readonly trouble: 'full' | 'read-only';
        readonly forMs: number;
      };
}

/** How often something goes wrong on average, in milliseconds. */
const everyMs = 1500;
/** Longer than any request is waited for. */
const longOutageMs = 35_000;

/** What goes wrong in a run of this length: the same for the same seed. */
export function plan(seed: number, lengthMs: number): readonly Trouble[] {
  const random = createRandom(seed, 1);
  const troubles: Trouble[] = [];
  for (let atMs = 2000; atMs < lengthMs; atMs += random.whole(everyMs / 2, (everyMs * 3) / 2)) {
    troubles.push({ atMs, what: oneTrouble(random) });
  }
  // The receiver is away for longer than all timeouts, as often as a run is long enough for; shorter runs make do with less.
  for (let atMs = 100_000; atMs + longOutageMs < lengthMs; atMs += 200_000) {
    troubles.push({ atMs, what: outage(random, longOutageMs) });
  }
  if (lengthMs <= 100_000) troubles.push({ atMs: lengthMs / 3, what: outage(random, 8000) });
  return troubles.toSorted((one, other) => one.atMs - other.atMs);
}

function outage(random: Random, downForMs: number): Trouble['what'] {
  const system = random.pick(['igate', 'idesk', 'idesk']);
  return { do: 'KILL', parts: [system, `${system}2`], downForMs, sparing: false };
}

function oneTrouble(random: Random): Trouble['what'] {
  const chance = random.fraction();
  if (chance < 0.62) {
    // Everything goes through the gateway, so that more of its deaths would only mean that less crosses.
    const part = random.pick([
      'igate',
      'igate2',
      'idesk',
      'idesk2',
      'sso',
      'igate',
      'igate2',
      'idesk',
      'idesk2',
      'gateway',
    ]);
    return { do: 'KILL', parts: [part], downForMs: 0, sparing: random.chance(0.8) };
  }
  if (chance < 0.68) {
    const parts = random.pick([
      ['igate', 'idesk'],
      ['igate', 'igate2'],
      ['idesk', 'idesk2'],
      ['gateway', 'sso', 'igate', 'idesk'],
    ]);
    return { do: 'KILL', parts, downForMs: random.whole(0, 3000), sparing: true };
  }
  // Few, since half of all that is asked meanwhile gets no answer.
  if (chance < 0.69) {
    const part = random.pick(['igate', 'igate2', 'idesk', 'idesk2']);
    return { do: 'HALT', part, forMs: random.whole(11_000, 15_000) };
  }
  if (chance < 0.74) return { do: 'POSTGRES', signal: random.chance(0.7) ? 'SIGKILL' : 'SIGINT' };
  const of = random.pick(['igate', 'idesk'] as const);
  if (chance < 0.95) return { do: 'WIRE', to: of, mood: oneMood(random), forMs: random.whole(1000, 5000) };
  return { do: 'DISK', of, trouble: random.pick(['full', 'read-only'] as const), forMs: random.whole(1000, 4000) };
}

function oneMood(random: Random): Mood {
  const chance = random.fraction();
  // Past the request's head, so that what is cut is a message or a file.
  if (chance < 0.5) return { is: 'cut', afterBytes: random.whole(500, 60_000) };
  if (chance < 0.65) return { is: 'slow', bytesPerSecond: random.whole(5_000, 200_000) };
  if (chance < 0.85) return { is: 'late', afterMs: random.whole(0, 1500) };
  return { is: random.pick(['deaf', 'refusing'] as const) };
}

/** What a run has really met, by kind. */
export type Met = Record<string, number>;

/** Lets everything go wrong as planned; answers with what did, once all of it is mended again. */
export async function makeTrouble(
  province: FaultyProvince,
  troubles: readonly Trouble[],
  { lengthMs, signal }: { readonly lengthMs: number; readonly signal: AbortSignal },
): Promise<Met> {
  const met: Met = {};
  const startedAt = Date.now();
  const mending: Promise<void>[] = [];
  const count = (kind: string): void => {
    met[kind] = (met[kind] ?? 0) + 1;
  };
  let planned = 0;
  for (const { atMs, what } of troubles) {
    // By the time since the trouble before, so that a slow machine meets fewer of them instead of all at once.
    await delay(atMs - planned, undefined, { signal }).catch(() => {});
    planned = atMs;
    if (what.do === 'POSTGRES' || what.do === 'HALT' || (what.do === 'KILL' && what.sparing))
      await untilMostAreUp(province);
    if (signal.aborted || Date.now() - startedAt > lengthMs) break;
    switch (what.do) {
      case 'KILL':
        for (const name of what.parts) {
          if (province.parts.get(name)?.kill(what.downForMs)) count(`kill -9 of ${name}`);
        }
        if (what.downForMs >= 8000) count(`outage of ${what.downForMs / 1000} s`);
        break;
      case 'HALT': {
        const part = province.parts.get(what.part);
        if (!part?.halt()) break;
        count(`halt of ${what.part}`);
        mending.push(delay(what.forMs).then(() => part.goOn()));
        break;
      }
      case 'POSTGRES':
        if (await province.signalPostgres(what.signal)) {
          count(what.signal === 'SIGKILL' ? 'kill -9 of PostgreSQL' : 'restart of PostgreSQL');
        }
        break;
      case 'WIRE':
        count(`network ${what.mood.is}`);
        mending.push(
          moody(what.to === 'igate' ? province.wires.toIgate : province.wires.toIdesk, what.mood, what.forMs),
        );
        break;
      case 'DISK': {
        const disk = province.disks[what.of];
        if (!disk.troubles.includes(what.trouble)) break;
        count(`file store ${what.trouble}`);
        await disk.become(what.trouble);
        mending.push(delay(what.forMs).then(() => disk.become('fine')));
      }
    }
  }
  await Promise.all(mending);
  return met;
}

async function untilMostAreUp({ parts }: FaultyProvince): Promise<void> {
  const deadline = Date.now() + 10_000;
  const isMissing = ({ isUp, isHalted, isHeld }: Part): boolean => (!isUp || isHalted) && !isHeld;
  while (Date.now() < deadline && [...parts.values()].filter(isMissing).length > 1) await delay(50);
}

async function moody(wire: Wire, mood: Mood, forMs: number): Promise<void> {
  wire.mood = mood;
  await delay(forMs);
  // Another mood may have come over it meanwhile.
  if (wire.mood === mood) wire.mood = { is: 'fine' };
}
