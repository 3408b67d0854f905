import type { Element } from '@xmldom/xmldom';
import { asideOf, INSTRUCTIONS, STRUCK, STRUCK_AS_PUT_IN, TOO_DEEP } from './asides.ts';
import { chosenOf } from './boxes.ts';
import type { FieldEdge, Fields } from './fields.ts';
import { looksChanged } from './looks.ts';
import type { Height } from './raised.ts';
import { PICTURES, textOf } from './run-content.ts';
import type { RunLook } from './run-look.ts';
import { signOf } from './signs.ts';
import type { Authorship, WordAside, WordPiece, WordWords } from './word-text.ts';
import { attributeOf, childOf, childrenOf, descendantsOf } from './xml.ts';

/** What encloses a place in a paragraph. */
export interface Within {
  readonly insertion: Authorship | null;
  readonly deletion: Authorship | null;
  readonly link: string | null;
}

/** How words are, whichever they are. */
export type Like = Omit<WordWords, 'type' | 'text'>;

/** The paragraph that a run stands in, as it is read. */
export interface Line {
  readonly pieces: WordPiece[];
  readonly asides: (WordAside | null)[];
  readonly fields: Fields;
  put(words: WordWords): void;
  tell(what: string, words: string): void;
  /** Words that are raised or lowered, as they can stand in a text. */
  atHeight(words: string, height: Height | null): string;
  /** Takes the edge of a field, with how its words are. */
  ofField(found: FieldEdge | null, like: Like): void;
  picture(element: Element, what: string, within: Within): void;
  /** Reads what an element holds as words of the line. */
  readOne(element: Element | null, within: Within, depth: number): void;
}

/** Nothing that a person writes is nested deeper. */
export const DEEPEST = 100;

/** Reads one run: words of one look. */
export class RunReading {
  private readonly line: Line;
  private readonly look: RunLook;
  private readonly like: Like;
  private readonly within: Within;
  private readonly depth: number;
  /** Words that are yet to be put into the line. */
  private words = '';
  /** All that the run says. */
  private said = '';
  /** The instructions of fields that have no words of their own. */
  private instructions = '';

  constructor(line: Line, look: RunLook, at: { readonly like: Like; readonly within: Within; readonly depth: number }) {
    this.line = line;
    this.look = look;
    this.like = at.like;
    this.within = at.within;
    this.depth = at.depth;
  }

  read(run: Element): void {
    const { asides } = this.line;
    const before = asides.length;
    this.takeAll(run, 0);
    this.putWords();
    if (this.instructions.trim() !== '') this.line.tell(INSTRUCTIONS, this.instructions);
    if (this.said === '') return;
    const { isHidden, isStruck, change } = this.look;
    if (isHidden) this.line.tell('hidden words', this.said);
    else if (change !== null) asides.push(asideOf(change, looksChanged(childOf(run, 'rPr'), change), this.said));
    else if (isStruck && this.like.deletion === null)
      this.line.tell(this.like.insertion === null ? STRUCK : STRUCK_AS_PUT_IN, this.said);
    else if (asides.length === before) asides.push(null);
  }

  private takeAll(parent: Element, level: number): void {
    if (level > DEEPEST) return this.line.tell(TOO_DEEP, '');
    for (const child of childrenOf(parent)) this.take(child, level);
  }

  private take(element: Element, level: number): void {
    const { line, like, within, depth } = this;
    const name = element.localName ?? '';
    switch (name) {
      case 'fldChar':
        this.putWords();
        return line.ofField(line.fields.edge(element), like);
      case 'instrText':
      case 'delInstrText':
        return line.fields.instruct(element.textContent ?? '', name === 'delInstrText');
      case 'footnoteReference':
      case 'endnoteReference':
        this.putWords();
        line.pieces.push(this.note(element, name === 'endnoteReference' ? 'e' : ''));
        return;
      case 'commentReference':
        this.putWords();
        line.pieces.push({ type: 'comment', edge: 'point', id: attributeOf(element, 'id') ?? '' });
        return;
      case 'AlternateContent': {
        const chosen = chosenOf(element);
        return chosen === null ? undefined : this.takeAll(chosen, level + 1);
      }
      case 'ruby':
        this.putWords();
        line.tell('a reading aid', wordsIn(childOf(element, 'rt')));
        return line.readOne(childOf(element, 'rubyBase'), within, depth);
      default: {
        const picture = PICTURES.get(name);
        return picture === undefined ? this.takeWords(element) : line.picture(element, picture, within);
      }
    }
  }

  private takeWords(element: Element): void {
    const { fields } = this.line;
    const words = element.localName === 'sym' && fields.isShown ? this.symbol(element) : textOf(element);
    if (fields.isInstruction) this.instructions += words;
    else if (!fields.isShown) return;
    else if (this.look.isHidden) this.said += words;
    else this.words += words;
  }

  private putWords(): void {
    const { line, look, words } = this;
    if (words !== '') line.put({ type: 'words', text: line.atHeight(words, look.height), ...this.like });
    this.said += words;
    this.words = '';
  }

  private note(element: Element, prefix: string): WordPiece {
    const { insertion, deletion, link } = this.like;
    return { type: 'footnote', id: `${prefix}${attributeOf(element, 'id') ?? ''}`, insertion, deletion, link, ...this.look.kept };
  }

  private symbol(element: Element): string {
    const [place, font] = [attributeOf(element, 'char') ?? '', attributeOf(element, 'font') ?? ''];
    const found = signOf(place, font);
    if (found === null) this.line.tell('a sign of a font of its own', `${font} ${place}`);
    return found ?? UNKNOWN;
  }
}

function wordsIn(element: Element | null): string {
  return descendantsOf(element, 't')
    .map((one) => one.textContent ?? '')
    .join('');
}

/** Stands where a sign was that no text can hold. */
const UNKNOWN = '\u25A1';
