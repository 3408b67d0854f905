import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { CellPlace } from './cell.ts';

/**
 * What a clause is. An attribute, never another node type, so that changing it does not recreate the block (CRDT 2.2).
 * `paragraph` and `subparagraph` are numbered; `text` is an unnumbered paragraph (preamble, chapeau).
 */
export const CLAUSE_KINDS = [
  'title',
  'part',
  'article',
  'heading',
  'paragraph',
  'subparagraph',
  'text',
  'option',
  'note',
  'footnote',
] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

/**
 * Consecutive characters that carry the same marks.
 * `insertions`: proposals because of which these characters are here; `deletions`: proposals that want them out.
 * Both are sorted and free of duplicates, since the order of marks is no part of the text (CRDT 1).
 */
export interface Run {
  readonly text: string;
  readonly insertions: readonly ProposalId[];
  readonly deletions: readonly ProposalId[];
  readonly bold?: true;
  readonly italic?: true;
  /** Target of a link. */
  readonly link?: string;
}

/** Longest number that a clause may have, in UTF-16 units. */
export const LONGEST_LABEL = 200;

/** The deepest level of a clause. */
export const DEEPEST_LEVEL = 50;

/**
 * One block of text with a permanent id.
 * `level`: for headings the number of `#` where the source was Markdown, 0 where words alone make it a heading; for numbered
 * clauses and text the depth of indentation, from 0.
 * `label`: the number as issued, frozen ("3 bis.", "(a)"); empty where it is counted live or there is none.
 * `cell`: its place in a table; then it is `text` and has no number.
 */
export interface Clause {
  readonly id: ClauseId;
  readonly kind: ClauseKind;
  readonly level: number;
  readonly label: string;
  readonly cell?: CellPlace;
  readonly runs: readonly Run[];
}

/**
 * An empty place that a bracket can hold (`[]`), or the place of a bracket's edge where its own clause has no character for it.
 * U+2060 WORD JOINER: it has no width, and no export prints it.
 */
export const SLOT = '\u2060';

/** The words of a clause, with slots left out and without looking at what is out. */
export function plainText(clause: Pick<Clause, 'runs'>): string {
  return withoutSlots(clause.runs.map((run) => run.text).join(''));
}

/** A text without its empty places. */
export function withoutSlots(text: string): string {
  return text.replaceAll(SLOT, '');
}

/** Whether two runs carry the same marks, so that they can be one. */
export function sameMarks(a: Run, b: Run): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.link === b.link &&
    sameIds(a.insertions, b.insertions) &&
    sameIds(a.deletions, b.deletions)
  );
}

/** The same runs with neighbours of equal marks joined and empty ones left out: the one normal form of a clause's content. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = joined.at(-1);
    if (last !== undefined && sameMarks(last, run)) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/** The runs between two offsets (in UTF-16 units, `from` included, `to` not). */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const start = Math.max(from, at);
    const end = Math.min(to, at + run.text.length);
    if (start < end) out.push({ ...run, text: run.text.slice(start - at, end - at) });
    at += run.text.length;
  }
  return out;
}

/** The ids in ascending order, each once: the form in which a run holds them. */
export function sortedIds(ids: Iterable<ProposalId>): ProposalId[] {
  const all = [...ids];
  return all.length < 2 ? all : [...new Set(all)].toSorted();
}

/** Every proposal whose characters stand in these clauses. */
export function proposalsIn(clauses: Iterable<Clause>): Set<ProposalId> {
  const found = new Set<ProposalId>();
  for (const clause of clauses) {
    for (const run of clause.runs) {
      for (const id of run.insertions) found.add(id);
      for (const id of run.deletions) found.add(id);
    }
  }
  return found;
}

function sameIds(a: readonly ProposalId[], b: readonly ProposalId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
