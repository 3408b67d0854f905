import type { Element } from '@xmldom/xmldom';
import { ok, refuse, type Result } from '../../../../shared/base/result.ts';
import { LONGEST_IMPORT } from '../../../../shared/protocol/parsing.ts';
import { isLinkAddress } from '../../../../shared/text/link.ts';
import { chosenOf } from './boxes.ts';
import { partsOfFile } from './container.ts';
import { Fields } from './fields.ts';
import { NumberCount } from './numbering.ts';
import { authorshipOf, readParagraph, type Standing, type Surroundings } from './paragraph.ts';
import { Styles } from './styles.ts';
import { EMBEDDED, TOO_DEEP } from './asides.ts';
import type { WordAside, WordComment, WordParagraph, WordText } from './word-text.ts';
import { attributeOf, authorOf, childOf, childrenOf, isOn, rootOf, valueOf } from './xml.ts';

/** Reads a Word file: its paragraphs with tracked changes, comments and bookmarks. Whatever is no such file is refused in a sentence. */
export function readWord(file: Uint8Array): Result<WordText, string> {
  const opened = partsOfFile(file);
  if (!opened.ok) return opened;
  const parts = rootsOf(opened.value);
  const document = parts?.get('word/document.xml');
  if (parts === null || document === undefined) return refuse('The file is damaged: its text cannot be read.');
  const styles = new Styles(parts.get('word/styles.xml') ?? null);
  const about: Throughout = {
    styles,
    numbers: new NumberCount(parts.get('word/numbering.xml') ?? null, styles),
    links: linksOf(parts, 'document'),
    bookmarks: new Map(),
    moves: new Map(),
    boxes: [],
  };
  const paragraphs = [...allIn(childOf(document, 'body'), about)];
  const footnotes = footnotesOf(parts, about);
  const length = [...paragraphs, ...[...footnotes.values()].flat()].reduce((sum, one) => sum + wordsOf(one).length + 1, 0);
  if (length > LONGEST_IMPORT) return refuse('The text in the file is too long.');
  return ok({
    paragraphs,
    footnotes,
    comments: commentsOf(parts, about),
    margins: [...marginsOf(parts, 'header', about), ...marginsOf(parts, 'footer', about)],
    properties: propertiesOf(parts),
  });
}

/** The roots of the parts of a file by their names. */
type Parts = ReadonlyMap<string, Element>;

/** Null where one of them is not well-formed: what stands in it would be lost without a word. */
function rootsOf(parts: ReadonlyMap<string, string>): Parts | null {
  const roots = new Map<string, Element>();
  for (const [name, text] of parts) {
    const root = rootOf(text);
    if (root === null) return null;
    roots.set(name, root);
  }
  return roots;
}

/** Nothing that a person writes is nested deeper. */
const DEEPEST = 60;

/** What holds for all texts of a file: its body, its notes, its boxes. */
type Throughout = Omit<Surroundings, 'fields'>;

/** Where reading has got to: how deep, in which cell, and how many tables there were. */
interface Place extends Standing {
  readonly depth: number;
  readonly count: { tables: number };
}

function start(): Place {
  return { depth: 0, count: { tables: 0 }, cell: null, insertion: null, deletion: null, asides: [] };
}

/** Every paragraph of a part in reading order; what stands behind the last one is told of an empty one. */
function* allIn(part: Element | null, about: Throughout): Iterable<WordParagraph> {
  const asides = yield* textIn(part, about, start());
  if (asides.length > 0)
    yield { style: '', number: '', level: 0, cell: null, pieces: [], asides, insertion: null, deletion: null };
}

/** The paragraphs of a text that ends by itself, and its fields with it. */
function textIn(text: Element | null, about: Throughout, place: Place): Generator<WordParagraph, readonly WordAside[]> {
  return paragraphsIn(text, { ...about, fields: new Fields(text) }, place);
}

/**
 * Paragraphs in reading order, those in the cells of tables too, and those of a box behind the one that it is anchored in. Returned: what is still to
 * be told of the paragraph that comes next.
 */
function* paragraphsIn(
  parent: Element | null,
  about: Surroundings,
  place: Place,
): Generator<WordParagraph, readonly WordAside[]> {
  if (place.depth > DEEPEST) return [...place.asides, { what: TOO_DEEP, words: '', author: '' }];
  let within = { ...place, depth: place.depth + 1 };
  for (const child of childrenOf(parent)) {
    let { asides } = within;
    if (child.localName === 'p') {
      yield readParagraph(child, about, within);
      asides = [];
      for (const { content, ...whose } of about.boxes.splice(0))
        asides = yield* textIn(content, about, { ...within, ...whose, asides });
    } else if (child.localName === 'tbl' && place.cell === null) asides = yield* cellsIn(child, about, within);
    else if (child.localName === 'tbl') {
      const inner: WordAside = { what: 'a table in a cell, read as words of that cell', words: '', author: '' };
      asides = yield* paragraphsIn(child, about, { ...within, asides: [...asides, inner] });
    } else if (child.localName === 'altChunk') asides = [...asides, { what: EMBEDDED, words: '', author: '' }];
    else if (child.localName === 'AlternateContent') asides = yield* paragraphsIn(chosenOf(child), about, within);
    else if (child.localName !== 'sectPr') asides = yield* paragraphsIn(child, about, within);
    within = { ...within, asides };
  }
  return within.asides;
}

