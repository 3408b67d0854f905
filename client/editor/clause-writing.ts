import * as Y from 'yjs';
import type { Clause, Run } from '../../shared/text/clause.ts';
import { attributesOf } from '../../shared/text/marks.ts';
import { readClause } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { markChanges, textChanges } from './text-changes.ts';

/**
 * A new element for a clause. It has a place for characters from the start: two people who type the first one each would
 * otherwise make two such places.
 */
export function newElement(clause: Clause): Y.XmlElement {
  const element = elementOf(clause);
  if (clause.runs.length === 0) element.insert(0, [new Y.XmlText()]);
  return element;
}

/**
 * Makes an element say what a clause says, and touches only what differs: attributes, characters, marks. Where characters stand
 * in more than one Y.XmlText (two people began at once) they stay where they are. Must run in a transaction.
 */
export function writeClause(element: Y.XmlElement, clause: Clause): void {
  const stored = readClause(element);
  const attributes = element.getAttributes() as Record<string, unknown>;
  for (const name of ['id', 'kind', 'level', 'label'] as const) {
    // Yjs types attributes as strings, and stores whatever JSON value it is handed.
    if (attributes[name] !== clause[name]) element.setAttribute(name, clause[name] as string);
  }
  if (clause.cell === undefined && 'cell' in attributes) element.removeAttribute('cell');
  else if (clause.cell !== undefined && attributes['cell'] !== clause.cell) element.setAttribute('cell', clause.cell);
  writeRuns(element, stored?.runs ?? [], clause.runs);
}

function writeRuns(element: Y.XmlElement, before: readonly Run[], after: readonly Run[]): void {
  const changes = textChanges(before, after);
  // From the end, so that a change does not move the places of those before it.
  for (const change of changes.toReversed()) {
    if (change.newFrom < change.newTo) insertRuns(element, change.to, after, change);
    for (const span of spansOf(element, change.from, change.to)) span.text.delete(span.at, span.length);
  }
  for (const change of markChanges(before, after, changes)) {
    const attributes = { ...absent(attributesOf(change.before)), ...attributesOf(change.after) };
    for (const span of spansOf(element, change.from, change.to)) span.text.format(span.at, span.length, attributes);
  }
}

function insertRuns(element: Y.XmlElement, at: number, runs: readonly Run[], range: { newFrom: number; newTo: number }): void {
  const place = placeAt(element, at);
  let start = 0;
  let offset = place.at;
  for (const run of runs) {
    const piece = run.text.slice(Math.max(0, range.newFrom - start), Math.max(0, range.newTo - start));
    start += run.text.length;
    if (piece === '') continue;
    // What is inserted takes over the attributes at its place unless told otherwise.
    place.text.insert(offset, piece, { ...absent(attributesAround(place.text)), ...attributesOf(run) });
    offset += piece.length;
  }
}

function attributesAround(text: Y.XmlText): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const piece of text.toDelta() as { attributes?: Record<string, unknown> }[]) Object.assign(found, piece.attributes);
  return found;
}

function absent(attributes: Readonly<Record<string, unknown>>): Record<string, null> {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
}

/** The places in an element where characters stand. */
export function textsOf(element: Y.XmlElement): Y.XmlText[] {
  return element.toArray().filter((child) => child instanceof Y.XmlText);
}

function placeAt(element: Y.XmlElement, offset: number): { readonly text: Y.XmlText; readonly at: number } {
  let start = 0;
  for (const text of textsOf(element)) {
    if (offset <= start + text.length) return { text, at: offset - start };
    start += text.length;
  }
  const text = new Y.XmlText();
  element.push([text]);
  return { text, at: 0 };
}

function spansOf(element: Y.XmlElement, from: number, to: number): { text: Y.XmlText; at: number; length: number }[] {
  const found: { text: Y.XmlText; at: number; length: number }[] = [];
  let start = 0;
  for (const text of textsOf(element)) {
    const first = Math.max(from, start);
    const end = Math.min(to, start + text.length);
    if (first < end) found.push({ text, at: first - start, length: end - first });
    start += text.length;
  }
  return found;
}
