import * as Y from 'yjs';
import type { ClauseId } from '../base/ids.ts';
import type { TextChange, TextEdit } from './change.ts';
import { attributesOf, markKey } from './marks.ts';
import { CLAUSE_NODE, textOf } from './reading.ts';
import type { Clause, Run } from './clause.ts';

/** Writes clauses into an empty document, in one transaction. The caller owns the origin. */
export function writeText(doc: Y.Doc, clauses: readonly Clause[]): void {
  doc.transact(() => textOf(doc).insert(0, clauses.map(elementOf)));
}

/** A new element for a clause, not yet in any document. */
export function elementOf(clause: Clause): Y.XmlElement {
  const element = new Y.XmlElement(CLAUSE_NODE);
  element.setAttribute('id', clause.id);
  element.setAttribute('kind', clause.kind);
  // Yjs types attributes as strings, and stores and gives back whatever JSON value it is handed.
  element.setAttribute('level', clause.level as unknown as string);
  element.setAttribute('label', clause.label);
  if (clause.cell !== undefined) element.setAttribute('cell', clause.cell);
  if (clause.runs.length > 0) element.insert(0, [textNode(clause.runs)]);
  return element;
}

/** Applies changes to a document in one transaction. Throws RangeError where a clause named is not there: the caller has checked. */
export function applyChanges(doc: Y.Doc, changes: readonly TextChange[], origin: unknown): void {
  doc.transact(() => {
    const elements = new ElementsById(doc);
    for (const change of changes) {
      if (change.type === 'insert') insertClause(doc, elements, change);
      else if (change.type === 'label') elements.get(change.clause).setAttribute('label', change.label);
      else editClause(elements.get(change.clause), change.edits);
    }
  }, origin);
}

function insertClause(doc: Y.Doc, elements: ElementsById, { after, clause }: Extract<TextChange, { type: 'insert' }>): void {
  const element = elementOf(clause);
  if (after === null) textOf(doc).insert(0, [element]);
  else textOf(doc).insertAfter(elements.get(after), [element]);
  elements.add(clause.id, element);
}

/** The element of a clause, where it stands first. Throws RangeError where it is not there. */
export function elementById(doc: Y.Doc, id: ClauseId): Y.XmlElement {
  return new ElementsById(doc).get(id);
}

/** The elements of a text by the ids of their clauses, looked for once, however many are asked for. */
class ElementsById {
  private readonly nodes: Iterator<unknown>;
  private readonly known = new Map<string, Y.XmlElement>();

  constructor(doc: Y.Doc) {
    this.nodes = textOf(doc).toArray().values();
  }

  add(id: ClauseId, element: Y.XmlElement): void {
    if (!this.known.has(id)) this.known.set(id, element);
  }

  get(id: ClauseId): Y.XmlElement {
    for (let element = this.known.get(id); ; element = this.known.get(id)) {
      if (element !== undefined) return element;
      const { done, value } = this.nodes.next();
      if (done === true) throw new RangeError(`no clause ${id}`);
      const found = value instanceof Y.XmlElement ? value.getAttribute('id') : undefined;
      if (value instanceof Y.XmlElement && found !== undefined && !this.known.has(found)) this.known.set(found, value);
    }
  }
}

function editClause(element: Y.XmlElement, edits: readonly TextEdit[]): void {
  // From the end, so that an edit does not move the places of those before it.
  for (const edit of edits.toReversed()) {
    if (edit.type === 'insert') {
      const { node, at } = nodeAt(element, edit.at);
      node.insert(at, edit.run.text, { ...attributesOf(edit.run) });
    } else {
      for (const span of spansOf(element, edit.at, edit.length)) {
        span.node.format(span.at, span.length, { [markKey(edit.role, edit.proposal)]: { proposal: edit.proposal } });
      }
    }
  }
}

function textNodes(element: Y.XmlElement): Y.XmlText[] {
  return element.toArray().filter((child) => child instanceof Y.XmlText);
}

function nodeAt(element: Y.XmlElement, offset: number): { node: Y.XmlText; at: number } {
  let start = 0;
  for (const node of textNodes(element)) {
    if (offset <= start + node.length) return { node, at: offset - start };
    start += node.length;
  }
  if (offset > start) throw new RangeError(`offset ${offset} past the end of a clause of ${start}`);
  const node = new Y.XmlText();
  element.push([node]);
  return { node, at: 0 };
}

function spansOf(element: Y.XmlElement, offset: number, length: number): { node: Y.XmlText; at: number; length: number }[] {
  const spans: { node: Y.XmlText; at: number; length: number }[] = [];
  let start = 0;
  for (const node of textNodes(element)) {
    const from = Math.max(offset, start);
    const to = Math.min(offset + length, start + node.length);
    if (from < to) spans.push({ node, at: from - start, length: to - from });
    start += node.length;
  }
  return spans;
}

function textNode(runs: readonly Run[]): Y.XmlText {
  const node = new Y.XmlText();
  node.applyDelta(runs.map((run) => ({ insert: run.text, attributes: attributesOf(run) })));
  return node;
}
