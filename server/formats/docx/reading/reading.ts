import type { Element } from '@xmldom/xmldom';
import { ok, refuse, type Result } from '../../../../shared/base/result.ts';
import { LONGEST_IMPORT } from '../../../../shared/protocol/parsing.ts';
import { partsOfFile, type Parts } from './container.ts';
import { NumberCount } from './numbering.ts';
import { readParagraph, type Surroundings } from './paragraph.ts';
import { Styles } from './styles.ts';
import type { WordCell, WordComment, WordParagraph, WordText } from './word-text.ts';
import { attributeOf, childOf, childrenOf, isOn, rootOf, valueOf } from './xml.ts';

/** Reads a Word file: its paragraphs with tracked changes, comments and bookmarks. Whatever is no such file is refused in a sentence. */
export function readWord(file: Uint8Array): Result<WordText, string> {
  const opened = partsOfFile(file);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const document = rootOf(parts.get('word/document.xml'));
  if (document === null) return refuse('The file is damaged: its text cannot be read.');
  const about: Surroundings = {
    styles: new Styles(rootOf(parts.get('word/styles.xml'))),
    numbers: new NumberCount(rootOf(parts.get('word/numbering.xml'))),
    links: linksOf(parts),
    bookmarks: new Map(),
    moves: new Map(),
    formatting: [],
  };
  const paragraphs = [...paragraphsIn(childOf(document, 'body'), about, start())];
  const footnotes = footnotesOf(parts, about);
  const length = [...paragraphs, ...[...footnotes.values()].flat()].reduce((sum, one) => sum + wordsOf(one).length + 1, 0);
  if (length > LONGEST_IMPORT) return refuse('The text in the file is too long.');
  return ok({
    paragraphs,
    footnotes,
    comments: commentsOf(parts, about),
    formatting: about.formatting,
    properties: propertiesOf(parts),
  });
}

/** Nothing that a person writes is nested deeper. */
const DEEPEST = 60;

/** Where reading has got to: how deep, in which cell, and how many tables there were. */
interface Place {
  readonly depth: number;
  readonly cell: WordCell | null;
  readonly count: { tables: number };
}

function start(): Place {
  return { depth: 0, cell: null, count: { tables: 0 } };
}

/** Every paragraph in reading order, those in the cells of tables too. */
function* paragraphsIn(parent: Element | null, about: Surroundings, place: Place): Iterable<WordParagraph> {
  if (place.depth > DEEPEST) return;
  const within = { ...place, depth: place.depth + 1 };
  for (const child of childrenOf(parent)) {
    if (child.localName === 'p') yield readParagraph(child, about, place.cell);
    else if (child.localName === 'tbl' && place.cell === null) yield* cellsIn(child, about, within);
    else if (child.localName !== 'sectPr') yield* paragraphsIn(child, about, within);
  }
}

/** The paragraphs of a table, each with its place; a cell that goes over several columns stands in the first of them. */
function* cellsIn(table: Element, about: Surroundings, place: Place): Iterable<WordParagraph> {
  const number = place.count.tables;
  place.count.tables += 1;
  let row = 0;
  for (const line of rowsIn(table, 'tr')) {
    const properties = childOf(line, 'trPr');
    const isHead = isOn(properties, 'tblHeader');
    let column = Number(valueOf(properties, 'gridBefore') ?? '0') || 0;
    for (const held of rowsIn(line, 'tc')) {
      const cell = { table: number, row, column, isHead };
      yield* paragraphsIn(held, about, { ...place, cell });
      column += Number(valueOf(childOf(held, 'tcPr'), 'gridSpan') ?? '1') || 1;
    }
    row += 1;
  }
}

/** Rows of a table, or cells of a row, be they within a control or a change. */
function* rowsIn(parent: Element, name: 'tr' | 'tc', depth = 0): Iterable<Element> {
  if (depth > DEEPEST) return;
  for (const child of childrenOf(parent)) {
    if (child.localName === name) yield child;
    else if (child.localName === 'sdt' || child.localName === 'sdtContent' || child.localName === 'customXml')
      yield* rowsIn(child, name, depth + 1);
  }
}

function linksOf(parts: Parts): ReadonlyMap<string, string> {
  const relations = [...childrenOf(rootOf(parts.get('word/_rels/document.xml.rels')), 'Relationship')];
  return new Map(
    relations
      // Whatever else an address may be, it is no link of a text.
      .filter(
        (one) =>
          attributeOf(one, 'TargetMode') === 'External' && /^(?:https?:|mailto:)\S+$/i.test(attributeOf(one, 'Target') ?? ''),
      )
      .map((one) => [attributeOf(one, 'Id') ?? '', attributeOf(one, 'Target') ?? '']),
  );
}

function footnotesOf(parts: Parts, about: Surroundings): ReadonlyMap<string, readonly WordParagraph[]> {
  const notes = [...childrenOf(rootOf(parts.get('word/footnotes.xml')), 'footnote')];
  return new Map(
    notes
      .filter((note) => attributeOf(note, 'type') === null)
      .map((note) => [attributeOf(note, 'id') ?? '', [...paragraphsIn(note, about, start())]]),
  );
}

function commentsOf(parts: Parts, about: Surroundings): WordComment[] {
  return [...childrenOf(rootOf(parts.get('word/comments.xml')), 'comment')].map((comment) => ({
    id: attributeOf(comment, 'id') ?? '',
    author: attributeOf(comment, 'author') ?? '',
    date: attributeOf(comment, 'date') ?? '',
    text: [...paragraphsIn(comment, about, start())].map(wordsOf).join('\n'),
  }));
}

function propertiesOf(parts: Parts): ReadonlyMap<string, string> {
  const properties = [...childrenOf(rootOf(parts.get('docProps/custom.xml')), 'property')];
  return new Map(properties.map((one) => [attributeOf(one, 'name') ?? '', one.textContent ?? '']));
}

/** The words of a paragraph, whatever their changes. */
function wordsOf({ pieces }: WordParagraph): string {
  return pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join('');
}
