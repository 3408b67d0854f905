import type { ProposalId } from '../../../../shared/base/ids.ts';
import type { FileParagraph, FileText, FileWords } from '../../../../shared/import/file-text.ts';
import type { BracketRole } from '../../../../shared/projection/drawing.ts';
import { footnoteLabel } from '../../../../shared/text/numbering.ts';
import { withoutSlots } from '../../../../shared/text/clause.ts';
import { asOneLine } from '../../../../shared/text/clause-words.ts';
import { isRecordRemark } from '../comments.ts';
import { markedBy, numberRead, PAPER_STYLES, PROPERTIES, shapeOf } from '../file-names.ts';
import { clauseMarked, isOwn, keysOf } from './own-text.ts';
import { STRUCK, struckNumberIn } from './asides.ts';
import type { Authorship, WordAside, WordParagraph, WordPiece, WordText, WordWords } from './word-text.ts';

/** Of which text a file was made; null where it does not say. */
export interface MadeOf {
  readonly draft: string;
  readonly entry: number;
  /** Its revision, and the last update that it holds; null where it says no more than the entry. */
  readonly text: { readonly revision: number; readonly update: number } | null;
  readonly paper: string;
}

/** A file of amendments, read. */
export interface AmendedText {
  readonly text: FileText;
  readonly madeOf: MadeOf | null;
}

/**
 * Takes from a Word file what somebody changed in it. Of a file that was written here, the changes that it was written with are the draft's own
 * proposals: they are known by their brackets, whose signs have the same author and date, and are no changes here.
 */
export function amendedText(word: WordText, newKey: () => string): AmendedText {
  const own = isOwn(word);
  const paper = word.properties.get(PROPERTIES.paper) ?? '';
  const reading = new AmendedReading(word, { own, newKey });
  const record = new Set(word.comments.filter(({ text }) => isRecordRemark(text)).map(({ id }) => id));
  return {
    text: {
      isWhole: own && paper === 'negotiating',
      paragraphs: reading.paragraphs().map((one) => withoutComments(one, record)),
      comments: word.comments
        .filter(({ id }) => !record.has(id))
        .map(({ id, author, text }) => ({ id, author: named(author), text })),
      struckBrackets: reading.struckBrackets,
    },
    madeOf: own
      ? {
          draft: word.properties.get(PROPERTIES.draft) ?? '',
          entry: numberIn(word, PROPERTIES.entry),
          text: word.properties.has(PROPERTIES.update)
            ? { revision: numberIn(word, PROPERTIES.revision), update: numberIn(word, PROPERTIES.update) }
            : null,
          paper,
        }
      : null,
  };
}

function numberIn({ properties }: WordText, name: string): number {
  return Number(properties.get(name) ?? '0') || 0;
}

function withoutComments(paragraph: FileParagraph, record: ReadonlySet<string>): FileParagraph {
  const isOf = ({ comments }: FileWords): boolean => comments.some((id) => record.has(id));
  if (!paragraph.words.some(isOf)) return paragraph;
  const words = paragraph.words.map((one) => ({ ...one, comments: one.comments.filter((id) => !record.has(id)) }));
  return { ...paragraph, words };
}

function named(author: string): string {
  return author.trim() === '' ? 'An author without a name' : author;
}

interface OpenBracket {
  readonly name: string;
  readonly id: ProposalId;
  readonly role: BracketRole;
  /** Of its opening sign. */
  readonly by: Authorship | null;
}

class AmendedReading {
  struckBrackets = 0;
  private readonly word: WordText;
  private readonly own: boolean;
  private readonly keys: ReadonlyMap<string, string>;
  private readonly newNotes: ReadonlySet<string>;
  private readonly commentsOpen = new Set<string>();
  private readonly ranged = new Set<string>();
  /** Bookmarks whose opening sign is still to come. */
  private pending: { readonly name: string; readonly id: ProposalId; readonly role: BracketRole }[] = [];
  private open: OpenBracket[] = [];
  /** All brackets so far: a paragraph's end may come to stand behind the bracket that it was written in. */
  private readonly met: OpenBracket[] = [];

