import type { Node, Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { CLAUSE_NODE } from '../../shared/text/reading.ts';
import type { Readings } from '../state/clause-reader.ts';
import type { Stretch } from './alignment.ts';
import { childrenOf, nodeOf } from './clause-value.ts';
import { shownClause } from './readable-clause.ts';

/** Whether a change would write a clause that holds what this version does not know. */
export function breaksSeal(stretch: Stretch, old: readonly Node[], now: readonly Node[]): boolean {
  const isSealed = (node: Node | undefined): boolean => node?.attrs['sealed'] === true;
  if (stretch.type === 'kept') return isSealed(old[stretch.old]) && old[stretch.old] !== now[stretch.now];
  return old.slice(stretch.old, stretch.oldEnd).some(isSealed);
}

/** Whether the same clauses stand here under other ids, as after a duplicate was given one of its own. */
export function renamed(old: readonly Node[], now: readonly Node[]): boolean {
  return old.length === now.length && old.every((node, index) => node.content.eq((now[index] as Node).content));
}

/** The node that shows an element, sealed where it holds what this version does not know; null where it is no clause. */
export function nodeFrom(schema: Schema, child: unknown, readings: Readings): Node | null {
  if (!(child instanceof Y.XmlElement)) return null;
  const { clause, isSealed } = shownClause(child, readings.of(child));
  return nodeOf(schema, clause, isSealed);
}

/** What stands in for a text without any clause. */
export function filler(schema: Schema): Node {
  return schema.node(CLAUSE_NODE);
}

/** Where a clause begins in the document. */
export function startOf(doc: Node, index: number): number {
  const nodes = childrenOf(doc);
  let start = 0;
  for (let before = 0; before < index; before += 1) start += nodes[before]?.nodeSize ?? 0;
  return start;
}

/** Where each clause begins. */
export function startsOf(doc: Node): number[] {
  const starts: number[] = [];
  doc.forEach((_child, offset) => {
    starts.push(offset);
  });
  return starts;
}
