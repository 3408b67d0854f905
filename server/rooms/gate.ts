import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { whyCostly } from './gate-cost.ts';
import { whyNameless } from './gate-names.ts';
import { hasFewClients, isOrdered } from './gate-order.ts';
import { ItemPlaces } from './item-places.ts';
import { whyUnfit } from './structure.ts';

/** What an update brings, once it has been found fit to be applied. */
export interface Judged {
  /** Whose characters and marks it brings, known ones included: the client ids of its structs. */
  readonly clients: ReadonlySet<number>;
  /**
   * What it does to the document: `nothing`; only a `tidying` of marks, which Yjs does unasked in whoever reads a text, and which
   * changes no character and no proposal where the sender is honest; or a `change`.
   */
  readonly effect: 'nothing' | 'tidying' | 'change';
  /** What is to be applied: the update, without what of its structs the document has already. */
  readonly bytes: Uint8Array;
}

/** Why an update is refused that presumes another: of a client that has yet to answer, that one may be on its way. */
export const WAITS = 'the update waits for something that is not there';

/**
 * The largest client id that Yjs draws, and far more characters than anybody writes. From 2^53 on numbers run together: updates would be taken
 * in twice, and the store would not give back what it was given.
 */
const LARGEST_ID = 2 ** 32 - 1;

type Struct = Y.Item | Y.GC | Y.Skip;

type DeleteSet = Y.Transaction['deleteSet'];

/**
 * Judges an update of a text before it is applied, whole or not at all (CRDT 0 D4): it decodes, it has no gap and nothing that waits for
 * something else, no struct is collected or skipped, it writes nothing but clauses with words and marks, and it costs no more than it holds.
 * Never changes the document.
 */
export function judgeUpdate(doc: Y.Doc, received: Uint8Array): Result<Judged, string> {
  const whole = decode(received);
  const bytes = whole === null ? null : newsOf(doc, received, whole.structs);
  const decoded = bytes === null ? null : bytes === received ? whole : decode(bytes);
  if (whole === null || bytes === null || decoded === null) return refuse('the update does not decode');
  const ends = new Map<number, number>();
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(doc.store, client);
  const news: Y.Item[] = [];
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    if (client > LARGEST_ID || clock + struct.length > LARGEST_ID) return refuse('the update counts further than anybody writes');
    const end = endOf(client);
    if (clock > end) return refuse(WAITS);
    // Yjs writes no such thing, and would take it in without a look at the clocks.
    if (struct.length === 0) return refuse('the update holds a struct without length');
    if (!(struct instanceof Y.Item)) return refuse('the update holds collected or skipped structs');
    news.push(struct);
    ends.set(client, clock + struct.length);
  }
  for (const item of news) if (!refersToKnown(item, endOf)) return refuse(WAITS);
  if (!hasFewClients(news) || !isOrdered(doc, news)) return refuse(WAITS);
  for (const [client, ranges] of decoded.ds.clients) {
    for (const range of ranges)
      if (range.len === 0 || range.clock + range.len > endOf(client))
        return refuse(range.len === 0 ? 'the update deletes nothing' : WAITS);
  }
  const deleted = Y.mergeDeleteSets([decoded.ds]);
  // Yjs would go through all that lies in a range as often as that is named.
  if (lengthOf(deleted) < lengthOf(decoded.ds)) return refuse('the update deletes something twice');
  const places = new ItemPlaces(doc, news);
  const unfit = whyUnfit(news, places) ?? whyCostly(news, places) ?? whyNameless(doc, { news, places, deleted });
  if (unfit !== null) return refuse(unfit);
  return ok({
    // Also of what is known: only their own words come twice from the honest.
    clients: new Set(whole.structs.map((struct) => struct.id.client)),
    bytes,
    effect: news.length > 0 ? 'change' : effectOfDeletions(doc, deleted),
  });
}

/** Whether an update brings any characters, marks or clauses, known ones included. Costs nothing that grows with it. */
export function bringsAny(update: Uint8Array): boolean {
  return update[0] !== 0;
}

function decode(bytes: Uint8Array): { structs: Struct[]; ds: DeleteSet } | null {
  try {
    const decoded = Y.decodeUpdate(bytes);
    // Yjs would take in only the last of several sections of one client, and wait for the others.
    const sections = decoding.readVarUint(decoding.createDecoder(bytes));
    return sections === new Set(decoded.structs.map((struct) => struct.id.client)).size ? decoded : null;
  } catch {
    return null;
  }
}

/**
 * An update without what of its structs the document has: Yjs would pass over those, but not before it had looked for all that they say
 * of themselves; and one that goes on from a known one stands where that one does, whatever it says. Null where it does not decode.
 */
function newsOf(doc: Y.Doc, bytes: Uint8Array, structs: readonly Struct[]): Uint8Array | null {
  if (structs.every(({ id }) => id.clock >= Y.getState(doc.store, id.client))) return bytes;
  try {
    return Y.diffUpdate(bytes, Y.encodeStateVector(doc));
  } catch {
    return null;
  }
}

/** How many characters, or what counts as one, a set of deletions names. */
function lengthOf({ clients }: DeleteSet): number {
  let length = 0;
  for (const ranges of clients.values()) for (const { len } of ranges) length += len;
  return length;
}

function refersToKnown(item: Y.Item, endOf: (client: number) => number): boolean {
  const parent: unknown = item.parent;
  return [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null].every(
    (id) => id === null || id.clock < (id.client === item.id.client ? item.id.clock : endOf(id.client)),
  );
}

/** Only what still stands counts: an in-sync client's sync step 2 names everyone's deletions (CRDT 4). */
function effectOfDeletions(doc: Y.Doc, ds: DeleteSet): Judged['effect'] {
  let effect: Judged['effect'] = 'nothing';
  for (const [client, ranges] of ds.clients) {
    const structs = doc.store.clients.get(client) ?? [];
    for (const { clock, len } of ranges) {
      for (let at = Y.findIndexSS(structs, clock); at < structs.length; at += 1) {
        const struct = structs[at];
        if (struct === undefined || struct.id.clock >= clock + len) break;
        if (struct.deleted) continue;
        if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentFormat)) return 'change';
        effect = 'tidying';
      }
    }
  }
  return effect;
}
