import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Between two characters that stand side by side in a clause: the id of each as client and clock. */
export interface Spot {
  readonly left: readonly [client: number, clock: number];
  readonly right: readonly [client: number, clock: number];
}

/** Info byte of an item of characters with both neighbours named (Yjs update format, version 1). */
const CHARACTERS_BETWEEN = 4 | 0x80 | 0x40;
/** Characters written at one spot before the drafter goes to another. */
const BURST = 30;

/** Spots in the middle of clauses spread over the whole text. `random` gives numbers from 0 up to 1. */
export function spotsIn(doc: Y.Doc, most: number, random: () => number): Spot[] {
  const clauses = doc.getXmlFragment('text').toArray();
  const step = Math.max(1, Math.floor(clauses.length / most));
  const spots: Spot[] = [];
  for (let at = 0; at < clauses.length; at += step) {
    const element = clauses[at];
    const words = element instanceof Y.XmlElement ? element.get(0) : null;
    const run = words instanceof Y.XmlText ? longRun(words) : null;
    if (run === null) continue;
    const offset = 1 + Math.floor(random() * (run.length - 1));
    spots.push({ left: [run.id.client, run.id.clock + offset - 1], right: [run.id.client, run.id.clock + offset] });
  }
  return spots;
}

/** The first run of a clause that has an inside. */
function longRun(words: Y.XmlText): Y.Item | null {
  for (let item = words._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString && item.length >= 2) return item;
  }
  return null;
}

/** A drafter who types one character at a time, byte for byte as Yjs would send it, without a document of their own. */
export class Typist {
  readonly client: number;
  private readonly spots: readonly Spot[];
  private clock = 0;

  constructor(client: number, spots: readonly Spot[]) {
    if (spots.length === 0) throw new RangeError('nowhere to type');
    this.client = client;
    this.spots = spots;
  }

  /** How many characters were typed: the clock of the next one. */
  get typed(): number {
    return this.clock;
  }

  /** The update of the next character. */
  next(): Uint8Array {
    const { clock, client } = this;
    const spot = this.spots[Math.floor(clock / BURST) % this.spots.length];
    if (spot === undefined) throw new RangeError('nowhere to type');
    const [leftClient, leftClock] = clock % BURST === 0 ? spot.left : [client, clock - 1];
    const encoder = encoding.createEncoder();
    // One client with one struct; what it deletes: nothing.
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, CHARACTERS_BETWEEN);
    for (const number of [leftClient, leftClock, ...spot.right]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, 'abcdefghij klmno pqrst uvwxyz '[clock % BURST] ?? 'e');
    encoding.writeVarUint(encoder, 0);
    this.clock += 1;
    return encoding.toUint8Array(encoder);
  }
}
