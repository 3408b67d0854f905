import * as Y from 'yjs';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import { charactersOf, passagesOf, withoutIds, type CharacterIds, type Passage } from '../../shared/text/passages.ts';

/** The words that updates of one person brought to a document, with the places they belong to. What they took back themselves is left out. */
export function wordsBrought(doc: Y.Doc, updates: readonly Uint8Array[]): Passage[] {
  const brought = joined(updates.map(charactersOf));
  const ids = withoutIds(brought, joined(updates.map((update) => Y.decodeUpdate(update).ds.clients)));
  const placed = passagesOf(doc, ids);
  return [...placed, ...unplaced(doc, updates, ids)].filter((passage) => passage.words.trim() !== '');
}

/** Passages as they go into the tray. */
export function recoveriesOf(
  passages: readonly Passage[],
  about: Pick<Recovery, 'why' | 'draft' | 'room' | 'at'>,
  newId: () => string,
): Recovery[] {
  return passages.map(({ words, clause, beside, before, after }) => ({
    id: newId(),
    ...about,
    words,
    clause,
    beside,
    before,
    after,
  }));
}

function joined(sets: readonly CharacterIds[]): CharacterIds {
  const all = new Map<number, { clock: number; len: number }[]>();
  for (const set of sets) {
    for (const [client, ranges] of set) {
      const known = all.get(client) ?? [];
      all.set(client, known);
      for (const range of ranges) known.push(range);
    }
  }
  return all;
}

/** Words that wait for a text which is not here: their place cannot be known, and they are kept all the same. */
function unplaced(doc: Y.Doc, updates: readonly Uint8Array[], ids: CharacterIds): Passage[] {
  const found: Passage[] = [];
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
      const { client, clock } = struct.id;
      if (clock < Y.getState(doc.store, client)) continue;
      const isTakenBack = !(ids.get(client) ?? []).some((range) => clock >= range.clock && clock < range.clock + range.len);
      if (isTakenBack) continue;
      const { str } = struct.content;
      const last = found.at(-1);
      if (last !== undefined && last.client === client && last.to === clock)
        found[found.length - 1] = { ...last, words: last.words + str, to: clock + str.length };
      else
        found.push({
          words: str,
          clause: null,
          beside: null,
          before: '',
          after: '',
          client,
          from: clock,
          to: clock + str.length,
        });
    }
  }
  return found;
}
