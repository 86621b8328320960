/** What a fetch is to bring to objects of other fetches: one representation for each, none twice. */
export class Join {
  /** As `executeBytes` takes them. */
  readonly representations: string[] = [];
  /** The type of the object behind each. */
  readonly types: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a representation. */
  add(representation: string, type: string): number {
    let number = this.numbers.get(representation);
    if (number === undefined) {
      number = this.representations.length;
      this.numbers.set(representation, number);
      this.representations.push(representation);
      this.types.push(type);
    }
    return number;
  }
}

/**
 * One fetch's answer, cut up on the way: what goes to the client as it is, where fields of another fetch belong, and the
 * bytes that only the gateway asked for left out.
 */
export class Scan {
  readonly bytes: Buffer;
  /** By fetch. */
  readonly joins: readonly Join[];
  /** Three numbers each: kind, and what belongs to the kind; see `join-pieces.ts`. */
  readonly pieces: number[] = [];
  /** For an entity fetch, where among `bounds` those of each entity begin. */
  readonly entities: number[] = [];
  /** For each entity, where its pieces begin, and where each stretch of them ends. */
  readonly bounds: number[] = [];
  /** For a fetch of root fields, where the pieces of each begin and end. */
  readonly fields = new Map<string, readonly [number, number]>();
  /** Where the bytes begin that are not yet a piece. */
  from = 0;

  constructor(bytes: Buffer, joins: readonly Join[]) {
    this.bytes = bytes;
    this.joins = joins;
  }

  /** Makes a piece of what was passed up to `end`. */
  cut(end: number): void {
    if (end > this.from) this.pieces.push(pieceKind.bytes, this.from, end);
    this.from = end;
  }

  /** Leaves a hole for what another fetch brings; `fill` says for which of its entities. */
  hole(fetch: number, stretch: number): number {
    return this.pieces.push(pieceKind.hole, fetch, stretch) - 1;
  }

  fill(hole: number, number: number): void {
    this.pieces[hole] = (this.pieces[hole] ?? 0) + number * maxStretches;
  }

  /** Puts pieces that were taken out where they belong. */
  layDown(cuts: readonly number[], from: number, to: number): void {
    for (let at = from; at < to; at++) this.pieces.push(cuts[at] ?? 0);
  }

  literal(index: number): void {
    this.pieces.push(pieceKind.literal, index, 0);
  }

  comma(): void {
    this.pieces.push(pieceKind.literal, commaText, 0);
  }

  beginEntity(): void {
    this.entities.push(this.bounds.length);
    this.bounds.push(this.pieces.length);
  }

  endStretch(): void {
    this.bounds.push(this.pieces.length);
  }

  /** Where among its pieces those for a hole begin; they end where the next number says. */
  boundOf(numberAndStretch: number): number {
    const stretch = numberAndStretch % maxStretches;
    return (this.entities[(numberAndStretch - stretch) / maxStretches] ?? 0) + stretch;
  }
}

export const pieceKind = { bytes: 0, hole: 1, literal: 2 } as const;

/** In how many places of one object the client may want fields of one other fetch. */
export const maxStretches = 64;

/** Of `Literals`. */
const commaText = 0;

/** Texts that no fetch brings, by number; the first one is the comma. */
export class Literals {
  readonly texts: Buffer[] = [Buffer.from(',')];

  add(text: string): number {
    return this.texts.push(Buffer.from(text)) - 1;
  }
}
