import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { whyUnfit } from './structure.ts';

/** What an update brings, once it has been found fit to be applied. */
export interface Judged {
  /** Whose characters and marks are new: the client ids of structs that the document does not have yet. */
  readonly clients: ReadonlySet<number>;
  /**
   * What it does to the document: `nothing`; only a `tidying` of marks, which Yjs does unasked in whoever reads a text, and which
   * changes no character and no proposal where the sender is honest; or a `change`.
   */
  readonly effect: 'nothing' | 'tidying' | 'change';
}

type Struct = Y.Item | Y.GC | Y.Skip;

interface DeleteSet {
  readonly clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
}

/**
 * Judges an update of a text before it is applied, whole or not at all (CRDT 0 D4): it decodes, it has no gap and nothing that waits for
 * something else, no struct is collected or skipped, and it writes nothing but clauses with words and marks. Never changes the document.
 */
export function judgeUpdate(doc: Y.Doc, bytes: Uint8Array): Result<Judged, string> {
  const decoded = decode(bytes);
  if (decoded === null) return refuse('the update does not decode');
  const ends = new Map<number, number>();
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(doc.store, client);
  const news: Y.Item[] = [];
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    const end = endOf(client);
    if (clock > end) return refuse('the update leaves a gap');
    if (clock + struct.length <= end) continue;
    if (!(struct instanceof Y.Item)) return refuse('the update holds collected or skipped structs');
    news.push(struct);
    ends.set(client, clock + struct.length);
  }
  for (const item of news) if (!refersToKnown(item, endOf)) return refuse('the update waits for something that is not there');
  for (const [client, ranges] of decoded.ds.clients) {
    for (const range of ranges)
      if (range.clock + range.len > endOf(client)) return refuse('the update deletes what is not there');
  }
  const unfit = whyUnfit(doc, news);
  if (unfit !== null) return refuse(unfit);
  return ok({
    clients: new Set(news.map((item) => item.id.client)),
    effect: news.length > 0 ? 'change' : effectOfDeletions(doc, decoded.ds),
  });
}

function decode(bytes: Uint8Array): { structs: Struct[]; ds: DeleteSet } | null {
  try {
    return Y.decodeUpdate(bytes);
  } catch {
    return null;
  }
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
      if (len === 0) continue;
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
