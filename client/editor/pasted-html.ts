import { cellPlace, type CellPlace } from '../../shared/text/cell.ts';
import type { ClauseKind } from '../../shared/text/clause.ts';
import { mayLinkTo } from './document-schema.ts';
import { ownStyle } from './pasted-style.ts';
import { removeUnread } from './pasted-unread.ts';

/** Rich text as clauses, and what of it was left out that somebody may miss, in a sentence. */
interface CleanHtml {
  readonly html: string;
  readonly leftOut: string | null;
}

interface Block {
  readonly kind: ClauseKind;
  readonly level: number;
  readonly paragraph: HTMLElement;
  /** Of cells the empty ones are kept. */
  readonly isCell: boolean;
}

const SKIPPED = new Set([
  'STYLE',
  'SCRIPT',
  'TITLE',
  'META',
  'LINK',
  'XML',
  'TEMPLATE',
  'OBJECT',
  'IFRAME',
  'SVG',
  'IMG',
  'NOSCRIPT',
]);
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR TD TH UL BODY'.split(
    ' ',
  ),
);
const HEADING = /^H([1-6])$/;

/**
 * Rich text from elsewhere as clauses: headings, lists as numbered paragraphs, tables cell by cell, and of the styling bold, italic
 * and links; what its readers would not read is left out. The page it came from does nothing here: it is read as a document of its
 * own, in which nothing runs and nothing is fetched.
 */
export function cleanHtml(html: string): CleanHtml {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const leftOut = removeUnread(source);
  const reader = new BlockReader(source);
  reader.read(source.body, { kind: 'text', level: 0 }, []);
  const paragraphs = reader.blocks().map(({ paragraph }) => paragraph.outerHTML);
  return { html: paragraphs.join(''), leftOut };
}

/** Whether a piece of rich text was copied in an editor like this one, and so needs no cleaning. */
export function isOwnHtml(html: string): boolean {
  return /<(?:p|table)[^>]*\sdata-pm-slice=/.test(html) && html.includes('data-kind=');
}

interface Style {
  readonly kind: ClauseKind;
  readonly level: number;
}

class BlockReader {
  readonly #document: Document;
  readonly #blocks: Block[] = [];
  #open: Block | null = null;
  #cell: CellPlace | null = null;
  #tables = 0;

  constructor(source: Document) {
    this.#document = source.implementation.createHTMLDocument('');
  }

  blocks(): readonly Block[] {
    this.#close();
    return this.#blocks.filter((block) => !isEmpty(block) || block.isCell);
  }

