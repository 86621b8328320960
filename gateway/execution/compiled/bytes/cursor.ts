/** Thrown where an answer is not, byte for byte, of the form that was expected; the bytes are then parsed instead. */
export class Difference extends Error {}

const difference = new Difference('not of the expected form');

/** Walks through JSON without blanks. Every method throws `Difference` where something else stands there. */
export class Cursor {
  readonly bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  differs(): never {
    throw difference;
  }

  expect(expected: Uint8Array): void {
    const { bytes, at } = this;
    const { length } = expected;
    for (let index = 0; index < length; index++) if (bytes[at + index] !== expected[index]) throw difference;
    this.at = at + length;
  }

  /** Whether this stands here; it is then behind. */
  passes(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    const { length } = expected;
    for (let index = 0; index < length; index++) if (bytes[at + index] !== expected[index]) return false;
    this.at = at + length;
    return true;
  }

  byte(expected: number): void {
    if (this.bytes[this.at] !== expected) throw difference;
    this.at += 1;
  }

  /** Whether `null` stands here; it is then behind. */
  isNull(): boolean {
    if (this.bytes[this.at] !== 0x6e) return false;
    this.expect(nullBytes);
    return true;
  }

  end(): void {
    if (this.at !== this.bytes.length) throw difference;
  }

  string(): void {
    const { bytes } = this;
    let at = this.at;
    if (bytes[at] !== 0x22) throw difference;
    at += 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte < 0x20) throw difference;
      at += 1;
      if (byte === 0x22) break;
      if (byte === 0x5c) at = escaped(bytes, at);
    }
    this.at = at;
  }

  /** Digits that a number of JavaScript holds exactly. */
  integer(): void {
    const { bytes } = this;
    if (bytes[this.at] === 0x2d) {
      this.at += 1;
      if (bytes[this.at] === 0x30) throw difference;
    }
    const start = this.at;
    this.digits();
    if (this.at - start > 15 || (bytes[start] === 0x30 && this.at - start > 1)) throw difference;
  }

  /** Numbers so large or small that they are better parsed are a difference. */
  number(): void {
    const { bytes } = this;
    this.integer();
    if (bytes[this.at] === 0x2e) {
      this.at += 1;
      this.digits();
    }
    if (bytes[this.at] !== 0x65 && bytes[this.at] !== 0x45) return;
    this.at += 1;
    if (bytes[this.at] === 0x2b || bytes[this.at] === 0x2d) this.at += 1;
    const start = this.at;
    this.digits();
    if (this.at - start > 2) throw difference;
  }

  private digits(): void {
    const { bytes } = this;
    let at = this.at;
    for (let byte = bytes[at]; byte !== undefined && byte >= 0x30 && byte <= 0x39; byte = bytes[at]) at += 1;
    if (at === this.at) throw difference;
    this.at = at;
  }
}

const nullBytes = Buffer.from('null');
const escapes = new Set(Buffer.from('"\\/bfnrt'));
const isHex = (byte: number | undefined) =>
  byte !== undefined &&
  ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66));

/** Where what follows a backslash ends. */
function escaped(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte !== undefined && escapes.has(byte)) return at + 1;
  if (byte !== 0x75) throw difference;
  for (let index = 1; index <= 4; index++) if (!isHex(bytes[at + index])) throw difference;
  return at + 5;
}
