import { DOMParser, XMLSerializer, type Document, type Element, type Node } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { clauseMark } from '../../server/formats/docx/file-names.ts';
import { clauseId } from '../../shared/base/ids.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DATE = '2026-08-01T09:30:00Z';

/** A Word file in the hands of somebody who edits it with tracking on, as Word writes that down. */
export class EditedWord {
  private readonly parts: Record<string, Uint8Array>;
  private readonly document: Document;
  private ids = 90_000;
  private readonly comments: string[] = [];

  constructor(file: Uint8Array) {
    this.parts = unzipSync(file);
    this.document = new DOMParser().parseFromString(strFromU8(this.parts['word/document.xml'] ?? new Uint8Array()), 'text/xml');
  }

  bytes(): Uint8Array {
    return this.rewritten((xml) => xml);
  }

  /** The file, with its text's XML rewritten. */
  rewritten(rewrite: (xml: string) => string): Uint8Array {
    const parts = { ...this.parts };
    parts['word/document.xml'] = strToU8(rewrite(new XMLSerializer().serializeToString(this.document)));
    if (this.comments.length > 0) {
      if (parts['word/comments.xml'] === undefined) addPart(parts);
      const old = strFromU8(parts['word/comments.xml'] ?? strToU8(`<w:comments xmlns:w="${W}"></w:comments>`));
      const open = old.replace(/(<w:comments[^>]*)\/>/, '$1></w:comments>');
      parts['word/comments.xml'] = strToU8(open.replace('</w:comments>', `${this.comments.join('')}</w:comments>`));
    }
    return zipSync(parts);
  }

  /** The paragraph of a clause. */
  clause(id: string): Element {
    const name = clauseMark(clauseId(id));
    const mark = this.all('bookmarkStart').find((one) => one.getAttributeNS(W, 'name') === name);
    for (let node: Node | null = mark ?? null; node !== null; node = node.parentNode)
      if ((node as Element).localName === 'p') return node as Element;
    throw new Error(`no clause ${id} in the file`);
  }

  /** Strikes words; gives the offsets of the characters that were struck, since what another struck already cannot be. */
  strike(paragraph: Element, from: number, to: number, author: string): number[] {
    const struck: number[] = [];
    for (const { run, at } of this.cut(paragraph, from, to)) {
      if (within(run, 'del')) continue;
      for (let index = 0; index < wordsOf(run).length; index += 1) struck.push(at + index);
      this.wrap(run, 'del', author);
    }
    return struck;
  }

  /** Puts words in before an offset. */
  insert(paragraph: Element, at: number, text: string, author: string): Element {
    this.cut(paragraph, at, at);
    const runs = this.runsOf(paragraph);
    const before = runs.findLast((one) => one.at + wordsOf(one.run).length <= at && wordsOf(one.run) !== '')?.run ?? null;
    const change = this.change('ins', author);
    change.appendChild(this.run(text));
    if (before === null) {
      const first = runs[0]?.run ?? null;
      if (first === null) paragraph.appendChild(change);
      else this.putBeside(first, change, 'before');
    } else this.putBeside(before, change, 'behind');
    return change;
  }

  /** A new paragraph behind one: that one's end is the new one, and the new one takes the old end, as Word has it. */
  addBehind(paragraph: Element, text: string, author: string): Element {
    const added = this.element('p');
    const properties = child(paragraph, 'pPr');
    if (properties !== null) added.appendChild(properties.cloneNode(true));
    const marks = this.markOf(paragraph);
    for (const name of ['ins', 'del']) {
      const old = child(marks, name);
      if (old !== null) marks.removeChild(old);
    }
    marks.insertBefore(this.change('ins', author), marks.firstChild);
    const change = this.change('ins', author);
    change.appendChild(this.run(text));
    added.appendChild(change);
    paragraph.parentNode?.insertBefore(added, paragraph.nextSibling);
    return added;
  }

  /** Strikes a whole paragraph, signs and end included. */
  strikeParagraph(paragraph: Element, author: string): void {
    for (const run of descendants(paragraph, 'r')) if (!within(run, 'del')) this.wrap(run, 'del', author);
    const marks = this.markOf(paragraph);
    marks.appendChild(this.change('del', author));
  }

