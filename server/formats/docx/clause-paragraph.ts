import {
  BookmarkEnd,
  BookmarkStart,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Paragraph,
  type ParagraphChild,
  type XmlComponent,
} from 'docx';
import type { Change, ClauseBlock, Piece, Words } from '../../../shared/manuscript/manuscript.ts';
import { aroundName, aroundSymbols, directionOf } from '../../../shared/text/direction.ts';
import { footnoteKey } from '../../../shared/text/numbering.ts';
import { element } from './element.ts';
import {
  bracketMark,
  clauseMark,
  clauseStyle,
  LEFT_TO_RIGHT_MARK,
  noteMark,
  SIGN_STYLES,
  styleId,
  type Sign,
} from './file-names.ts';
import type { Writing } from './writing.ts';

/** A clause as a paragraph: number, words with whose changes they are, brackets, comments, and the bookmarks by which all are known again. */
export function clauseParagraph(block: ClauseBlock, writing: Writing, notes: readonly ClauseBlock[] = []): Paragraph {
  const mark = writing.wholly(block);
  const children: XmlComponent[] = [];
  // A compilation has a clause as often as it is touched; the bookmark is the first one's.
  const bookmark = writing.firstTime(block.id) ? writing.nextId() : null;
  if (bookmark !== null) children.push(new BookmarkStart(clauseMark(block.id), bookmark));
  for (const stretch of stretches(block, writing, writing.notes.includes(block))) children.push(...stretch);
  if (bookmark !== null) children.push(new BookmarkEnd(bookmark));
  for (const note of notes) {
    const place = writing.nextId();
    children.push(new BookmarkStart(noteMark(note.id), place), new BookmarkEnd(place));
  }
  return new Paragraph({
    style: styleId(clauseStyle(block.kind, block.level)),
    bidirectional: block.direction === 'rtl',
    // The library's list of what may stand in a paragraph lacks bookmarks' edges and elements by name; it writes them all the same.
    children: children as ParagraphChild[],
    ...(mark === null ? {} : { run: { [mark.role]: { id: writing.nextId(), ...writing.authorship(mark.proposal) } } }),
  });
}

function* stretches(block: ClauseBlock, writing: Writing, isNote: boolean): Iterable<readonly XmlComponent[]> {
  const rtl = block.direction === 'rtl';
  const signs = (text: string, sign: Sign): XmlComponent[] => {
    const isNamed = rtl && sign !== 'bracket' && directionOf(text) === 'ltr';
    return (isNamed ? aroundName(text) : [text]).flatMap((one, index) =>
      one === ''
        ? []
        : [writing.changed(signRun(isNamed && index === 1 ? marked(one, sign) : one, sign, rtl && index !== 1), writing.open)],
    );
  };
  for (const piece of block.pieces) yield pieceChildren(piece, { writing, rtl, signs, isNote });
}

/**
 * A number among words from right to left, between marks of its direction: other programs go by characters alone, not by runs, and would
 * read "2 bis" from its end.
 */
function marked(text: string, sign: Sign): string {
  return sign === 'issued' || sign === 'counted' ? `${LEFT_TO_RIGHT_MARK}${text}${LEFT_TO_RIGHT_MARK}` : text;
}

interface PieceParts {
  /** At the foot of the page Word counts, and what the text calls the footnote is kept unseen. */
  readonly isNote: boolean;
  readonly writing: Writing;
  readonly rtl: boolean;
  signs(text: string, sign: Sign): XmlComponent[];
}

function pieceChildren(piece: Piece, parts: PieceParts): XmlComponent[] {
  const { writing } = parts;
  const signs = (text: string, sign: Sign): XmlComponent[] => parts.signs(text, sign);
  switch (piece.type) {
    case 'number': {
      if (parts.isNote) return [hiddenNumber(piece.text, false)];
      const key = footnoteKey(piece.text);
      if (key !== null)
        return [
          writing.changed((deleted) => hiddenNumber(piece.text, deleted), writing.open),
          writing.changed((deleted) => raised(key, deleted), writing.open),
          writing.changed(tab, writing.open),
        ];
      return [...signs(piece.text, piece.issued ? 'issued' : 'counted'), writing.changed(tab, writing.open)];
    }
    case 'open': {
      const bracket = writing.opens(piece);
      return [
        new BookmarkStart(bracketMark({ ...bracket, id: piece.proposal, role: piece.role }), bracket.bookmark),
        ...bracket.comments.map((id) => new CommentRangeStart(id)),
        ...signs('[', 'bracket'),
        ...signs(piece.attribution, 'attribution'),
      ];
    }
    case 'close': {
      const written = [...signs(piece.attribution, 'attribution'), ...signs(']', 'bracket')];
      const bracket = writing.closes(piece);
      if (bracket === null) return written;
      return [
        ...written,
        ...bracket.comments.flatMap((id) => [new CommentRangeEnd(id), commentReference(id)]),
        new BookmarkEnd(bracket.bookmark),
      ];
    }
    case 'words':
      if (piece.gone) return signs(piece.text, 'gone');
      return piece.text.split(MARKS).flatMap((text, index) => {
        if (index % 2 === 1) return markChildren({ ...piece, text }, parts);
        return stretchesOf(text, parts.rtl).map((one) =>
          wordsChild({ ...piece, text: one.text }, { ...parts, rtl: one.rtl }, null),
        );
      });
    case 'status':
      return signs(` ${piece.text}`, 'status');
  }
}

