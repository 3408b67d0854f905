import type { Node } from '@tiptap/pm/model';
import { clauseIsOut, standing, type OutcomeOf } from '../../shared/proposals/standing.ts';
import { clauseOf } from './clause-value.ts';

/** A row of places in the document. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether a clause is out of the text as a whole. */
export function isOutClause(node: Node, outcomeOf: OutcomeOf): boolean {
  return clauseIsOut(clauseOf(node), outcomeOf);
}

/** The rows of characters of a clause that are out, as offsets in it. */
export function outSpans(node: Node, outcomeOf: OutcomeOf): Span[] {
  const spans: { from: number; to: number }[] = [];
  let offset = 0;
  for (const run of clauseOf(node).runs) {
    const to = offset + run.text.length;
    if (standing(run, outcomeOf) === 'out') {
      const last = spans.at(-1);
      if (last?.to === offset) last.to = to;
      else spans.push({ from: offset, to });
    }
    offset = to;
  }
  return spans;
}

/**
 * What must stay of a range when it is deleted: characters that are out and, of a clause that is out as a whole, its edges with
 * those of its neighbours, so that nothing is joined to it. Ascending, and not overlapping.
 */
function keptSpans(doc: Node, range: Span, outcomeOf: OutcomeOf): Span[] {
  const spans: { from: number; to: number }[] = [];
  const keep = (from: number, to: number): void => {
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  };
  // One place further on both sides: the edge of a clause that is out may be all that the range has of it.
  const from = Math.max(0, range.from - 1);
  const to = Math.min(doc.content.size, range.to + 1);
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    if (isOutClause(node, outcomeOf)) keep(Math.max(0, pos - 1), Math.min(doc.content.size, pos + node.nodeSize + 1));
    else for (const span of outSpans(node, outcomeOf)) keep(pos + 1 + span.from, pos + 1 + span.to);
    return false;
  });
  return spans.filter((span) => span.from < range.to && span.to > range.from);
}

/** The range without what must stay. Parts that end between clauses end inside them instead. */
export function deletableSpans(doc: Node, range: Span, outcomeOf: OutcomeOf): readonly Span[] | null {
  const kept = keptSpans(doc, range, outcomeOf);
  if (kept.length === 0) return null;
  const parts: Span[] = [];
  let at = range.from;
  for (const span of [...kept, { from: range.to, to: range.to }]) {
    const part = insideClauses(doc, { from: at, to: Math.min(span.from, range.to) });
    if (part !== null) parts.push(part);
    at = Math.max(at, span.to);
  }
  return parts;
}

function insideClauses(doc: Node, span: Span): Span | null {
  let { from, to } = span;
  if (from < to && doc.resolve(from).depth === 0) from += 1;
  if (from < to && doc.resolve(to).depth === 0) to -= 1;
  return from < to ? { from, to } : null;
}