  /** Moves words from one paragraph to before an offset of another. */
  move(
    from: Element,
    start: number,
    end: number,
    to: { readonly paragraph: Element; readonly at: number },
    author: string,
  ): string {
    const cut = this.cut(from, start, end);
    const text = cut.map(({ run }) => wordsOf(run)).join('');
    const name = `move${(this.ids += 1)}`;
    const placed = this.insert(to.paragraph, to.at, text, author);
    this.rename(placed, 'moveTo', name);
    for (const { run } of cut) this.rename(this.wrap(run, 'del', author), 'moveFrom', name);
    return text;
  }

  /** Says something beside a change, or beside any element of a paragraph. */
  comment(on: Element, text: string, author: string): void {
    const id = String((this.ids += 1));
    const edge = (name: string): Element => this.element(name, { id });
    on.parentNode?.insertBefore(edge('commentRangeStart'), on);
    on.parentNode?.insertBefore(edge('commentRangeEnd'), on.nextSibling);
    const reference = this.element('r');
    reference.appendChild(edge('commentReference'));
    on.parentNode?.insertBefore(reference, on.nextSibling?.nextSibling ?? null);
    this.comments.push(
      `<w:comment w:id="${id}" w:author="${author}" w:date="${DATE}"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`,
    );
  }

  /** A run of words by its first characters. */
  runWith(paragraph: Element, words: string): Element {
    const found = this.runsOf(paragraph).find(({ run }) => wordsOf(run).includes(words))?.run;
    if (found === undefined) throw new Error(`no words ${words}`);
    return found;
  }

  /** The words of a paragraph as a person counts them: without signs. */
  private runsOf(paragraph: Element): { run: Element; at: number }[] {
    let at = 0;
    return descendants(paragraph, 'r').flatMap((run) => {
      const style = child(child(run, 'rPr'), 'rStyle')?.getAttributeNS(W, 'val') ?? '';
      if (/^Travaux/.test(style)) return [];
      const place = { run, at };
      at += wordsOf(run).length;
      return [place];
    });
  }

  /** The runs from one offset to another, cut so that they hold nothing else. */
  private cut(paragraph: Element, from: number, to: number): { run: Element; at: number }[] {
    for (const edge of [from, to]) {
      const holder = this.runsOf(paragraph).find(({ run, at }) => at < edge && edge < at + wordsOf(run).length);
      if (holder === undefined) continue;
      const words = wordsOf(holder.run);
      const rest = holder.run.cloneNode(true) as Element;
      setWords(holder.run, words.slice(0, edge - holder.at));
      setWords(rest, words.slice(edge - holder.at));
      holder.run.parentNode?.insertBefore(rest, holder.run.nextSibling);
    }
    return this.runsOf(paragraph).filter(({ run, at }) => at >= from && at + wordsOf(run).length <= to && wordsOf(run) !== '');
  }

  private wrap(run: Element, name: 'del', author: string): Element {
    const change = this.change(name, author);
    run.parentNode?.insertBefore(change, run);
    change.appendChild(run);
    for (const text of descendants(run, 't')) {
      const struck = this.element('delText', {});
      struck.setAttribute('xml:space', 'preserve');
      struck.appendChild(this.document.createTextNode(text.textContent ?? ''));
      text.parentNode?.replaceChild(struck, text);
    }
    return change;
  }

  /** Beside a run; where that is in others' changes, these are parted, since a change of one author holds no insertion of another. */
  private putBeside(run: Element, added: Element, side: 'before' | 'behind'): void {
    let at: Element = run;
    for (
      let parent = at.parentNode as Element;
      parent.localName === 'ins' || parent.localName === 'del';
      parent = at.parentNode as Element
    ) {
      const rest = parent.cloneNode(false) as Element;
      const first = side === 'before' ? at : at.nextSibling;
      for (let node = first; node !== null;) {
        const next: Node | null = node.nextSibling;
        rest.appendChild(node);
        node = next;
      }
      parent.parentNode?.insertBefore(rest, parent.nextSibling);
      if (rest.firstChild === null) rest.parentNode?.removeChild(rest);
      if (parent.firstChild === null && side === 'before') {
        const holder = parent;
        at = rest;
        holder.parentNode?.removeChild(holder);
      } else at = side === 'before' ? rest : parent;
    }
    at.parentNode?.insertBefore(added, side === 'before' ? at : at.nextSibling);
  }

