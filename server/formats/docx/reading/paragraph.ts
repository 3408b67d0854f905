import type { Element } from '@xmldom/xmldom';
import { asideOf, EMBEDDED, EQUATION, FIELDS, joinedAsides, TOO_DEEP } from './asides.ts';
import { boxesIn, chosenOf } from './boxes.ts';
import { APART, equationParts } from './equation.ts';
import { emptyField, type FieldEdge, type Fields } from './fields.ts';
import { looksChanged } from './looks.ts';
import type { NumberCount } from './numbering.ts';
import { numberOf } from './paragraph-number.ts';
import { HEIGHTS, isSameOnLine, signsAt, type Height } from './raised.ts';
import { lookOf } from './run-look.ts';
import { DEEPEST, RunReading, type Like, type Line, type Within } from './run.ts';
import type { Styles } from './styles.ts';
import type { Authorship, WordAside, WordCell, WordParagraph, WordPiece, WordWords } from './word-text.ts';
import { attributeOf, authorOf, childOf, childrenOf, descendantsOf, valueOf } from './xml.ts';

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
  /** The boxes with words of their own that were anchored in the last paragraph. */
  readonly boxes: WordBox[];
  /** The fields that are open at this place. */
  readonly fields: Fields;
}

/** What stands in a box, and who brought it in, or wants it out. */
interface WordBox extends Pick<Standing, 'insertion' | 'deletion'> {
  readonly content: Element;
}

/** Where a paragraph stands: its cell, and who brought in, or wants out, the whole row. */
export interface Standing {
  readonly cell: WordCell | null;
  readonly insertion: Authorship | null;
  readonly deletion: Authorship | null;
  /** What is to be told of the cell, of which this is the first paragraph. */
  readonly asides: readonly WordAside[];
}

const PLAIN = { sign: null, bold: false, italic: false, way: null };

/** Reads one paragraph. */
export function readParagraph(paragraph: Element, about: Surroundings, standing: Standing): WordParagraph {
  const properties = childOf(paragraph, 'pPr');
  const style = valueOf(properties, 'pStyle');
  const mark = childOf(properties, 'rPr');
  const number = numberOf(properties, style, about);
  const reading = new ParagraphReading(about, style);
  const { cell, insertion, deletion } = standing;
  reading.read(paragraph, { insertion, deletion, link: null }, 0);
  const words = reading.pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join('');
  const change = childOf(properties, 'pPrChange');
  const looks = change === null ? [] : [asideOf(change, looksChanged(properties, change), words)];
  return {
    style: about.styles.nameOf(style),
    number: number.text,
    level: number.level,
    cell,
    pieces: reading.pieces,
    asides: joinedAsides([...standing.asides, ...number.asides, ...looks, ...reading.asides]),
    insertion: authorshipOf(childOf(mark, 'ins') ?? childOf(mark, 'moveTo')) ?? insertion,
    deletion: authorshipOf(childOf(mark, 'del') ?? childOf(mark, 'moveFrom')) ?? deletion,
  };
}

export function authorshipOf(change: Element | null, move: string | null = null): Authorship | null {
  if (change === null) return null;
  return { author: authorOf(change), date: attributeOf(change, 'date') ?? '', move };
}

class ParagraphReading implements Line {
  readonly pieces: WordPiece[] = [];
  readonly asides: (WordAside | null)[] = [];
  /** The words right before. */
  private before = '';
  /** Whether the next words must not touch those. */
  private isApart = false;
  private readonly about: Surroundings;
  readonly fields: Fields;
  private readonly style: string | null;

  constructor(about: Surroundings, style: string | null) {
    this.about = about;
    this.style = style;
    this.fields = about.fields;
    about.boxes.length = 0;
  }

  read(parent: Element, within: Within, depth: number): void {
    if (depth > DEEPEST) return this.tell(TOO_DEEP, '');
    for (const child of childrenOf(parent)) this.take(child, within, depth);
  }