  constructor(word: WordText, { own, newKey }: { readonly own: boolean; readonly newKey: () => string }) {
    this.word = word;
    this.own = own;
    const isNew = ([, [note]]: readonly [string, readonly WordParagraph[]]): boolean =>
      own && note !== undefined && clauseMarked(note) === null;
    this.newNotes = new Set([...word.footnotes].filter(isNew).map(([id]) => id));
    this.keys = new Map([...keysOf(word)].map(([id, key]) => [id, this.newNotes.has(id) ? newKey() : key]));
  }

  paragraphs(): FileParagraph[] {
    const papers = new Set(Object.values(PAPER_STYLES).map((name) => name.toLowerCase()));
    const all: FileParagraph[] = [];
    for (const paragraph of this.word.paragraphs) {
      if (papers.has(paragraph.style.toLowerCase()) && clauseMarked(paragraph) === null) continue;
      all.push(this.take(paragraph, null));
      for (const piece of paragraph.pieces)
        if (piece.type === 'footnote' && this.newNotes.has(piece.id)) all.push(...this.note(piece.id, piece.insertion));
    }
    for (const id of this.word.footnotes.keys()) if (!this.newNotes.has(id)) all.push(...this.note(id, null));
    return all;
  }

  /** The words of a new footnote came with its mark. */
  private note(id: string, by: Authorship | null): FileParagraph[] {
    const paragraphs = (this.word.footnotes.get(id) ?? []).slice(0, 1);
    return paragraphs.map((paragraph) => {
      const read = this.take(paragraph, by);
      return this.newNotes.has(id) || !this.own
        ? { ...read, shape: { kind: 'footnote' as const, level: 0 }, number: footnoteLabel(this.keys.get(id) ?? id) }
        : read;
    });
  }

  private take(paragraph: WordParagraph, by: Authorship | null): FileParagraph {
    const words: FileWords[] = [];
    let number = '';
    for (const [at, piece] of paragraph.pieces.entries()) {
      if (piece.type === 'bookmark') this.bookmark(piece);
      else if (piece.type === 'comment') this.comment(piece, words);
      else if (piece.type === 'footnote') {
        const text = `[^${this.keys.get(piece.id) ?? piece.id}]`;
        words.push(this.wordsOf({ ...piece, type: 'words', sign: null, text }, text, by));
      } else if (piece.sign === 'issued' || piece.sign === 'counted') {
        if (this.isTyped(piece)) words.push(this.wordsOf(piece, piece.text, by));
        else number += numberRead(piece.text);
      } else if (piece.sign === 'bracket') words.push(...this.sign(piece, at, paragraph, by));
      else if (piece.sign === null || this.isTyped(piece)) words.push(this.wordsOf(piece, withoutSlots(piece.text), by));
    }
    const mark = this.changesOf(paragraph, this.met);
    return {
      clause: this.own ? clauseMarked(paragraph) : null,
      shape: this.own ? shapeOf(paragraph.style) : null,
      number: this.own ? number : paragraph.number,
      cell: paragraph.cell,
      // What a line through words means is asked for.
      asides: [...paragraph.asides, ...this.struckNumber(paragraph)]
        .filter(({ what }) => what !== STRUCK)
        .map((one) => ({ ...one, author: one.author === '' ? '' : named(one.author) })),
      words: words.filter(({ text }) => text !== ''),
      ...mark,
    };
  }

  private struckNumber(paragraph: WordParagraph): readonly WordAside[] {
    const isFresh = (piece: WordWords): boolean => this.changesOf(piece, this.met).deletedBy !== null;
    return this.own ? struckNumberIn(paragraph, (piece) => ({ ...piece, deletion: isFresh(piece) ? piece.deletion : null })) : [];
  }

  /** Words that somebody wrote beside a sign take its style, and are words all the same. */
  private isTyped(piece: WordWords): boolean {
    return this.changesOf(piece, this.open).insertedBy !== null;
  }