  private rename(change: Element, name: 'moveFrom' | 'moveTo', move: string): void {
    const renamed = this.element(name, {
      id: String((this.ids += 1)),
      author: change.getAttributeNS(W, 'author') ?? '',
      date: DATE,
    });
    while (change.firstChild !== null) renamed.appendChild(change.firstChild);
    const id = String((this.ids += 1));
    change.parentNode?.replaceChild(renamed, change);
    const attributes = { id, name: move, author: renamed.getAttributeNS(W, 'author') ?? '', date: DATE };
    renamed.parentNode?.insertBefore(this.element(`${name}RangeStart`, attributes), renamed);
    renamed.parentNode?.insertBefore(this.element(`${name}RangeEnd`, { id }), renamed.nextSibling);
  }

  private markOf(paragraph: Element): Element {
    let properties = child(paragraph, 'pPr');
    if (properties === null) {
      properties = this.element('pPr');
      paragraph.insertBefore(properties, paragraph.firstChild);
    }
    let marks = child(properties, 'rPr');
    if (marks === null) {
      marks = this.element('rPr');
      properties.appendChild(marks);
    }
    return marks;
  }

  private change(name: string, author: string): Element {
    return this.element(name, { id: String((this.ids += 1)), author, date: DATE });
  }

  private run(text: string): Element {
    const run = this.element('r');
    const words = this.element('t');
    words.setAttribute('xml:space', 'preserve');
    words.appendChild(this.document.createTextNode(text));
    run.appendChild(words);
    return run;
  }

  private element(name: string, attributes: Readonly<Record<string, string>> = {}): Element {
    const element = this.document.createElementNS(W, `w:${name}`);
    for (const [key, value] of Object.entries(attributes)) element.setAttributeNS(W, `w:${key}`, value);
    return element;
  }

  private all(name: string): Element[] {
    return descendants(this.document.documentElement, name);
  }
}

/** A part is known by its type and by what refers to it. */
function addPart(parts: Record<string, Uint8Array>): void {
  const extend = (name: string, closing: string, added: string): void => {
    parts[name] = strToU8(strFromU8(parts[name] ?? new Uint8Array()).replace(closing, `${added}${closing}`));
  };
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';
  extend('[Content_Types].xml', '</Types>', `<Override PartName="/word/comments.xml" ContentType="${type}"/>`);
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments';
  extend(
    'word/_rels/document.xml.rels',
    '</Relationships>',
    `<Relationship Id="rIdComments" Type="${relation}" Target="comments.xml"/>`,
  );
}

function descendants(parent: Node | null, name: string): Element[] {
  const found: Element[] = [];
  for (let node = parent?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if ((node as Element).localName === name) found.push(node as Element);
    found.push(...descendants(node, name));
  }
  return found;
}

function child(parent: Element | null, name: string): Element | null {
  for (let node = parent?.firstChild ?? null; node !== null; node = node.nextSibling)
    if ((node as Element).localName === name) return node as Element;
  return null;
}

function within(run: Element, name: string): boolean {
  for (let node: Node | null = run.parentNode; node !== null; node = node.parentNode)
    if ((node as Element).localName === name) return true;
  return false;
}

function wordsOf(run: Element): string {
  return [...descendants(run, 't'), ...descendants(run, 'delText')].map((one) => one.textContent ?? '').join('');
}

function setWords(run: Element, words: string): void {
  const [first, ...rest] = [...descendants(run, 't'), ...descendants(run, 'delText')];
  for (const one of rest) one.parentNode?.removeChild(one);
  if (first !== undefined) {
    first.textContent = words;
    first.setAttribute('xml:space', 'preserve');
  }
}
