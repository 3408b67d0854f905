import type { ClauseKind } from '../../shared/text/clause.ts';
import { LINK_TARGET } from './document-schema.ts';

interface Block {
  readonly kind: ClauseKind;
  readonly level: number;
  readonly paragraph: HTMLElement;
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
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR LI MAIN NAV OL P PRE SECTION TABLE UL BODY'.split(
    ' ',
  ),
);
const HEADING = /^H([1-6])$/;
const CELL_BREAK = ' | ';

/**
 * Rich text from elsewhere as clauses: headings, lists as numbered paragraphs, tables row by row, and of the styling bold, italic
 * and links. The page it came from does nothing here: it is read as a document of its own, in which nothing runs and nothing is
 * fetched.
 */
export function cleanHtml(html: string): string {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const reader = new BlockReader(source);
  reader.read(source.body, { kind: 'text', level: 0 }, []);
  return reader
    .blocks()
    .map(({ paragraph }) => paragraph.outerHTML)
    .join('');
}

/** Whether a piece of rich text was copied in an editor like this one, and so needs no cleaning. */
export function isOwnHtml(html: string): boolean {
  return /<p[^>]*\sdata-pm-slice=/.test(html) && html.includes('data-kind=');
}

interface Style {
  readonly kind: ClauseKind;
  readonly level: number;
}

class BlockReader {
  readonly #document: Document;
  readonly #blocks: Block[] = [];
  #open: Block | null = null;

  constructor(source: Document) {
    this.#document = source.implementation.createHTMLDocument('');
  }

  blocks(): readonly Block[] {
    this.#close();
    return this.#blocks.filter((block) => (block.paragraph.textContent ?? '').trim() !== '');
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
    if (name === 'TR') {
      this.#row(element, style);
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

  #row(row: HTMLElement, style: Style): void {
    this.#close();
    const cells = [...row.children].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim());
    this.#write(cells.filter((cell) => cell !== '').join(CELL_BREAK), { kind: 'text', level: style.level }, []);
    this.#close();
  }

  #wrapper(element: HTMLElement): HTMLElement | null {
    const name = element.tagName.toUpperCase();
    const { fontWeight, fontStyle } = element.style;
    const isBold =
      /^(bold|bolder|[6-9]00)$/.test(fontWeight) || ((name === 'B' || name === 'STRONG') && !/^(normal|400)$/.test(fontWeight));
    if (isBold) return this.#document.createElement('strong');
    if (fontStyle === 'italic' || ((name === 'I' || name === 'EM') && fontStyle !== 'normal'))
      return this.#document.createElement('em');
    const target = name === 'A' ? (element.getAttribute('href') ?? '') : '';
    if (!LINK_TARGET.test(target)) return null;
    const link = this.#document.createElement('a');
    link.setAttribute('href', target);
    return link;
  }

  #write(text: string, style: Style, inline: readonly HTMLElement[]): void {
    const words = text.replaceAll(/[\s\u00a0]+/g, ' ');
    if (words === '' || (words === ' ' && this.#open === null)) return;
    this.#open ??= this.#begin(style);
    let parent = this.#open.paragraph;
    for (const wrapper of inline) {
      const copy = wrapper.cloneNode(false) as HTMLElement;
      parent.append(copy);
      parent = copy;
    }
    const isStart = (this.#open.paragraph.textContent ?? '') === '';
    parent.append(isStart ? words.trimStart() : words);
  }

  #begin({ kind, level }: Style): Block {
    const paragraph = this.#document.createElement('p');
    paragraph.dataset['kind'] = kind;
    paragraph.dataset['level'] = String(level);
    return { kind, level, paragraph };
  }

  #close(): void {
    if (this.#open !== null) this.#blocks.push(this.#open);
    this.#open = null;
  }
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
