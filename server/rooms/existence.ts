import type { RecordEvent } from '../../shared/record/event.ts';
import type { RecordState, TextFacts } from '../../shared/record/state.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import type { Refreshed } from './text-index.ts';

/**
 * What a change of the text did to the existence of proposals (DESIGN invariant 1): one that the record does not know has words in it
 * now, the last word of one went, or words of a vanished one came back.
 */
export function existenceEvents(state: RecordState, refreshed: Refreshed, facts: Pick<TextFacts, 'hasText'>): RecordEvent[] {
  const events: RecordEvent[] = [];
  for (const id of refreshed.proposals) {
    const known = state.proposals.get(id);
    const hasText = facts.hasText(id);
    if (known === undefined && hasText) events.push(fromTheFloor(id, refreshed));
    if (known !== undefined && !known.vanished && !hasText) events.push({ type: 'TextVanished', proposal: id });
    if (known?.vanished === true && hasText) events.push({ type: 'TextReturned', proposal: id });
  }
  return events;
}

function fromTheFloor(id: ProposalId, refreshed: Refreshed): RecordEvent {
  const holding = refreshed.clauses.flatMap(({ after }) =>
    after !== null && wordsFor(after, id).some((word) => word.length > 0) ? [after] : [],
  );
  return {
    type: 'ProposalTabled',
    proposal: id,
    origin: 'floor',
    proposer: null,
    rationale: '',
    clauses: holding.map((clause) => clause.id),
    inserted: holding.flatMap((clause) => wordsIn(clause, 'insertions', id)),
    deleted: holding.flatMap((clause) => wordsIn(clause, 'deletions', id)),
    holdsNumber: false,
    amends: null,
  };
}

function wordsFor(clause: Clause, id: ProposalId): string[] {
  return clause.runs.filter((run) => run.insertions.includes(id) || run.deletions.includes(id)).map((run) => run.text);
}

/** The words of each row of characters that carry the id in one role. */
function wordsIn(clause: Clause, role: 'insertions' | 'deletions', id: ProposalId): string[] {
  const rows: string[] = [];
  let inRow = false;
  for (const run of clause.runs) {
    const carries = run[role].includes(id);
    if (carries && inRow) rows[rows.length - 1] = (rows.at(-1) ?? '') + run.text;
    else if (carries) rows.push(run.text);
    inRow = carries;
  }
  return rows.map(withoutSlots).filter((row) => row !== '');
}
