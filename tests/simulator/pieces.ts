import * as Y from 'yjs';
import { clauseId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { elementOf } from '../../shared/text/writing.ts';

/** Words of a text node in a row that carry the same attributes, as Yjs tells of them. */
export interface Piece {
  readonly insert: string;
  readonly attributes?: Record<string, unknown>;
}

/** The text node of a clause, or null where it has none yet. */
export function nodeIn(clause: Y.XmlElement): Y.XmlText | null {
  return clause.toArray().find((child) => child instanceof Y.XmlText) ?? null;
}

/** How many characters a clause has. */
export function lengthOf(clause: Y.XmlElement): number {
  return clause.toArray().reduce((sum, child) => sum + (child instanceof Y.XmlText ? child.length : 0), 0);
}

/** All pieces of a clause. */
export function piecesIn(clause: Y.XmlElement): Piece[] {
  return clause.toArray().flatMap((child) => (child instanceof Y.XmlText ? piecesOf(child, 0, child.length) : []));
}

/** The pieces of so many characters of a text node, cut at both ends. */
export function piecesOf(node: Y.XmlText, from: number, length: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of node.toDelta() as Piece[]) {
    const text = piece.insert.slice(Math.max(0, from - at), Math.max(0, from + length - at));
    if (text !== '') pieces.push({ ...piece, insert: text });
    at += piece.insert.length;
  }
  return pieces;
}

/** The words of pieces, without what they carry. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.insert).join('');
}

/** Every attribute that some word of a text node carries. */
export function attributeNames(node: Y.XmlText): string[] {
  return [...new Set((node.toDelta() as Piece[]).flatMap((piece) => Object.keys(piece.attributes ?? {})))];
}

/** Puts words in with their own attributes, and none of those at the place. */
export function put(node: Y.XmlText, at: number, pieces: readonly Piece[]): void {
  const absent = Object.fromEntries(
    [...attributeNames(node), ...pieces.flatMap((piece) => Object.keys(piece.attributes ?? {}))].map((key) => [key, null]),
  );
  let offset = at;
  for (const piece of pieces) {
    node.insert(offset, piece.insert, { ...absent, ...piece.attributes });
    offset += piece.insert.length;
  }
}

/** What a clause is set as. */
type Setting = Pick<Clause, 'kind' | 'label'>;

const PARAGRAPH: Setting = { kind: 'paragraph', label: '' };

export function isNote(clause: Y.XmlElement): boolean {
  return clause.getAttribute('kind') === 'footnote';
}

/** As what a clause is set that is brought elsewhere: a footnote stays one. */
export function settingOf(clause: Y.XmlElement): Setting {
  return isNote(clause) ? { kind: 'footnote', label: String(clause.getAttribute('label')) } : PARAGRAPH;
}

/** A new clause of these pieces. */
export function clauseWith(id: string, pieces: readonly Piece[], setting = PARAGRAPH): Y.XmlElement {
  const clause = elementOf({ id: clauseId(id), level: 0, runs: [], ...setting });
  const node = new Y.XmlText();
  node.applyDelta([...pieces]);
  clause.insert(0, [node]);
  return clause;
}
