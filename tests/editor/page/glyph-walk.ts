import type { ProposalId } from '../../../shared/base/ids.ts';
import type { Clause, Run } from '../../../shared/text/clause.ts';

export type Outcomes = Readonly<Record<string, 'open' | 'accepted' | 'refused'>>;

/**
 * How many bracket edges a text must show, counted another way than the drawing does it: one walk over all characters that are
 * seen, counting each time a bracket comes to hold the next of them, or no longer does.
 */
export function expectedGlyphs(clauses: readonly Clause[], outcomes: Outcomes): number {
  const outcome = (id: ProposalId) => outcomes[id] ?? 'open';
  let held = new Set<string>();
  let edges = 0;
  for (const run of clauses.filter((clause) => !isGone(clause, outcomes)).flatMap((clause) => clause.runs)) {
    if (isOut(run, outcomes)) continue;
    const now = new Set<string>();
    for (const id of run.insertions) if (outcome(id) === 'open') now.add(`+${id}`);
    // The label of an option is its own to bring in and to take out, in one bracket.
    for (const id of run.deletions) if (outcome(id) === 'open' && !run.insertions.includes(id)) now.add(`-${id}`);
    for (const each of now) if (!held.has(each)) edges += 1;
    for (const each of held) if (!now.has(each)) edges += 1;
    held = now;
  }
  return edges + held.size;
}

/** Whether a run's characters are out of the text. */
function isOut(run: Run, outcomes: Outcomes): boolean {
  return run.insertions.some((id) => outcomes[id] === 'refused') || run.deletions.some((id) => outcomes[id] === 'accepted');
}

/** Whether words of a clause are out, and nothing is left of it but spaces and commas in no open bracket: then nothing of it is seen. */
function isGone({ runs }: Clause, outcomes: Outcomes): boolean {
  const left = runs.filter((run) => !isOut(run, outcomes));
  const isOpen = (id: ProposalId): boolean => (outcomes[id] ?? 'open') === 'open';
  const isRead = (run: Run): boolean => [...run.insertions, ...run.deletions].some(isOpen) || /[^\s,،，、\u2060]/.test(run.text);
  return left.length < runs.length && !left.some(isRead);
}

/** All characters that are out, in order. */
export function outText(clauses: readonly Clause[], outcomes: Outcomes): string {
  return clauses
    .flatMap((clause) => clause.runs)
    .filter((run) => isOut(run, outcomes))
    .map((run) => run.text)
    .join('');
}
