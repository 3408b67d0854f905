import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { textMessage } from './messages.ts';

/** What was written since the text was encoded may be this part of it, or so many bytes; then it is encoded anew. */
const LARGEST_SHARE = 1 / 4;
const ALWAYS_ALLOWED = 64 * 1024;

/** All that one client wrote, from its clock 0 on: how many structs, and their bytes in rows one behind the other. */
interface Section {
  structs: number;
  readonly rows: Uint8Array[];
}

type Struct = Pick<Y.Item, 'write'>;

/** A state vector that names no client: of a document that holds nothing. */
export function isOfNothing(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}

/**
 * The whole text as a message, for whoever comes with nothing. Encoding costs the text, so it is done once for many: what is written
 * afterwards is put behind what its client had written before, since nothing that Yjs keeps is ever changed but for being deleted.
 * Presumes a document that collects nothing (`gc: false`).
 */
export class WholeText {
  private readonly doc: Y.Doc;
  private sections: Map<number, Section> | null = null;
  private bytes = 0;
  /** Updates that are not in the sections yet. */
  private since: Uint8Array[] = [];
  private sinceBytes = 0;
  private made: Uint8Array | null = null;

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  /** Takes note of an update that was applied to the document. Costs nothing that grows with the text. */
  wrote(update: Uint8Array): void {
    this.made = null;
    if (this.sections === null) return;
    this.since.push(update);
    this.sinceBytes += update.length;
    if (this.sinceBytes > Math.max(ALWAYS_ALLOWED, this.bytes * LARGEST_SHARE)) this.forget();
  }

  /** Sync step 2 for a document that holds nothing. */
  message(): Uint8Array {
    if (this.made !== null) return this.made;
    const sections = this.sections ?? this.encodeAll();
    for (const update of this.since) {
      for (const [client, structs] of byClient(Y.decodeUpdate(update).structs)) append(sections, client, structs);
    }
    this.since = [];
    this.made = textMessage(updateOf(sections, Y.createDeleteSetFromStructStore(this.doc.store)));
    return this.made;
  }

  private encodeAll(): Map<number, Section> {
    const sections = new Map<number, Section>();
    for (const [client, structs] of this.doc.store.clients) append(sections, client, structs);
    this.sections = sections;
    this.bytes = [...sections.values()].reduce((sum, { rows }) => sum + (rows[0]?.length ?? 0), 0);
    this.since = [];
    this.sinceBytes = 0;
    return sections;
  }

  private forget(): void {
    this.sections = null;
    this.since = [];
  }
}

function append(sections: Map<number, Section>, client: number, structs: readonly Struct[]): void {
  const encoder = new Y.UpdateEncoderV1();
  for (const struct of structs) struct.write(encoder, 0);
  const row = encoding.toUint8Array(encoder.restEncoder);
  const section = sections.get(client);
  if (section === undefined) sections.set(client, { structs: structs.length, rows: [row] });
  else {
    section.structs += structs.length;
    section.rows.push(row);
  }
}

function byClient(structs: readonly (Y.Item | Y.GC | Y.Skip)[]): Map<number, Struct[]> {
  const found = new Map<number, Struct[]>();
  for (const struct of structs) {
    const { client } = struct.id;
    const before = found.get(client);
    if (before === undefined) found.set(client, [struct]);
    else before.push(struct);
  }
  return found;
}

/** An update in Yjs's first encoding, in rows: its sections, the higher client ids first, as Yjs has them, and what is deleted. */
function updateOf(sections: ReadonlyMap<number, Section>, deleted: ReturnType<typeof Y.createDeleteSet>): Uint8Array[] {
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