/** The paragraphs of a table, each with its place; a cell that goes over several rows or columns stands in the first of them. */
function* cellsIn(table: Element, about: Surroundings, place: Place): Generator<WordParagraph, readonly WordAside[]> {
  const number = place.count.tables;
  place.count.tables += 1;
  let row = 0;
  let { asides } = place;
  for (const line of rowsIn(table, 'tr')) {
    const properties = childOf(line, 'trPr');
    const isHead = isOn(properties, 'tblHeader');
    let column = Number(valueOf(properties, 'gridBefore') ?? '0') || 0;
    for (const held of rowsIn(line, 'tc')) {
      const own = childOf(held, 'tcPr');
      const wide = Number(valueOf(own, 'gridSpan') ?? '1') || 1;
      asides = yield* paragraphsIn(held, about, {
        ...place,
        cell: { table: number, row, column, isHead },
        insertion: authorshipOf(childOf(properties, 'ins') ?? childOf(own, 'cellIns')),
        deletion: authorshipOf(childOf(properties, 'del') ?? childOf(own, 'cellDel')),
        asides: [...asides, ...mergedAsides(own, wide)],
      });
      column += wide;
    }
    row += 1;
  }
  return asides;
}

/** A cell that was merged comes apart, which is told of the first of its parts. */
function mergedAsides(properties: Element | null, wide: number): WordAside[] {
  const isTall = valueOf(properties, 'vMerge') === 'restart';
  if (wide === 1 && !isTall) return [];
  const over = [...(wide > 1 ? [`${wide} columns`] : []), ...(isTall ? ['several rows'] : [])].join(' and ');
  return [{ what: `a cell over ${over}: it comes apart, and its words stand in the first part`, words: '', author: '' }];
}

/** Rows of a table, or cells of a row, whatever holds them there: a control, a change, one of two contents for programs of different ages. */
function* rowsIn(parent: Element | null, name: 'tr' | 'tc', depth = 0): Iterable<Element> {
  if (depth > DEEPEST) return;
  for (const child of childrenOf(parent)) {
    if (child.localName === name) yield child;
    else yield* rowsIn(child.localName === 'AlternateContent' ? chosenOf(child) : child, name, depth + 1);
  }
}

/** A part has ids of its own for what its links lead to. */
function linksOf(parts: Parts, part: string): ReadonlyMap<string, string> {
  const relations = [...childrenOf(parts.get(`word/_rels/${part}.xml.rels`) ?? null, 'Relationship')];
  return new Map(
    relations
      .filter((one) => attributeOf(one, 'TargetMode') === 'External')
      .map((one) => [attributeOf(one, 'Id') ?? '', attributeOf(one, 'Target') ?? ''] as const)
      // Whatever else an address may be, it is no link of a text.
      .filter(([, target]) => /^(?:https?:|mailto:)\S+$/i.test(target) && isLinkAddress(target)),
  );
}

function footnotesOf(parts: Parts, about: Throughout): ReadonlyMap<string, readonly WordParagraph[]> {
  const notesIn = (part: string, name: string, mark: string): [string, readonly WordParagraph[]][] => {
    const within = { ...about, links: linksOf(parts, part) };
    return [...childrenOf(parts.get(`word/${part}.xml`) ?? null, name)]
      .filter((note) => attributeOf(note, 'type') === null || attributeOf(note, 'type') === 'normal')
      .map((note) => [`${mark}${attributeOf(note, 'id') ?? ''}`, asOne([...allIn(note, within)])]);
  };
  return new Map([
    ...notesIn('footnotes', 'footnote', ''),
    // The United Nations have footnotes alone (Editorial Manual).
    ...notesIn('endnotes', 'endnote', 'e'),
  ]);
}

/** A footnote is one clause, however many paragraphs it has. */
function asOne(paragraphs: readonly WordParagraph[]): WordParagraph[] {
  const [first, ...rest] = paragraphs;
  if (first === undefined || rest.length === 0) return first === undefined ? [] : [first];
  const space = { insertion: null, deletion: null, bold: false, italic: false, link: null, way: null };
  const gap = { type: 'words' as const, text: ' ', sign: null, ...space };
  const worded = rest.filter((one) => wordsOf(one) !== '' || one.asides.length > 0);
  return [
    {
      ...first,
      pieces: [...first.pieces, ...worded.flatMap(({ pieces }) => [gap, ...pieces])],
      asides: paragraphs.flatMap(({ asides }) => asides),
    },
  ];
}

function commentsOf(parts: Parts, about: Throughout): WordComment[] {
  return [...childrenOf(parts.get('word/comments.xml') ?? null, 'comment')].map((comment) => ({
    id: attributeOf(comment, 'id') ?? '',
    author: authorOf(comment),
    date: attributeOf(comment, 'date') ?? '',
    text: [...textIn(comment, about, start())].map(wordsOf).join('\n'),
  }));
}

/** The words of the headers, or the footers, of a file, each once however many kinds of pages have them; a number of a page is no word. */
function marginsOf(parts: Parts, kind: keyof typeof MARGINS, about: Throughout): WordAside[] {
  const names = [...parts.keys()].filter((name) => name.startsWith(`word/${kind}`)).toSorted();
  const said = names.map((name) =>
    [...textIn(parts.get(name) ?? null, about, start())]
      .map(wordsOf)
      .filter((words) => /\p{L}/u.test(words))
      .join(' '),
  );
  return [...new Set(said)].flatMap((words) => (words === '' ? [] : [{ what: MARGINS[kind], words, author: '' }]));
}

const MARGINS = { header: 'words at the head of its pages', footer: 'words at the foot of its pages' } as const;

function propertiesOf(parts: Parts): ReadonlyMap<string, string> {
  const properties = [...childrenOf(parts.get('docProps/custom.xml') ?? null, 'property')];
  return new Map(properties.map((one) => [attributeOf(one, 'name') ?? '', one.textContent ?? '']));
}

/** The words of a paragraph, whatever their changes. */
function wordsOf({ pieces }: WordParagraph): string {
  return pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join('');
}