  private wordsOf(piece: WordWords, text: string, by: Authorship | null): FileWords {
    const { bold, italic, link, way } = piece;
    const changes = this.changesOf(piece, this.open);
    return {
      text: asOneLine(text),
      ...changes,
      insertedBy: changes.insertedBy ?? (by === null ? null : named(by.author)),
      isOut: piece.deletion !== null && changes.deletedBy === null,
      move: piece.insertion?.move ?? piece.deletion?.move ?? null,
      // In a file of the draft words are bold and italic as they are there.
      way: this.own && way !== null && way.split(', ').every((look) => look === 'bold' || look === 'italic') ? null : way,
      bold,
      italic,
      link,
      within: this.open.filter(({ role }) => role === 'insertion').map(({ id }) => id),
      comments: [...this.commentsOpen],
    };
  }

  /** Whoever changed something, apart from the brackets that it stands in. */
  private changesOf(
    { insertion, deletion }: { readonly insertion: Authorship | null; readonly deletion: Authorship | null },
    brackets: readonly OpenBracket[],
  ): { readonly insertedBy: string | null; readonly deletedBy: string | null } {
    const fresh = (role: BracketRole, change: Authorship | null): string | null => {
      const isKnown = brackets.some(({ role: one, by }) => one === role && by !== null && change !== null && same(by, change));
      return change === null || isKnown ? null : named(change.author);
    };
    return { insertedBy: fresh('insertion', insertion), deletedBy: fresh('deletion', deletion) };
  }

  private bookmark({ name, edge }: Extract<WordPiece, { type: 'bookmark' }>): void {
    const marked = this.own ? markedBy(name) : null;
    if (marked?.type !== 'bracket') return;
    if (edge === 'start') this.pending.push({ name, id: marked.id, role: marked.role });
    else {
      this.pending = this.pending.filter((one) => one.name !== name);
      this.open = this.open.filter((one) => one.name !== name);
    }
  }

  private comment({ id, edge }: Extract<WordPiece, { type: 'comment' }>, words: FileWords[]): void {
    if (edge === 'start') {
      this.commentsOpen.add(id);
      this.ranged.add(id);
    } else if (edge === 'end') this.commentsOpen.delete(id);
    else if (!this.ranged.has(id)) {
      const last = words.pop();
      if (last !== undefined) words.push({ ...last, comments: [...last.comments, id] });
    }
  }

  /** The sign of a bracket opens or closes one; what else stands in its style is words. */
  private sign(piece: WordWords, at: number, paragraph: WordParagraph, by: Authorship | null): FileWords[] {
    const found: FileWords[] = [];
    for (const character of withoutSlots(piece.text)) {
      const next = this.pending.at(0);
      if (character === '[' && next !== undefined) {
        const role = next.role === 'insertion' ? piece.insertion : piece.deletion;
        const bracket = { ...next, by: role };
        this.pending = this.pending.slice(1);
        this.open.push(bracket);
        this.met.push(bracket);
        this.noteStruck(piece, paragraph.pieces.slice(at + 1));
      } else if (character === ']' && !this.isTyped(piece) && this.open.length > 0) {
        this.noteStruck(piece, paragraph.pieces.slice(0, at).toReversed());
        const ends = paragraph.pieces
          .slice(at)
          .find((one) => one.type === 'bookmark' && one.edge === 'end' && this.isOpen(one.name));
        const name = ends?.type === 'bookmark' ? ends.name : this.open.at(-1)?.name;
        this.open = this.open.filter((one) => one.name !== name);
      } else found.push(this.wordsOf(piece, character, by));
    }
    return found;
  }

  private isOpen(name: string): boolean {
    return this.open.some((one) => one.name === name);
  }

  private noteStruck(piece: WordWords, beside: readonly WordPiece[]): void {
    if (this.changesOf(piece, this.open).deletedBy === null) return;
    const words = beside.find((one) => one.type === 'words' && one.sign === null);
    if (words?.type === 'words' && this.changesOf(words, this.open).deletedBy === null) this.struckBrackets += 1;
  }
}

function same(a: Authorship, b: Authorship): boolean {
  return a.author === b.author && a.date === b.date;
}
