/** Thrown where an answer is not, byte for byte, of the form that was expected; the bytes are then parsed instead. */
export class Difference extends Error {}

const difference = new Difference('not of the expected form');

export function differs(): never {
  throw difference;
}

/*
 * Each of the following passes something that must stand at a place of JSON without blanks, and gives the place behind it.
 * They throw `Difference` where something else stands there.
 */

export function passLiteral(bytes: Buffer, at: number, expected: Uint8Array): number {
  const { length } = expected;
  for (let index = 0; index < length; index++) if (bytes[at + index] !== expected[index]) throw difference;
  return at + length;
}

export function passByte(bytes: Buffer, at: number, expected: number): number {
  if (bytes[at] !== expected) throw difference;
  return at + 1;
}

export function passNull(bytes: Buffer, at: number): number {
  return passLiteral(bytes, at, nullBytes);
}

export function passBoolean(bytes: Buffer, at: number): number {
  return passLiteral(bytes, at, bytes[at] === 0x74 ? trueBytes : falseBytes);
}

export function passString(bytes: Buffer, start: number): number {
  if (bytes[start] !== quote) throw difference;
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || byte < 0x20) throw difference;
    at += 1;
    if (byte === quote) return at;
    if (byte === 0x5c) at = passEscaped(bytes, at);
  }
}

/** Digits that a number of JavaScript holds exactly. */
export function passInteger(bytes: Buffer, at: number): number {
  let start = at;
  if (bytes[at] === 0x2d) {
    start += 1;
    if (bytes[start] === 0x30) throw difference;
  }
  const end = passDigits(bytes, start);
  if (end - start > 15 || (bytes[start] === 0x30 && end - start > 1)) throw difference;
  return end;
}

/** Numbers so large or small that they are better parsed are a difference. */
export function passNumber(bytes: Buffer, start: number): number {
  let at = passInteger(bytes, start);
  if (bytes[at] === 0x2e) at = passDigits(bytes, at + 1);
  if (bytes[at] !== 0x65 && bytes[at] !== 0x45) return at;
  at += 1;
  if (bytes[at] === 0x2b || bytes[at] === 0x2d) at += 1;
  const end = passDigits(bytes, at);
  if (end - at > 2) throw difference;
  return end;
}

/** A value of type `ID`. */
export function passId(bytes: Buffer, at: number): number {
  return bytes[at] === quote ? passString(bytes, at) : passInteger(bytes, at);
}

/** Deeper values are left to the parser. */
const maxDepth = 32;

/** Any value. */
export function passAny(bytes: Buffer, at: number, depth = 0): number {
  if (depth > maxDepth) throw difference;
  switch (bytes[at]) {
    case quote:
      return passString(bytes, at);
    case 0x5b:
      return passItems(bytes, at, 0x5d, depth);
    case 0x7b:
      return passItems(bytes, at, 0x7d, depth);
    case 0x74:
    case 0x66:
      return passBoolean(bytes, at);
    case 0x6e:
      return passNull(bytes, at);
    default:
      return passNumber(bytes, at);
  }
}

/** What an array or an object holds, to its end. */
function passItems(bytes: Buffer, start: number, end: number, depth: number): number {
  let at = start + 1;
  if (bytes[at] === end) return at + 1;
  for (;;) {
    if (end === 0x7d) at = passByte(bytes, passString(bytes, at), 0x3a);
    at = passAny(bytes, at, depth + 1);
    if (bytes[at] !== comma) return passByte(bytes, at, end);
    at += 1;
  }
}

function passDigits(bytes: Buffer, start: number): number {
  let at = start;
  for (let byte = bytes[at]; byte !== undefined && byte >= 0x30 && byte <= 0x39; byte = bytes[at]) at += 1;
  if (at === start) throw difference;
  return at;
}

/** What follows a backslash. */
function passEscaped(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte !== undefined && escapes.has(byte)) return at + 1;
  if (byte !== 0x75) throw difference;
  for (let index = 1; index <= 4; index++) if (!isHex(bytes[at + index])) throw difference;
  return at + 5;
}

function isHex(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66))
  );
}

const quote = 0x22;
const comma = 0x2c;
const nullBytes = Buffer.from('null');
const trueBytes = Buffer.from('true');
const falseBytes = Buffer.from('false');
const escapes = new Set(Buffer.from('"\\/bfnrt'));