  private take(element: Element, within: Within, depth: number): void {
    switch (element.localName ?? '') {
      case 'r':
        return this.run(element, within, depth);
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
        return this.readOne(chosenOf(element), within, depth);
      case 'pPr':
      case 'rPr':
      case 'sdtPr':
      case 'rt':
        return;
      case 'subDoc':
        return this.tell(EMBEDDED, '');
      case 'fldSimple':
        return this.simpleField(element, within, depth);
      case 'oMath':
        return this.equation(element, within, depth);
      default:
        // Whatever only holds words: content controls, fields, smart tags, directions.
        return this.set(element, within, depth) ? undefined : this.read(element, within, depth + 1);
    }
  }

  /** An equation on a line, since no text can set it; it is told, so that somebody looks at it. */
  private equation(element: Element, within: Within, depth: number): void {
    const from = this.pieces.length;
    this.read(element, within, depth + 1);
    const words = this.pieces.slice(from).map((piece) => (piece.type === 'words' ? piece.text : ''));
    this.tell(EQUATION, words.join(''));
  }

  /** A field of one element, which holds its words. */
  private simpleField(element: Element, within: Within, depth: number): void {
    const from = this.pieces.length;
    this.read(element, within, depth + 1);
    if (this.pieces.length === from && this.fields.isShown)
      this.ofField(emptyField(attributeOf(element, 'instr') ?? ''), { ...within, ...PLAIN });
  }

  /** Reads a part of an equation that is set in a way of its own; false where it is none. */
  private set(element: Element, within: Within, depth: number): boolean {
    const parts = depth > DEEPEST ? null : equationParts(element);
    if (parts === null) return false;
    const mark = childOf(childOf(element, `${element.localName ?? ''}Pr`), 'ctrlPr');
    const insertion = authorshipOf(childOf(mark, 'ins')) ?? within.insertion;
    const deletion = authorshipOf(childOf(mark, 'del')) ?? within.deletion;
    for (const part of parts)
      if (typeof part !== 'string') this.take(part, within, depth + 1);
      else if (part === APART) this.isApart = true;
      else if (this.fields.isShown) this.put({ type: 'words', text: part, link: within.link, insertion, deletion, ...PLAIN });
    return true;
  }

  put(words: WordWords): void {
    const isTouching = this.isApart && /[\p{L}\p{N}]$/u.test(this.before) && /^[\p{L}\p{N}]/u.test(words.text);
    this.pieces.push(isTouching ? { ...words, text: ` ${words.text}` } : words);
    this.before = words.text;
    this.isApart = false;
  }

  readOne(element: Element | null, within: Within, depth: number): void {
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

  private run(run: Element, within: Within, depth: number): void {
    const { insertion, deletion } = within;
    const link = within.link ?? this.fields.link;
    const look = lookOf(run, { styles: this.about.styles, paragraph: this.style, link, insertion });
    const like = { sign: look.sign, insertion, deletion, link, ...look.kept };
    new RunReading(this, look, { like, within, depth }).read(run);
  }

  /** What a field shows by itself, or what is to be told of it. */
  ofField(found: FieldEdge | null, like: Like): void {
    if (found?.type === 'words') this.put({ type: 'words', text: found.words, ...like });
    else if (found?.type === 'equation') {
      this.isApart = true;
      this.put({ type: 'words', text: found.words, ...like });
      this.isApart = true;
      this.tell(EQUATION, found.words);
    } else if (found !== null) this.tell(FIELDS[found.type], found.type === 'endless' ? '' : found.words);
  }

  /** Words that are raised or lowered, in signs that are so by themselves where there are such; else it is told. */
  atHeight(words: string, height: Height | null): string {
    const signs = height === null ? null : signsAt(words, height);
    if (height !== null && signs === null && !isSameOnLine(words, height, this.before)) this.tell(HEIGHTS[height], words);
    return signs ?? words;
  }

  tell(what: string, words: string): void {
    this.asides.push({ what, words, author: '' });
  }

  /** Words in a box are read behind the paragraph that it is anchored in; a picture is told of. */
  picture(element: Element, what: string, { insertion, deletion }: Within): void {
    const boxes = boxesIn(element);
    this.about.boxes.push(...boxes.map((content) => ({ content, insertion, deletion })));
    if (boxes.length > 0) return;
    const [named] = descendantsOf(element, 'docPr');
    const set = descendantsOf(element, 'textpath').map((one) => attributeOf(one, 'string') ?? '');
    this.tell(what, set.length > 0 ? set.join(' ') : (attributeOf(named ?? null, 'descr') ?? ''));
  }
}
