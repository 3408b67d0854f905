import type { Element } from '@xmldom/xmldom';
import type { NumberCount } from './numbering.ts';
import type { Styles } from './styles.ts';
import type { Authorship, WordCell, WordParagraph, WordPiece } from './word-text.ts';
import { wayOfMarking } from './way-of-marking.ts';
import { attributeOf, childOf, childrenOf, isOn, valueOf } from './xml.ts';

/** What reading paragraphs looks things up in. */
export interface Surroundings {
  readonly styles: Styles;
  readonly numbers: NumberCount;
  /** Addresses of links by the ids of their relations. */
  readonly links: ReadonlyMap<string, string>;
  /** Bookmarks that have begun, by their ids: an end tells the id alone. */
  readonly bookmarks: Map<string, string>;
  /** The names of moves that go on at this place, by their ids. */
  readonly moves: Map<string, string>;
  /** Whoever changed a look so far. */
  readonly formatting: string[];
}

/** What encloses a place in a paragraph. */
interface Within {
  readonly insertion: Authorship | null;
  readonly deletion: Authorship | null;
  readonly link: string | null;
}

/** Nothing that a person writes is nested deeper. */
const DEEPEST = 100;

/** Reads one paragraph. */
export function readParagraph(paragraph: Element, about: Surroundings, cell: WordCell | null): WordParagraph {
  const properties = childOf(paragraph, 'pPr');
  const style = valueOf(properties, 'pStyle');
  const mark = childOf(properties, 'rPr');
  noteFormatting(properties, 'pPrChange', about);
  const list = listOf(properties, style, about.styles);
  const reading = new ParagraphReading(about);
  reading.read(paragraph, { insertion: null, deletion: null, link: null }, 0);
  return {
    style: about.styles.nameOf(style),
    number: list === null || list.list === '0' ? '' : about.numbers.next(list.list, list.depth),
    level: list?.depth ?? 0,
    cell,
    pieces: reading.pieces,
    insertion: authorshipOf(childOf(mark, 'ins') ?? childOf(mark, 'moveTo')),
    deletion: authorshipOf(childOf(mark, 'del') ?? childOf(mark, 'moveFrom')),
  };
}

function listOf(properties: Element | null, style: string | null, styles: Styles): { list: string; depth: number } | null {
  const numbering = childOf(properties, 'numPr');
  const own = valueOf(numbering, 'numId');
  const ofStyle = styles.listOf(style);
  if (own === null) return ofStyle;
  return { list: own, depth: Number(valueOf(numbering, 'ilvl') ?? String(ofStyle?.depth ?? 0)) };
}

function authorshipOf(change: Element | null, move: string | null = null): Authorship | null {
  if (change === null) return null;
  return { author: attributeOf(change, 'author') ?? '', date: attributeOf(change, 'date') ?? '', move };
}

/** A change of looks is told of, and changes no words. */
function noteFormatting(properties: Element | null, name: 'pPrChange' | 'rPrChange', { formatting }: Surroundings): void {
  const change = childOf(properties, name);
  if (change !== null) formatting.push(attributeOf(change, 'author') ?? '');
}

class ParagraphReading {
  readonly pieces: WordPiece[] = [];
  private readonly about: Surroundings;
  /** In a field: its instructions are no words, what it gives is. */
  private inInstructions = 0;

  constructor(about: Surroundings) {
    this.about = about;
  }

  read(parent: Element, within: Within, depth: number): void {
    if (depth > DEEPEST) return;
    for (const child of childrenOf(parent)) this.take(child, within, depth);
  }

