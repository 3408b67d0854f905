import type * as Y from 'yjs';
import { wordsIn } from '../../shared/proposals/wording.ts';
import { elementsIn, piecesIn, textsIn, type Piece } from './text-pieces.ts';

/**
 * The words that carried a mark before a transaction. One that it took from where it stood may stand elsewhere now, and a copy of any may; what else comes
 * with the mark was typed.
 */
export class OwnWords {
  /** Whether all stand where they stood. */
  readonly haveStayed: boolean;
  private readonly transaction: Y.Transaction;
  private readonly mark: string;
  private readonly left = new Map<string, number>();
  private known: ReadonlySet<string> | null = null;

  /** `elements`: those that the transaction touched. */
  constructor(transaction: Y.Transaction, elements: readonly Y.XmlElement[], mark: string) {
    this.transaction = transaction;
    this.mark = mark;
    const went = elements.flatMap((element) => this.carrying(element)).filter(({ gone }) => gone === 'now');
    for (const word of stretches(went).flatMap(wordsIn)) this.left.set(word, (this.left.get(word) ?? 0) + 1);
    this.haveStayed = this.left.size === 0;
  }

  /** The stretches of a text that are none of them, with the white space beside these. `isAmong`: it stands where they stand, and is no copy. */
  leaves(text: string, isAmong: boolean): { readonly from: number; readonly to: number }[] {
    if (isAmong && this.haveStayed) return [{ from: 0, to: text.length }];
    const isOwn = (word: string): boolean => this.take(word) || (!isAmong && this.isKnown(word));
    const parts = wordsIn(text).map((word) => ({ word, isLeft: word.trim() !== '' && !isOwn(word) }));
    const spans: { from: number; to: number }[] = [];
    let at = 0;
    for (const [index, { word, isLeft }] of parts.entries()) {
      const isBeside = word.trim() === '' && (parts[index - 1]?.isLeft === true || parts[index + 1]?.isLeft === true);
      const last = spans.at(-1);
      if ((isLeft || isBeside) && last?.to === at) last.to += word.length;
      else if (isLeft || isBeside) spans.push({ from: at, to: at + word.length });
      at += word.length;
    }
    return spans;
  }

  private take(word: string): boolean {
    const left = this.left.get(word) ?? 0;
    this.left.set(word, left - 1);
    return left > 0;
  }

  /** Whether a word stands, or stood, with the mark anywhere. Costs the text, once. */
  private isKnown(word: string): boolean {
    this.known ??= new Set(
      [...elementsIn(this.transaction.doc)]
        .map((element) => this.carrying(element))
        .flatMap((all) => [all, all.filter(({ gone }) => gone === null), all.filter(({ gone }) => gone !== null)])
        .flatMap((pieces) => stretches(pieces).flatMap(wordsIn)),
    );
    return this.known.has(word);
  }

  private carrying(element: Y.XmlElement): Piece[] {
    const pieces = textsIn(element).flatMap((text) => [...piecesIn(this.transaction, text)]);
    return pieces.filter(({ isNew, marks }) => !isNew && marks.has(this.mark));
  }
}

/** The words of pieces, those that were written one behind the other together. */
export function stretches(pieces: readonly Piece[]): string[] {
  const all: string[] = [];
  for (const [index, { words, id }] of pieces.entries()) {
    const last = pieces[index - 1];
    const goesOn = last?.id.client === id.client && last.id.clock + last.words.length === id.clock;
    all.push(goesOn ? `${all.pop() ?? ''}${words}` : words);
  }
  return all;
}
