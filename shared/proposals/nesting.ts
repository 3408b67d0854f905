import { addTo } from '../base/group-by.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { sortedIds, withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { standing, type OutcomeOf } from './standing.ts';
import type { WordEdit } from './wording.ts';

/** New words in a clause: where they come, what they take the place of, and what they were written into. */
export interface NewWords {
  /** Offset in the clause, in UTF-16 units. */
  readonly at: number;
  /** The stretches of the clause that they replace, [from, to). */
  readonly struck: readonly (readonly [number, number])[];
  /** The proposals in whose words they were written, where that is known. */
  readonly carried: readonly ProposalId[];
}

/**
 * The open proposals that new words belong to: those that both their neighbours carry; those whose words they replace, all of them, since
 * a word put for a word of a proposal is a change of that proposal; and at a bracket's edge those within which they were written.
 */
export function nesting(clause: Clause, words: NewWords, outcomeOf: OutcomeOf): Omit<Run, 'text'> {
  const visible: { readonly run: Run; readonly from: number; readonly to: number }[] = [];
  let from = 0;
  for (const run of clause.runs) {
    const to = from + run.text.length;
    if (standing(run, outcomeOf) !== 'out') visible.push({ run, from, to });
    from = to;
  }
  const before = visible.findLast((one) => one.from < words.at)?.run;
  const after = visible.find((one) => one.to > words.at)?.run;
  const struck = visible
    .filter((one) => words.struck.some(([start, end]) => start < one.to && end > one.from))
    .map(({ run }) => run);
  const isOpen = (id: ProposalId): boolean => outcomeOf(id) === 'open';
  const both = (role: 'insertions' | 'deletions'): ProposalId[] =>
    (before?.[role] ?? []).filter((id) => isOpen(id) && after?.[role].includes(id) === true);
  const beside = new Set([...(before?.insertions ?? []), ...(after?.insertions ?? []), ...(struck[0]?.insertions ?? [])]);
  return {
    insertions: sortedIds([
      ...both('insertions'),
      ...common(struck).filter(isOpen),
      ...words.carried.filter((id) => isOpen(id) && beside.has(id)),
    ]),
    deletions: sortedIds(both('deletions')),
    ...(before?.bold && after?.bold ? { bold: true as const } : {}),
    ...(before?.italic && after?.italic ? { italic: true as const } : {}),
  };
}

/** The open proposals that a new clause belongs to: those that the last word before it and the first behind it both carry. */
export function nestingBetween(
  clauses: readonly Clause[],
  after: ClauseId | null,
  outcomeOf: OutcomeOf,
): Pick<Run, 'insertions' | 'deletions'> {
  const at = clauses.findIndex((clause) => clause.id === after) + 1;
  const isVisible = (run: Run): boolean => standing(run, outcomeOf) !== 'out';
  let before: Run | undefined;
  for (let place = at - 1; place >= 0 && before === undefined; place -= 1) before = clauses[place]?.runs.findLast(isVisible);
  let next: Run | undefined;
  for (let place = at; place < clauses.length && next === undefined; place += 1) next = clauses[place]?.runs.find(isVisible);
  const both = (role: 'insertions' | 'deletions'): ProposalId[] =>
    sortedIds((before?.[role] ?? []).filter((id) => outcomeOf(id) === 'open' && next?.[role].includes(id) === true));
  return { insertions: both('insertions'), deletions: both('deletions') };
}

/** An edit with the proposals within whose brackets its words were written. */
export type CarryingEdit = WordEdit & { readonly carried: readonly ProposalId[] };

/** Edits with what their words were written into: `within` says it for each character of the wording that they lead to. */
export function carrying(edits: readonly WordEdit[], within: readonly (readonly ProposalId[])[]): CarryingEdit[] {
  let shift = 0;
  return edits.map((edit) => {
    const from = edit.at + shift;
    shift += edit.text.length - edit.length;
    const [first = [], ...rest] = within.slice(from, from + edit.text.length);
    return { ...edit, carried: first.filter((id) => rest.every((one) => one.includes(id))) };
  });
}

/** For each character of a clause's words, slots left out, the insertions that carry it. */
export function enclosingEach(clause: Clause | undefined): (readonly ProposalId[])[] {
  return (clause?.runs ?? []).flatMap(({ text, insertions }) =>
    Array.from({ length: withoutSlots(text).length }, () => insertions),
  );
}

/** What tells which proposals are open, and which came first. */
interface NestingFacts {
  readonly outcomeOf: OutcomeOf;
  readonly orderOf: (proposal: ProposalId) => number;
}

/**
 * The proposal that another changes: the innermost of the open ones that bring in all of the words which the other brings in or wants out.
 * Null where it changes the text itself. What only wants words out is changed by nobody: who words them otherwise stands beside it.
 */
export function amendedBy(clauses: readonly Clause[], proposal: ProposalId, facts: NestingFacts): ProposalId | null {
  return amendedIn(clauses)(proposal, facts);
}

/** As `amendedBy`, for many proposals: the clauses are gone through once. */
export function amendedIn(clauses: readonly Clause[]): (proposal: ProposalId, facts: NestingFacts) => ProposalId | null {
  const carrying = new Map<ProposalId, Run[]>();
  const extents = new Map<ProposalId, number>();
  for (const run of clauses.flatMap((clause) => clause.runs)) {
    for (const id of new Set([...run.insertions, ...run.deletions])) addTo(carrying, id, run);
    for (const id of run.insertions) extents.set(id, (extents.get(id) ?? 0) + run.text.length);
  }
  return (proposal, { outcomeOf, orderOf }) => {
    const around = common(carrying.get(proposal) ?? []).filter((id) => id !== proposal && outcomeOf(id) === 'open');
    const extent = (id: ProposalId): number => extents.get(id) ?? 0;
    const [innermost = null] = around.toSorted((a, b) => extent(a) - extent(b) || orderOf(b) - orderOf(a));
    return innermost;
  };
}

function common(runs: readonly Run[]): ProposalId[] {
  const [first, ...rest] = runs;
  return (first?.insertions ?? []).filter((id) => rest.every((run) => run.insertions.includes(id)));
}