  private take(element: Element, within: Within, depth: number): void {
    switch (element.localName ?? '') {
      case 'r':
        return this.run(element, within);
      case 'ins':
      case 'moveTo':
        return this.read(element, { ...within, insertion: authorshipOf(element, this.moveIn(element)) }, depth + 1);
      case 'del':
      case 'moveFrom':
        return this.read(element, { ...within, deletion: authorshipOf(element, this.moveIn(element)) }, depth + 1);
      case 'moveFromRangeStart':
      case 'moveToRangeStart':
        this.about.moves.set(attributeOf(element, 'id') ?? '', attributeOf(element, 'name') ?? '');
        return;
      case 'moveFromRangeEnd':
      case 'moveToRangeEnd':
        this.about.moves.delete(attributeOf(element, 'id') ?? '');
        return;
      case 'hyperlink':
        return this.read(element, { ...within, link: this.about.links.get(attributeOf(element, 'id') ?? '') ?? null }, depth + 1);
      case 'bookmarkStart':
      case 'bookmarkEnd':
        return this.bookmark(element);
      case 'commentRangeStart':
      case 'commentRangeEnd': {
        const edge = element.localName === 'commentRangeStart' ? 'start' : 'end';
        this.pieces.push({ type: 'comment', edge, id: attributeOf(element, 'id') ?? '' });
        return;
      }
      case 'AlternateContent':
        // Both say the same, for programs of different ages.
        return this.readOne(childOf(element, 'Fallback') ?? childOf(element, 'Choice'), within, depth);
      case 'pPr':
        return;
      default:
        // Whatever only holds words: content controls, fields, smart tags, directions.
        return this.read(element, within, depth + 1);
    }
  }

  private readOne(element: Element | null, within: Within, depth: number): void {
    if (element !== null) this.read(element, within, depth + 1);
  }

  private moveIn({ localName }: Element): string | null {
    return localName === 'moveTo' || localName === 'moveFrom' ? ([...this.about.moves.values()].at(-1) ?? null) : null;
  }

  private bookmark(element: Element): void {
    const id = attributeOf(element, 'id') ?? '';
    const { bookmarks } = this.about;
    const isStart = element.localName === 'bookmarkStart';
    const name = isStart ? (attributeOf(element, 'name') ?? '') : (bookmarks.get(id) ?? '');
    if (isStart) bookmarks.set(id, name);
    else bookmarks.delete(id);
    if (name !== '') this.pieces.push({ type: 'bookmark', edge: isStart ? 'start' : 'end', name });
  }

  private run(run: Element, { insertion, deletion, link }: Within): void {
    const properties = childOf(run, 'rPr');
    const sign = this.about.styles.signOf(valueOf(properties, 'rStyle'));
    noteFormatting(properties, 'rPrChange', this.about);
    const way = sign === null && link === null ? wayOfMarking(properties) : null;
    const look = { bold: isOn(properties, 'b'), italic: isOn(properties, 'i'), way };
    let text = '';
    const flush = (): void => {
      if (text !== '') this.pieces.push({ type: 'words', text, sign, insertion, deletion, link, ...look });
      text = '';
    };
    for (const child of childrenOf(run)) {
      if (child.localName === 'fldChar') this.field(attributeOf(child, 'fldCharType'));
      else if (child.localName === 'footnoteReference') {
        flush();
        this.pieces.push({ type: 'footnote', id: attributeOf(child, 'id') ?? '', insertion, deletion, link, ...look });
      } else if (child.localName === 'commentReference') {
        flush();
        this.pieces.push({ type: 'comment', edge: 'point', id: attributeOf(child, 'id') ?? '' });
      } else if (this.inInstructions === 0 && (sign !== null || !isOn(properties, 'vanish'))) text += textOf(child);
    }
    flush();
  }

  private field(type: string | null): void {
    if (type === 'begin') this.inInstructions += 1;
    else if (type === 'separate' || type === 'end') this.inInstructions = Math.max(0, this.inInstructions - 1);
  }
}

function textOf(element: Element): string {
  switch (element.localName ?? '') {
    case 't':
    case 'delText':
      return element.textContent ?? '';
    case 'tab':
    case 'ptab':
      return '\t';
    case 'br':
    case 'cr':
      return '\n';
    case 'noBreakHyphen':
      return '\u2011';
    default:
      return '';
  }
}
