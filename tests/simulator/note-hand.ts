import * as Y from 'yjs';
import { footnoteKey, FOOTNOTE_MARK, footnoteLabel } from '../../shared/text/numbering.ts';
import { nodeIn, piecesIn, piecesOf, put, wordsOf, type Piece } from './pieces.ts';
import type { Random } from './random.ts';

/** What a hand works with at the footnotes of a text. */
export interface NoteTools {
  readonly random: Random;
  readonly elements: () => readonly Y.XmlElement[];
  /** A sign that no other footnote of the run is known by. */
  readonly newKey: () => string;
  readonly newWords: () => string;
  /** Puts a footnote of these words last. */
  readonly bring: (label: string, words: readonly Piece[]) => void;
  readonly remove: (element: Y.XmlElement) => void;
  /** Brackets characters for a new proposal. */
  readonly bracket: (places: readonly Place[]) => void;
  readonly strike: (words: string) => void;
  readonly transact: (work: () => void) => true;
}

/** Characters of a clause. */
export interface Place {
  readonly node: Y.XmlText;
  readonly at: number;
  readonly length: number;
}

interface Mark extends Place {
  readonly key: string;
}

/** What an editor does to footnotes. Each says whether there was anything to do it to. */
export function noteHand(tools: NoteTools) {
  const { random, elements, transact } = tools;
  const marks = (): Mark[] => elements().flatMap((element) => marksIn(nodeIn(element)));
  const notes = (): Y.XmlElement[] => elements().filter((element) => keyOf(element) !== null);
  return {
    /** At a place that is in no mark; within a bracket, mark and note belong to it. */
    footnote: (): boolean => {
      const node = nodeIn(random.pick(elements().filter((element) => keyOf(element) === null)) ?? new Y.XmlElement());
      if (node === null) return false;
      const at = outside(node, random.below(node.length + 1));
      const key = tools.newKey();
      const mark = `[^${key}]`;
      return transact(() => {
        node.insert(at, mark);
        const attributes = bringing(piecesOf(node, at, mark.length));
        tools.bring(footnoteLabel(key), [{ insert: tools.newWords(), attributes }]);
      });
    },
    /** With its marks, as it goes where it is emptied; or without, as where somebody else brings one meanwhile. */
    strikeNote: (): boolean => {
      const note = random.pick(notes());
      if (note === undefined) return false;
      const key = keyOf(note);
      const gone = random.chance(0.7) ? marks().filter((mark) => mark.key === key) : [];
      tools.strike(`${wordsOf(piecesIn(note))}${gone.map((mark) => mark.key).join('')}`);
      return transact(() => {
        for (const mark of gone.toReversed()) mark.node.delete(mark.at, mark.length);
        tools.remove(note);
      });
    },
    strikeMark: (): boolean => {
      const mark = random.pick(marks());
      if (mark === undefined) return false;
      tools.strike(mark.key);
      return transact(() => mark.node.delete(mark.at, mark.length));
    },
    moveMark: (): boolean => {
      const mark = random.pick(marks());
      const to = nodeIn(random.pick(elements()) ?? new Y.XmlElement());
      if (mark === undefined || to === null) return false;
      const pieces = piecesOf(mark.node, mark.at, mark.length);
      return transact(() => {
        mark.node.delete(mark.at, mark.length);
        put(to, outside(to, random.below(to.length + 1)), pieces);
      });
    },
    /** Wants out a mark, a note, or both. */
    bracketNote: (): boolean => {
      const note = random.pick(notes());
      const node = note === undefined ? null : nodeIn(note);
      if (note === undefined || node === null || node.length === 0) return false;
      const own = marks().filter(({ key }) => key === keyOf(note));
      const whole = { node, at: 0, length: node.length };
      const places = random.pick([[whole], own, [...own, whole]]) ?? [];
      if (places.length === 0) return false;
      return transact(() => tools.bracket(places));
    },
  };
}

function keyOf(element: Y.XmlElement): string | null {
  return element.getAttribute('kind') === 'footnote' ? footnoteKey(String(element.getAttribute('label'))) : null;
}

function marksIn(node: Y.XmlText | null): Mark[] {
  if (node === null) return [];
  const words = wordsOf(piecesOf(node, 0, node.length));
  return [...words.matchAll(FOOTNOTE_MARK)].map(({ 0: mark, 1: key = '', index }) => ({
    node,
    key,
    at: index,
    length: mark.length,
  }));
}

/** A place, or behind the mark in which it lies. */
function outside(node: Y.XmlText, at: number): number {
  const within = marksIn(node).find((mark) => mark.at < at && at < mark.at + mark.length);
  return within === undefined ? at : within.at + within.length;
}

/** By which proposals words are there. */
function bringing(pieces: readonly Piece[]): Record<string, unknown> {
  const own = Object.entries(pieces[0]?.attributes ?? {});
  return Object.fromEntries(own.filter(([key]) => key.startsWith('insertion--')));
}
