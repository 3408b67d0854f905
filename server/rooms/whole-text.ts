import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { textMessage } from './messages.ts';

/** Where what was written since the text was encoded is more than this part of it, the small text is encoded anew. */
const LARGEST_SHARE = 1 / 4;
const ALWAYS_ALLOWED = 64 * 1024;
/** A text of so many bytes is encoded at once without anybody noticing. */
const SMALL = 1024 * 1024;

/** All that one client wrote, from its clock 0 up to `end`: how many structs, and their bytes in rows one behind the other. */
interface Section {
  structs: number;
  end: number;
  readonly rows: Uint8Array[];
}

type Sections = Map<number, Section>;

/** A state vector that names no client: of a document that holds nothing. */
export function isOfNothing(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}

/**
 * The whole text, encoded, for whoever comes with nothing and for the store. Encoding costs the text, so it is done once for many: what is
 * written afterwards is put behind what its client had written before, since nothing that Yjs keeps is ever changed but for being
 * deleted. Presumes a document that collects nothing (`gc: false`).
 */
export class WholeText {
  private readonly doc: Y.Doc;
  private sections: Sections | null = null;
  private bytes = 0;
  /** Updates that are not in the sections yet. */
  private since: Uint8Array[] = [];
  private sinceBytes = 0;
  private made: Uint8Array | null = null;
  /** The text as it is being encoded anew, a part at a time. */
  private renewed: Sections | null = null;

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  /** Takes note of an update that was applied to the document. Costs nothing that grows with the text. */
  wrote(update: Uint8Array): void {
    this.made = null;
    if (this.sections === null) return;
    this.since.push(update);
    this.sinceBytes += update.length;
    const isHeavy = this.sinceBytes > Math.max(ALWAYS_ALLOWED, this.bytes * LARGEST_SHARE);
    if (isHeavy && this.bytes <= SMALL) {
      this.sections = null;
      this.since = [];
    }
  }

  /** Sync step 2 for a document that holds nothing. */
  message(): Uint8Array {
    this.made ??= textMessage(this.rows());
    return this.made;
  }

  /**
   * Encodes the text anew, about so many bytes of it at a time, while it is written on. Once all of it is encoded: its update in rows
   * one behind the other, as the document stands now; until then null.
   */
  renew(bytes: number): readonly Uint8Array[] | null {
    this.renewed ??= new Map();
    if (!encodeInto(this.renewed, this.doc, bytes)) return null;
    this.keep(this.renewed);
    this.renewed = null;
    return this.rows();
  }

  private rows(): readonly Uint8Array[] {
    if (this.sections === null) {
      const sections: Sections = new Map();
      encodeInto(sections, this.doc, Infinity);
      this.keep(sections);
      return updateOf(sections, this.doc);
    }
    for (const update of this.since) {
      for (const [client, structs] of byClient(Y.decodeUpdate(update).structs)) append(this.sections, client, structs);
    }
    this.since = [];
    return updateOf(this.sections, this.doc);
  }

  private keep(sections: Sections): void {
    this.sections = sections;
    this.bytes = [...sections.values()].flatMap(({ rows }) => rows).reduce((sum, { length }) => sum + length, 0);
    this.since = [];
    this.sinceBytes = 0;
  }
}

/** Encodes about so many bytes of what the document holds beyond the sections. Whether that was all. */
function encodeInto(sections: Sections, doc: Y.Doc, most: number): boolean {
  let left = most;
  for (const [client, structs] of doc.store.clients) {
    const clock = sections.get(client)?.end ?? 0;
    if (clock >= Y.getState(doc.store, client)) continue;
    if (left <= 0) return false;
    let index = Y.findIndexSS(structs, clock);
    const encoder = new Y.UpdateEncoderV1();
    let end = clock;
    let count = 0;
    for (; index < structs.length && encoding.length(encoder.restEncoder) < left; index += 1) {
      const struct = structs[index];
      if (struct === undefined) break;
      struct.write(encoder, end - struct.id.clock);
      end = struct.id.clock + struct.length;
      count += 1;
    }
    const row = encoding.toUint8Array(encoder.restEncoder);
    left -= row.length;
    addRow(sections, client, { row, count, end });
    if (index < structs.length) return false;
  }
  return true;
}

function append(sections: Sections, client: number, structs: readonly Struct[]): void {
  const encoder = new Y.UpdateEncoderV1();
  for (const struct of structs) struct.write(encoder, 0);
  const last = structs.at(-1);
  const end = last === undefined ? 0 : last.id.clock + last.length;
  addRow(sections, client, { row: encoding.toUint8Array(encoder.restEncoder), count: structs.length, end });
}

function addRow(
  sections: Sections,
  client: number,
  { row, count, end }: { readonly row: Uint8Array; readonly count: number; readonly end: number },
): void {
  const section = sections.get(client) ?? { structs: 0, end: 0, rows: [] };
  sections.set(client, section);
  section.structs += count;
  section.end = end;
  section.rows.push(row);
}

type Struct = Y.Item | Y.GC | Y.Skip;

function byClient(structs: readonly Struct[]): Map<number, Struct[]> {
  const found = new Map<number, Struct[]>();
  for (const struct of structs) {
    const { client } = struct.id;
    const before = found.get(client);
    if (before === undefined) found.set(client, [struct]);
    else before.push(struct);
  }
  return found;
}

/** An update in Yjs's first encoding, in rows: the sections, the higher client ids first, as Yjs has them, and what is deleted. */
function updateOf(sections: Sections, doc: Y.Doc): Uint8Array[] {
  const deleted = Y.createDeleteSetFromStructStore(doc.store);
  const written = descending(sections).flatMap(([client, { structs, rows }]) => [numbers([structs, client, 0]), ...rows]);
  const gone = descending(deleted.clients).flatMap(([client, ranges]) => [
    client,
    ranges.length,
    ...ranges.flatMap(({ clock, len }) => [clock, len]),
  ]);
  return [numbers([sections.size]), ...written, numbers([deleted.clients.size, ...gone])];
}

function numbers(values: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const value of values) encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
}

function descending<T>(byId: ReadonlyMap<number, T>): [number, T][] {
  return [...byId].toSorted(([one], [other]) => other - one);
}
