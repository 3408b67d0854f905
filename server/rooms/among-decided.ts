import * as Y from 'yjs';
import { addTo } from '../../shared/base/group-by.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import type { CharacterIds } from '../../shared/text/passages.ts';
import { Beside } from './beside.ts';
import type { Origin } from './origin.ts';
import { OwnWords, stretches } from './own-words.ts';
import { touchedElements } from './text-index.ts';
import { piecesIn, textsIn, type Piece } from './text-pieces.ts';

/** What came by a transaction among words of what had been decided by then: nobody proposed it, and nobody decided on it. */
export interface AmongDecided {
  /** Words in the text that have a mark of it. */
  readonly marked: readonly Marked[];
  /** Characters that somebody typed, and that are out of the text with it. */
  readonly out: CharacterIds;
}

/** Words with a mark. */
export interface Marked {
  readonly text: Y.XmlText;
  /** Where they stand in it, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly mark: string;
}

/** One text that a transaction touched, with all that stands and stood in it. */
interface Touched {
  readonly element: Y.XmlElement;
  readonly text: Y.XmlText;
  readonly pieces: readonly Piece[];
}

/** New characters side by side, and what stands or stood right before and behind them. */
interface Row extends Touched {
  readonly came: readonly Piece[];
  readonly sides: () => readonly (Piece | null)[];
}

type Typed = Pick<Marked, 'at' | 'length'> & { readonly id: Y.ID };

export const NOTHING_AMONG: AmongDecided = { marked: [], out: new Map() };

/**
 * What a transaction typed among words of proposals that were decided by then, and what else that stood in the text has got a mark of theirs by it. Words of
 * theirs that it moves, joins or splits, that come back as they went, or of which copies are pasted elsewhere, are theirs as before. Costs the clauses that it
 * touched; the text, where copies are pasted.
 */
export function amongDecided(transaction: Y.Transaction, outcomeOf: OutcomeOf): AmongDecided {
  const elements = [...touchedElements(transaction, transaction.doc)];
  const texts = elements
    .filter((element) => element._item?.deleted === false)
    .flatMap((element) => textsIn(element).map((text) => ({ element, text, pieces: [...piecesIn(transaction, text)] })));
  const beside = new Beside(transaction);
  const rows = texts.flatMap((one) => rowsIn(one, beside));
  const marked = texts.filter(changesWords).flatMap((one) => gainedIn(one, outcomeOf));
  const out = new Map<number, { clock: number; len: number }[]>();
  for (const [mark, isOut] of new Map(rows.flatMap(({ came }) => decidedOn(came, outcomeOf)))) {
    const own = new OwnWords(transaction, elements, mark);
    for (const row of rows) {
      for (const { id, at, length } of typedIn(row, mark, own)) {
        if (isOut) addTo(out, id.client, { clock: id.clock, len: length });
        else marked.push({ text: row.text, at, length, mark });
      }
    }
  }
  return { marked, out };
}

/** Takes marks off words, as the server. */
export function unmark(doc: Y.Doc, marked: readonly Marked[]): void {
  const origin: Origin = { by: 'server' };
  doc.transact(() => {
    for (const { text, at, length, mark } of sideBySide(marked)) text.format(at, length, { [mark]: null });
  }, origin);
}

/** Words side by side with one mark, together. */
function sideBySide(marked: readonly Marked[]): Marked[] {
  const all: Marked[] = [];
  for (const one of marked) {
    const last = all.at(-1);
    if (last?.text === one.text && last.mark === one.mark && last.at + last.length === one.at)
      all[all.length - 1] = { ...last, length: last.length + one.length };
    else all.push(one);
  }
  return all;
}

function rowsIn(touched: Touched, beside: Beside): Row[] {
  const { element, pieces } = touched;
  const rows: Row[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    if (pieces[at]?.isNew !== true) continue;
    const from = at;
    while (pieces[at]?.isNew === true) at += 1;
    const [before, behind] = [pieces[from - 1], pieces[at]];
    const sides = () => [before ?? beside.on('left', element), behind ?? beside.on('right', element)];
    rows.push({ ...touched, came: pieces.slice(from, at), sides });
  }
  return rows;
}

function changesWords({ pieces }: Touched): boolean {
  return pieces.some(({ isNew, gone }) => isNew || gone === 'now');
}

/** Words that stood without a mark of what is decided, and now have it: nobody marks them so but by what others wrote at the same place. */
function gainedIn({ text, pieces }: Touched, outcomeOf: OutcomeOf): Marked[] {
  return pieces
    .filter(({ isNew }) => !isNew)
    .flatMap((piece) =>
      decidedOn([piece], outcomeOf)
        .filter(([mark]) => !piece.had.has(mark))
        .map(([mark]) => ({ text, at: piece.at, length: piece.words.length, mark })),
    );
}

/** The marks of decided proposals on words that stand, each with whether these are out by it. */
function decidedOn(pieces: readonly Piece[], outcomeOf: OutcomeOf): [mark: string, isOut: boolean][] {
  const marks = pieces.filter(({ gone }) => gone === null).flatMap((piece) => [...piece.marks]);
  return marks.flatMap(([key, value]) => {
    const mark = markedProposal(key, value);
    const outcome = mark === null ? 'open' : outcomeOf(mark.proposal);
    return outcome === 'open' ? [] : [[key, outcome === (mark?.role === 'insertion' ? 'refused' : 'accepted')]];
  });
}

/** What of a row was typed among the words that carry a mark. */
function typedIn({ came, pieces, sides }: Row, mark: string, own: OwnWords): Typed[] {
  const carrying = came.filter(({ gone, marks }) => gone === null && marks.has(mark));
  const all = carrying.map(({ words }) => words).join('');
  if (all === '' || wentBefore(pieces, mark).has(all)) return [];
  const isAmong = sides().some((side) => side?.marks.has(mark) === true);
  const spans = own.leaves(all, isAmong);
  let start = 0;
  return carrying.flatMap(({ words, at, id: { client, clock } }) => {
    const begin = start;
    start += words.length;
    return spans
      .map(({ from, to }) => ({ from: Math.max(from - begin, 0), to: Math.min(to - begin, words.length) }))
      .filter(({ from, to }) => from < to)
      .map(({ from, to }) => ({ at: at + from, length: to - from, id: Y.createID(client, clock + from) }));
  });
}

/** What had gone of the words with a mark before, as it was written. */
function wentBefore(pieces: readonly Piece[], mark: string): ReadonlySet<string> {
  return new Set(stretches(pieces.filter(({ gone, marks }) => gone === 'before' && marks.has(mark))));
}