  /** Reads what an element holds. `inline` are the tags of the styling round it, outermost first. */
  read(parent: Element, style: Style, inline: readonly HTMLElement[]): void {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.#write(child.nodeValue ?? '', style, inline);
      else if (child instanceof Element || isElement(child)) this.#element(child as HTMLElement, style, inline);
    }
  }

  #element(element: HTMLElement, style: Style, inline: readonly HTMLElement[]): void {
    const name = element.tagName.toUpperCase();
    // Word writes the number of a list item as text, marked to be ignored.
    if (SKIPPED.has(name) || name.includes(':') || /mso-list:\s*Ignore/i.test(element.getAttribute('style') ?? '')) return;
    if (name === 'BR') {
      this.#close();
      return;
    }
    if (name === 'TABLE' && this.#cell === null && isGrid(element)) {
      this.#table(element);
      return;
    }
    if (HEADING.test(name) || BLOCKS.has(name)) {
      this.#close();
      this.read(element, styleOf(element, style), []);
      this.#close();
      return;
    }
    const wrapper = this.#wrapper(element);
    this.read(element, style, wrapper === null ? inline : [...inline, wrapper]);
  }

  /** Cells as paragraphs that say their places; a table within a cell is read as part of it. */
  #table(table: HTMLElement): void {
    this.#close();
    const caption = table.querySelector(':scope > caption');
    if (caption !== null) this.read(caption, PLAIN, []);
    this.#close();
    const name = `t${(this.#tables += 1)}`;
    const rows = rowsOf(table);
    const headed = rows.some((row) => row.closest('thead') !== null || isAllHeads(row));
    for (const [at, row] of rows.entries()) {
      const isHead = headed && (row.closest('thead') !== null || isAllHeads(row));
      let column = 0;
      for (const cell of cellsIn(row)) {
        const place = cellPlace({ table: name, row: `r${at}`, column: `c${column}`, isHead });
        this.#cell = place;
        const before = this.#blocks.length;
        this.read(cell, PLAIN, []);
        this.#close();
        if (this.#blocks.slice(before).every(isEmpty)) this.#blocks.push(this.#begin(PLAIN));
        this.#cell = null;
        column += Math.max(1, Math.min(MOST_COLUMNS, Number(cell.getAttribute('colspan') ?? '1') || 1));
      }
    }
  }

  #wrapper(element: HTMLElement): HTMLElement | null {
    const name = element.tagName.toUpperCase();
    const { fontWeight, fontStyle } = ownStyle(element);
    const isBold =
      /^(bold|bolder|[6-9]00)$/.test(fontWeight) || ((name === 'B' || name === 'STRONG') && !/^(normal|400)$/.test(fontWeight));
    if (isBold) return this.#document.createElement('strong');
    if (fontStyle === 'italic' || ((name === 'I' || name === 'EM') && fontStyle !== 'normal'))
      return this.#document.createElement('em');
    const target = name === 'A' ? (element.getAttribute('href') ?? '') : '';
    if (!mayLinkTo(target)) return null;
    const link = this.#document.createElement('a');
    link.setAttribute('href', target);
    return link;
  }

  #write(text: string, style: Style, inline: readonly HTMLElement[]): void {
    const before = this.#open?.paragraph.textContent ?? '';
    const spaced = text.replaceAll(/[\s\u00a0]+/g, ' ');
    const words = before === '' || before.endsWith(' ') ? spaced.trimStart() : spaced;
    if (words === '') return;
    this.#open ??= this.#begin(style);
    let parent = this.#open.paragraph;
    for (const wrapper of inline) {
      const copy = wrapper.cloneNode(false) as HTMLElement;
      parent.append(copy);
      parent = copy;
    }
    parent.append(words);
  }

  #begin(style: Style): Block {
    const { kind, level } = this.#cell === null ? style : PLAIN;
    const paragraph = this.#document.createElement('p');
    if (this.#cell !== null) paragraph.dataset['cell'] = this.#cell;
    paragraph.dataset['kind'] = kind;
    paragraph.dataset['level'] = String(level);
    return { kind, level, paragraph, isCell: this.#cell !== null };
  }

  #close(): void {
    if (this.#open !== null) this.#blocks.push(this.#open);
    this.#open = null;
  }
}

const PLAIN: Style = { kind: 'text', level: 0 };
const MOST_COLUMNS = 100;

function isEmpty({ paragraph }: Block): boolean {
  return (paragraph.textContent ?? '').trim() === '';
}

/** Tables that only lay out a page are no tables: of one cell, or with lists and headings in them. */
function isGrid(table: HTMLElement): boolean {
  const rows = rowsOf(table);
  return rows.some((row) => cellsIn(row).length > 1) && table.querySelector('h1, h2, h3, h4, h5, h6') === null;
}

function rowsOf(table: HTMLElement): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>('tr')].filter((row) => row.closest('table') === table);
}

function cellsIn(row: HTMLElement): HTMLElement[] {
  return [...row.children].filter((cell): cell is HTMLElement => /^T[HD]$/i.test(cell.tagName));
}

function isAllHeads(row: HTMLElement): boolean {
  const cells = cellsIn(row);
  return cells.length > 0 && cells.every((cell) => cell.tagName.toUpperCase() === 'TH');
}

function styleOf(element: HTMLElement, around: Style): Style {
  const name = element.tagName.toUpperCase();
  const heading = HEADING.exec(name)?.[1];
  if (heading !== undefined) return { kind: 'heading', level: Number(heading) };
  if (/\bMsoTitle\b/.test(element.className)) return { kind: 'title', level: 0 };
  const wordLevel = /mso-list:[^;]*\blevel(\d+)/i.exec(element.getAttribute('style') ?? '')?.[1];
  if (wordLevel !== undefined) return listStyle(Number(wordLevel));
  if (name === 'LI') return listStyle(listDepth(element));
  return around;
}

function listStyle(depth: number): Style {
  return depth <= 1 ? { kind: 'paragraph', level: 0 } : { kind: 'subparagraph', level: Math.min(8, depth - 1) };
}

function listDepth(item: Element): number {
  let depth = 0;
  for (let list = item.closest('ol, ul'); list !== null; list = list.parentElement?.closest('ol, ul') ?? null) depth += 1;
  return depth;
}

function isElement(node: Node): boolean {
  return node.nodeType === Node.ELEMENT_NODE;
}
