import type { Mark, Node, Schema } from '@tiptap/pm/model';
import { must } from '../../shared/base/assert.ts';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import type { CellPlace } from '../../shared/text/cell.ts';
import { joinRuns, sortedIds, type Clause, type ClauseKind, type Run } from '../../shared/text/clause.ts';
import { CLAUSE_NODE } from '../../shared/text/reading.ts';

const values = new WeakMap<Node, Clause>();

/** The clause that a node of the editor's document is. Its id is empty where the editor has not given it one yet. */
export function clauseOf(node: Node): Clause {
  const known = values.get(node);
  if (known !== undefined) return known;
  const runs: Run[] = [];
  node.forEach((child) => {
    runs.push({ text: child.text ?? '', ...marksOf(child.marks) });
  });
  const clause: Clause = {
    id: node.attrs['id'] as ClauseId,
    kind: node.attrs['kind'] as ClauseKind,
    level: node.attrs['level'] as number,
    label: node.attrs['label'] as string,
    ...(node.attrs['cell'] === null ? {} : { cell: node.attrs['cell'] as CellPlace }),
    runs: joinRuns(runs),
  };
  values.set(node, clause);
  return clause;
}

/** What marks say, as a run says it. */
export function marksOf(marks: readonly Mark[]): Omit<Run, 'text'> {
  const insertions: ProposalId[] = [];
  const deletions: ProposalId[] = [];
  let bold = false;
  let italic = false;
  let link: string | undefined;
  for (const mark of marks) {
    if (mark.type.name === 'insertion') insertions.push(mark.attrs['proposal'] as ProposalId);
    else if (mark.type.name === 'deletion') deletions.push(mark.attrs['proposal'] as ProposalId);
    else if (mark.type.name === 'bold') bold = true;
    else if (mark.type.name === 'italic') italic = true;
    else if (mark.type.name === 'link') link = mark.attrs['href'] as string;
  }
  return {
    insertions: sortedIds(insertions),
    deletions: sortedIds(deletions),
    ...(bold ? { bold: true as const } : {}),
    ...(italic ? { italic: true as const } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

/** The marks of a run, always in one order, so that equal text gives equal nodes. */
export function marksFor(schema: Schema, run: Omit<Run, 'text'>): Mark[] {
  const marks = [
    ...run.insertions.map((proposal) => schema.mark('insertion', { proposal })),
    ...run.deletions.map((proposal) => schema.mark('deletion', { proposal })),
  ];
  if (run.link !== undefined) marks.push(schema.mark('link', { href: run.link }));
  if (run.bold) marks.push(schema.mark('bold'));
  if (run.italic) marks.push(schema.mark('italic'));
  return marks;
}

/** The node that shows a clause. Sealed: it is shown and never written. */
export function nodeOf(schema: Schema, clause: Clause, sealed = false): Node {
  const { id, kind, level, label, cell = null, runs } = clause;
  const type = must(schema.nodes[CLAUSE_NODE], 'the node of a clause');
  const node = type.create(
    { id, kind, level, label, cell, sealed: sealed ? true : null },
    joinRuns(runs).map((run) => schema.text(run.text, marksFor(schema, run))),
  );
  values.set(node, clause);
  return node;
}

/** The clauses of a document, as nodes. */
export function childrenOf(doc: Node): readonly Node[] {
  return doc.content.content;
}
