import * as Y from 'yjs';
import { groupBy } from '../../shared/base/group-by.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import type { LostWords } from './lost-words.ts';
import { nameOf, wordsBracketed, type BracketedWords } from './bracketed.ts';
import { clausesChanged, clausesRegrouped, type ChangedClause } from './changed.ts';
import { movedAmong, wordsStruck, type StruckWords } from './struck.ts';
import { charactersOf, passagesOf, withoutIds, type CharacterIds, type Passage } from '../../shared/text/passages.ts';

/** What of a person's work updates hold that are not taken. */
export interface NotTaken {
  /** The words that they brought, with the places they belong to. */
  readonly words: readonly Passage[];
  /** The words that they struck, which stand. */
  readonly struck: readonly StruckWords[];
  /** The words round which they put brackets, which stand without. */
  readonly bracketed: readonly BracketedWords[];
  /** The clauses that they set otherwise, moved, parted or joined, which stand as they did. */
  readonly changed: readonly ChangedClause[];
}

/**
 * What updates of one person did to a document. What they took back themselves is left out, and what is `known` to lie in the tray: it was put back from there, and
 * stays there until it is saved. What they moved with its clause stands where it stood. `earlier`: updates that were not taken either, and were told already.
 */
export function notTaken(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  known: CharacterIds,
  earlier: readonly Uint8Array[] = [],
): NotTaken {
  const brought = wordsBrought(doc, updates, known, earlier);
  const moved = movedAmong(doc, updates, brought);
  return {
    words: brought.filter((passage) => !moved.has(passage)),
    struck: wordsStruck(doc, updates, { moved, earlier }),
    bracketed: wordsBracketed(doc, updates),
    changed: [...clausesChanged(doc, updates, earlier), ...clausesRegrouped(doc, updates, moved)],
  };
}

/**
 * The words that updates of one person brought to a document, with the places they belong to. What they took back themselves is left out, and what is `known` to lie
 * in the tray. A clause that these updates, or `earlier` ones, brought is not there for others to stand behind.
 */
export function wordsBrought(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  known: CharacterIds = new Map(),
  earlier: readonly Uint8Array[] = [],
): Passage[] {
  const brought = joined(updates.map(charactersOf));
  const standing = withoutIds(brought, joined(updates.map((update) => Y.decodeUpdate(update).ds.clients)));
  const ids = withoutIds(standing, known);
  const made = new Set([...earlier, ...updates].flatMap((update) => Y.decodeUpdate(update).structs).map(({ id }) => nameOf(id)));
  const placed = passagesOf(doc, ids, ({ id }) => made.has(nameOf(id)));
  return [...placed, ...unplaced(doc, updates, ids)].filter((passage) => passage.words.trim() !== '');
}

/** Passages as they go into the tray. */
export function recoveriesOf(
  passages: readonly Passage[],
  about: Pick<Recovery, 'why' | 'draft' | 'room' | 'at'>,
  newId: () => string,
): LostWords[] {
  const stem = newId();
  return passages.map(({ words, runs, clause, beside, note, before, after }, index) => ({
    // In their order, also when they are read again.
    id: `${stem}-${String(index).padStart(4, '0')}`,
    ...about,
    words,
    runs,
    clause,
    beside,
    ...(note === null ? {} : { note }),
    before,
    after,
  }));
}

/** What was done in vain to what stands, as it goes into the tray: clause by clause. */
export function inVainOf(
  { struck, bracketed, changed }: Omit<NotTaken, 'words'>,
  about: Pick<Recovery, 'why' | 'draft' | 'room' | 'at'>,
  newId: () => string,
): LostWords[] {
  const place = { beside: null, before: '', after: '' };
  const struckIn = [...groupBy(struck, ({ clause }) => clause)].map(([clause, own]) => ({ clause, words: wordsOf(own) }));
  return [
    ...struckIn.map((one): LostWords => ({ id: newId(), ...about, ...one, ...place, inVain: 'struck' })),
    ...bracketed.map(({ words, clause, proposal }): LostWords => {
      const runs = [{ text: words, insertions: [], deletions: [proposal] }];
      return { id: newId(), ...about, words, runs, clause, ...place, inVain: 'bracketed' };
    }),
    ...changed.map((one): LostWords => ({ id: newId(), ...about, words: '', ...one, ...place, inVain: 'changed' })),
  ];
}

function wordsOf(struck: readonly StruckWords[]): string {
  return struck
    .map(({ words }) => words.trim())
    .filter((words) => words !== '')
    .join(' … ');
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
      const { str } = struct.content;
      const known = Y.getState(doc.store, client);
      for (const { from, to } of leftOf({ from: Math.max(clock, known), to: clock + str.length }, ids.get(client) ?? [])) {
        const words = str.slice(from - clock, to - clock);
        const last = found.at(-1);
        if (last !== undefined && last.client === client && last.to === from)
          found[found.length - 1] = { ...last, words: last.words + words, runs: plain(last.words + words), to };
        else
          found.push({
            words,
            runs: plain(words),
            clause: null,
            beside: null,
            note: null,
            before: '',
            after: '',
            client,
            from,
            to,
          });
      }
    }
  }
  return found;
}

/** In which brackets they stand is for the text to say, which is not here. */
function plain(text: string): Passage['runs'] {
  return [{ text, insertions: [], deletions: [] }];
}

/** The parts of a stretch of a client's characters that are among others, in order. */
function leftOf(
  { from, to }: Pick<Passage, 'from' | 'to'>,
  ranges: readonly { readonly clock: number; readonly len: number }[],
): Pick<Passage, 'from' | 'to'>[] {
  return ranges
    .map(({ clock, len }) => ({ from: Math.max(from, clock), to: Math.min(to, clock + len) }))
    .filter((part) => part.from < part.to)
    .toSorted((a, b) => a.from - b.from);
}
