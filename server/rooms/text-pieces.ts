import * as Y from 'yjs';
import { textOf } from '../../shared/text/reading.ts';

/** Characters of one text that stand, or stood, side by side with the same marks. */
export interface Piece {
  readonly words: string;
  /** Where it stands, or would stand, among what stands: in UTF-16 units. */
  readonly at: number;
  readonly id: Y.ID;
  /** What it carries, or carried: values by their keys. */
  readonly marks: ReadonlyMap<string, unknown>;
  /** What it carried before this transaction, where it stood. */
  readonly had: ReadonlyMap<string, unknown>;
  /** Whether this transaction brought it. */
  readonly isNew: boolean;
  /** Went with this transaction, or before it; null: it stands. */
  readonly gone: 'now' | 'before' | null;
}

/** Every element that stands or stood in a document, in order. */
export function* elementsIn(doc: Y.Doc): Iterable<Y.XmlElement> {
  for (let item = textOf(doc)._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement) yield item.content.type;
}

/** The texts in an element, also of one that went. */
export function textsIn(element: Y.XmlElement): Y.XmlText[] {
  const texts: Y.XmlText[] = [];
  for (let item = element._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlText) texts.push(item.content.type);
  return texts;
}

/**
 * What stands and stood in a text, in order, as a transaction leaves it: what stands with its marks, what went now with those that it had. Of what went before, it is
 * not known any more: it counts with each that began before it. The document must keep what is deleted (`gc: false`).
 */
export function* piecesIn({ beforeState, deleteSet }: Y.Transaction, text: Y.XmlText): Iterable<Piece> {
  let now = NONE;
  let before = NONE;
  let ever = NONE;
  let at = 0;
  for (let item = text._start; item !== null; item = item.right) {
    const { content, id, deleted } = item;
    const isNew = id.clock >= (beforeState.get(id.client) ?? 0);
    const gone = !deleted ? null : Y.isDeleted(deleteSet, id) ? 'now' : 'before';
    if (content instanceof Y.ContentFormat) {
      if (gone === null) now = marked(now, content);
      if (gone !== 'before' && !isNew) before = marked(before, content);
      ever = marked(ever, content);
    }
    if (!(content instanceof Y.ContentString)) continue;
    const marks = gone === null ? now : gone === 'now' ? before : new Map([...ever, ...before]);
    yield { words: content.str, at, id, marks, had: before, isNew, gone };
    if (!deleted) at += content.str.length;
  }
}

type Marks = ReadonlyMap<string, unknown>;

const NONE: Marks = new Map();

function marked(marks: Marks, { key, value }: Y.ContentFormat): Marks {
  const next = new Map(marks);
  if (value === null) next.delete(key);
  else next.set(key, value);
  return next;
}
