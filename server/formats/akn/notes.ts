import type { ClauseId } from '../../../shared/base/ids.ts';
import type { ClauseBlock } from '../../../shared/manuscript/manuscript.ts';
import { atMarks, keyOf, type PlacedBlock } from '../../../shared/manuscript/notes.ts';
import { element, written } from '../xml.ts';
import { numberPart, type Places } from './naming.ts';

/** Stands for where a reference leads, until it is known; words never hold it, since in XML they cannot. */
const LEADS_TO = /(?<=href="#)<([^<>]*)>(?=")/g;

/** The footnotes of a text: each is written where words first refer to it (`authorialNote`), and referred to from there on (`noteRef`). */
export class Footnotes {
  private readonly waiting: Map<string, ClauseBlock>;
  private readonly behind: ReadonlyMap<ClauseId, readonly ClauseBlock[]>;
  /** By keys as they are written. */
  private readonly eIds = new Map<string, string>();
  private readonly known: ReadonlySet<string>;
  private readonly places: Places;

  constructor(placed: readonly PlacedBlock[], places: Places) {
    const notes = placed.flatMap((one) => one.notes);
    this.places = places;
    this.waiting = new Map(notes.map((note) => [keyOf(note) ?? '', note]));
    this.behind = new Map(placed.flatMap(({ block, notes: own }) => (block.type === 'clause' ? [[block.id, own]] : [])));
    this.known = new Set([...notes, ...placed.map(({ block }) => block)].flatMap((block) => keyOf(block) ?? []));
  }

  /** The footnotes that stand right behind a clause, by their ids. */
  namesBehind(clause: ClauseId): string | undefined {
    const ids = (this.behind.get(clause) ?? []).map(({ id }) => id);
    return ids.length === 0 ? undefined : ids.join(' ');
  }

  /** A footnote that stands among the clauses has its id. */
  stands(block: ClauseBlock, eId: string): void {
    const key = keyOf(block);
    if (key !== null && !this.eIds.has(written(key))) this.eIds.set(written(key), eId);
  }

  /** Words with the marks of footnotes as what they are; `wordsOf` writes the words of a note. */
  wordsWith(text: string, wordsOf: (note: ClauseBlock, eId: string) => string): string {
    return atMarks(text)
      .map((part, index) => (index % 2 === 0 ? written(part) : this.mark(part, wordsOf)))
      .join('');
  }

  private mark(key: string, wordsOf: (note: ClauseBlock, eId: string) => string): string {
    const note = this.waiting.get(key);
    // Nothing bears this mark: it is words.
    if (note === undefined && !this.known.has(key)) return written(`[^${key}]`);
    if (note === undefined) return `<noteRef marker="${written(key)}" href="#<${written(key)}>"/>`;
    this.waiting.delete(key);
    const number = note.pieces.find((piece) => piece.type === 'number');
    const eId = this.places.take(`footnote_${numberPart(key)}`);
    this.eIds.set(written(key), eId);
    const attributes = {
      eId,
      GUID: note.id,
      marker: key,
      placement: 'bottom',
      class: note.direction === 'rtl' ? 'rtl' : undefined,
      'tv:level': String(note.level),
      'tv:label': number?.issued === true ? number.text : '',
    };
    const words = wordsOf(note, eId);
    return element('authorialNote', attributes, [element('p', {}, words === '' ? [] : [words])]);
  }

  /** A whole text, in which every reference leads to its footnote. */
  leading(text: string): string {
    return text.replaceAll(LEADS_TO, (_, key: string) => this.eIds.get(key) ?? '');
  }
}
