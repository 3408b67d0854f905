import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import type { Stretch } from './alignment.ts';
import { renamed } from './bound-clauses.ts';
import { clauseOf } from './clause-value.ts';
import { newElement, writeClause } from './clause-writing.ts';

/** The element of each clause as it stood, the clauses as they stood, and as they stand in the editor now. */
interface Rows {
  readonly elements: Y.XmlElement[];
  readonly old: readonly Node[];
  readonly now: readonly Node[];
}

/**
 * Writes what became of clauses into the shared text. Gives the element of each that stands now: the very list where none came or went.
 * Must run in a transaction.
 */
export function writeStretches(
  fragment: Y.XmlFragment,
  stretches: readonly Stretch[],
  { elements, old, now }: Rows,
): Y.XmlElement[] {
  let written = elements;
  const write = (index: number, node: Node): void => {
    const element = written[index];
    if (element !== undefined) writeClause(element, clauseOf(node));
  };
  // From the end, so that a stretch does not move the places of those before it.
  for (const stretch of stretches.toReversed()) {
    if (stretch.type === 'kept') {
      const node = now[stretch.now];
      if (node !== undefined && old[stretch.old] !== node) write(stretch.old, node);
      continue;
    }
    const came = now.slice(stretch.now, stretch.nowEnd);
    if (renamed(old.slice(stretch.old, stretch.oldEnd), came)) {
      for (const [index, node] of came.entries()) write(stretch.old + index, node);
      continue;
    }
    const gone = stretch.oldEnd - stretch.old;
    const fresh = came.map((node) => newElement(clauseOf(node)));
    if (gone > 0) fragment.delete(stretch.old, gone);
    if (fresh.length > 0) fragment.insert(stretch.old, fresh);
    written = written.toSpliced(stretch.old, gone, ...fresh);
  }
  return written;
}
