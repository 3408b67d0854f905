import { factsOf } from '../../shared/projection/points.ts';
import { addTo } from '../../shared/base/group-by.ts';
import { amendedIn } from '../../shared/proposals/nesting.ts';
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
  const news = [...refreshed.proposals].filter((id) => !state.proposals.has(id) && facts.hasText(id));
  if (news.length > 0) events.push(...fromTheFloor(news, state, refreshed));
  for (const id of refreshed.proposals) {
    const known = state.proposals.get(id);
    const hasText = facts.hasText(id);
    if (known !== undefined && !known.vanished && !hasText) events.push({ type: 'TextVanished', proposal: id });
    if (known?.vanished === true && hasText) events.push({ type: 'TextReturned', proposal: id });
  }
  return events;
}

/**
 * Brackets that a drafter opened. What lies within words that an open proposal brings in amends it, as what a delegation tables there does;
 * of several that came at once, as by pasting, the outer ones come first.
 */
function fromTheFloor(news: readonly ProposalId[], state: RecordState, refreshed: Refreshed): RecordEvent[] {
  // All of its words are new, so they stand in what was touched.
  const clauses = refreshed.clauses.flatMap(({ after }) => after ?? []);
  const facts = factsOf(state);
  const known = new Set<ProposalId>();
  const amendedBy = amendedIn(clauses);
  const amended = (id: ProposalId): ProposalId | null =>
    amendedBy(id, {
      outcomeOf: (one) => (known.has(one) || state.proposals.has(one) ? facts.outcomeOf(one) : 'refused'),
      orderOf: (one) => facts.orderOf(one),
    });
  const held = new Map<ProposalId, Clause[]>();
  const lengths = new Map<ProposalId, number>();
  for (const clause of clauses) {
    for (const [id, length] of lengthsIn(clause)) {
      addTo(held, id, clause);
      lengths.set(id, (lengths.get(id) ?? 0) + length);
    }
  }
  return news
    .toSorted((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0))
    .map((id) => {
      const event = bracketed(id, held.get(id) ?? [], amended(id));
      known.add(id);
      return event;
    });
}

/** How many characters of a clause carry each proposal, in either role. */
function lengthsIn({ runs }: Clause): Map<ProposalId, number> {
  const lengths = new Map<ProposalId, number>();
  for (const { text, insertions, deletions } of runs)
    for (const id of new Set([...insertions, ...deletions])) lengths.set(id, (lengths.get(id) ?? 0) + text.length);
  return lengths;
}

function bracketed(id: ProposalId, holding: readonly Clause[], amends: ProposalId | null): RecordEvent {
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
    amends,
  };
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
