import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same key, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  digits(count: number): string;
  /** A version 7 UUID that says it was made at `at`. */
  uuid(at: Date): string;
}

/**
 * Two generators with the same seed and the same key give the same numbers; any other key gives unrelated ones,
 * so that adding a draw to one dossier leaves every other dossier as it was.
 */
export function createRandom(seed: number, key: number): Random {
  let state = mix(Math.imul(seed + 1, 0x9e3779b1) ^ mix(key + 0x7f4a7c15));

  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state);
  };
  const fraction = (): number => bits() / 4294967296;
  const whole = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));

  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: (choices) => {
      const choice = choices[Math.floor(fraction() * choices.length)];
      if (choice === undefined) throw new Error('There is nothing to pick from.');
      return choice;
    },
    digits: (count) => Array.from({ length: count }, () => whole(0, 9)).join(''),
    uuid: (at) => formatUuid(at.getTime(), hex(bits()), hex(bits()), hex(bits())),
  };
}

/** The identity of something that is the same in every demo: a department, an officer, a procedure. */
export function fixedUuid(name: string): string {
  const digest = createHash('sha256').update(`lienthong demo ${name}`).digest('hex');
  return formatUuid(Date.UTC(2020, 0, 1), digest.slice(0, 8), digest.slice(8, 16), digest.slice(16, 24));
}

function formatUuid(milliseconds: number, first: string, second: string, third: string): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(second.slice(0, 1), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${first.slice(0, 3)}-${variant}${second.slice(1, 4)}-${second.slice(4)}${third}`;
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0');
}

function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