/** A run of Word's goes one way: among words from right to left each symbol is a run of its own, from left to right. */
function stretchesOf(text: string, rtl: boolean): { readonly text: string; readonly rtl: boolean }[] {
  const pieces = rtl ? aroundSymbols(text) : [text];
  return pieces.map((one, index) => ({ text: one, rtl: rtl && index % 2 === 0 })).filter((one) => one.text !== '');
}

function commentReference(id: number): XmlComponent {
  const run = element('w:r');
  run.push(new CommentReference(id));
  return run;
}

function hiddenNumber(text: string, deleted: boolean): ReturnType<typeof element> {
  const style = element('w:rStyle', { 'w:val': styleId(SIGN_STYLES.issued) });
  return run(text, [style, element('w:vanish')], deleted);
}

function tab(): ReturnType<typeof element> {
  return element('w:r', {}, [
    element('w:rPr', {}, [element('w:rStyle', { 'w:val': styleId(SIGN_STYLES.issued) })]),
    element('w:tab'),
  ]);
}

/**
 * The mark of a footnote: Word's own reference where it is the first; from then on its number, and where the note stands among the clauses, or
 * in another paper, what the text calls it, with the mark that the text has kept unseen.
 */
function markChildren(piece: Words, parts: PieceParts): XmlComponent[] {
  const { writing } = parts;
  const key = footnoteKey(`${piece.text}:`) ?? '';
  const again = writing.numberOf(key);
  const first = again === null ? writing.refersTo(key) : null;
  if (first !== null) return [wordsChild(piece, parts, first)];
  const open = piece.changes.filter(({ proposal }) => writing.isOpen(proposal));
  const unseen = [
    element('w:rStyle', { 'w:val': styleId(SIGN_STYLES.mark) }),
    ...(piece.bold ? [element('w:b')] : []),
    ...(piece.italic ? [element('w:i')] : []),
    element('w:vanish'),
  ];
  const mark = writing.changed((deleted) => run(piece.text, unseen, deleted), open);
  return [
    (piece.link === undefined ? null : writing.linkTo(piece.link, mark)) ?? mark,
    writing.changed((deleted) => raised(String(again ?? key), deleted), open),
  ];
}

/** What is seen of a footnote's mark; it is none of the text. */
function raised(text: string, deleted: boolean): ReturnType<typeof element> {
  const styles = [
    element('w:rStyle', { 'w:val': styleId(SIGN_STYLES.status) }),
    element('w:i', { 'w:val': '0' }),
    element('w:vertAlign', { 'w:val': 'superscript' }),
  ];
  return run(text, styles, deleted);
}

function wordsChild(piece: Words, { writing, rtl }: PieceParts, note: number | null): XmlComponent {
  const open = piece.changes.filter(({ proposal }) => writing.isOpen(proposal));
  const styles = [
    ...(piece.link === undefined || note !== null ? [] : [element('w:rStyle', { 'w:val': 'Hyperlink' })]),
    ...(piece.bold ? [element('w:b')] : []),
    ...(piece.italic ? [element('w:i')] : []),
    ...(rtl ? [element('w:rtl')] : []),
  ];
  const changed = writing.changed(
    (deleted) => (note === null ? run(piece.text, styles, deleted) : reference(note, styles)),
    open,
  );
  const target = piece.link === undefined ? null : writing.linkTo(piece.link, changed);
  return target ?? changed;
}

/** The marks of footnotes, kept by a split. */
const MARKS = /(\[\^[^\s[\]^]{1,40}\])/;

function reference(note: number, styles: readonly ReturnType<typeof element>[]): ReturnType<typeof element> {
  const style = element('w:rStyle', { 'w:val': 'FootnoteReference' });
  return element('w:r', {}, [element('w:rPr', {}, [style, ...styles]), element('w:footnoteReference', { 'w:id': String(note) })]);
}

/** How a run is made, in a deletion or outside of one. */
export type RunOf = (deleted: boolean) => ReturnType<typeof element>;

function signRun(text: string, sign: Sign, rtl: boolean): RunOf {
  const styles = [element('w:rStyle', { 'w:val': styleId(SIGN_STYLES[sign]) }), ...(rtl ? [element('w:rtl')] : [])];
  return (deleted) => run(text, styles, deleted);
}

function run(text: string, styles: readonly ReturnType<typeof element>[], deleted: boolean): ReturnType<typeof element> {
  const lines = text
    .split('\n')
    .flatMap((line, index) => [
      ...(index === 0 ? [] : [element('w:br')]),
      ...(line === '' ? [] : [element(deleted ? 'w:delText' : 'w:t', { 'xml:space': 'preserve' }, [line])]),
    ]);
  return element('w:r', {}, [...(styles.length === 0 ? [] : [element('w:rPr', {}, styles)]), ...lines]);
}

/** The innermost open change of each role: a file knows one author who brought words in and one who wants them out. */
export function innermost(changes: readonly Change[]): { readonly insertion: Change | null; readonly deletion: Change | null } {
  return {
    insertion: changes.findLast(({ role }) => role === 'insertion') ?? null,
    deletion: changes.findLast(({ role }) => role === 'deletion') ?? null,
  };
}
