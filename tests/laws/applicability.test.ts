import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProposalId } from '../../shared/base/ids.ts';
import { inapplicable } from '../../shared/record/applicability.ts';
import type { Outcome } from '../../shared/proposals/standing.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { clauses, proposals } from './generated.ts';
import { acts, Negotiation, VERSION } from './negotiation.ts';

/** Texts in which no proposal wants out what it brings in itself. */
const texts = clauses.map((list) =>
  list.map((clause) => ({
    ...clause,
    runs: clause.runs.map((run) => ({ ...run, deletions: run.deletions.filter((id) => !run.insertions.includes(id)) })),
  })),
);

/** The runs that stand under these outcomes: words that replace the same words are other characters. */
function visible(text: readonly Clause[], of: (id: ProposalId) => Outcome): string {
  return text
    .flatMap(({ runs }) => runs)
    .flatMap(({ insertions, deletions }, place) =>
      insertions.every((id) => of(id) !== 'refused') && deletions.every((id) => of(id) !== 'accepted') ? [place] : [],
    )
    .join();
}

/**
 * Whether there is any wording that a proposal could still change: whether, however every other open proposal is decided, the words ever
 * differ with it accepted and with it refused. By trying all.
 */
function canChange(text: readonly Clause[], proposal: ProposalId, of: (id: ProposalId) => Outcome): boolean {
  const open = [...proposalsIn(text)].filter((id) => id !== proposal && of(id) === 'open');
  for (let way = 0; way < 2 ** open.length; way += 1) {
    const decided = new Map(
      open.map((id, place) => [id, (way >> place) % 2 === 0 ? ('accepted' as const) : ('refused' as const)]),
    );
    const [accepted, refused] = (['accepted', 'refused'] as const).map((outcome) =>
      visible(text, (id) => (id === proposal ? outcome : (decided.get(id) ?? of(id)))),
    );
    if (accepted !== refused) return true;
  }
  return false;
}

function negotiated(text: readonly Clause[], list: Parameters<Negotiation['give']>[0][]): Negotiation {
  const one = new Negotiation(text);
  for (const command of list) one.give(command);
  return one;
}

describe('what can no longer apply', () => {
  it('[D6] is what could change no wording, however all others were decided, and what lost what it was about', () => {
    let [found, listed] = [0, 0];
    fc.assert(
      fc.property(texts, acts, (text, list) => {
        const { clauses: now, state } = negotiated(text, list);
        const told = inapplicable(now, state);
        const of = outcomesOf(state);
        for (const { id, status } of state.proposals.values()) {
          const why = told.get(id)?.why;
          if (status.state !== 'open') {
            expect(why).toBeUndefined();
            continue;
          }
          const idle = !canChange(now, id, of);
          if (idle) found += 1;
          if (why !== undefined) listed += 1;
          if (idle) expect(why).toBeDefined();
          if (why === 'words-out' || why === 'vanished') expect(idle).toBe(true);
        }
      }),
      { numRuns: 250 },
    );
    expect(found).toBeGreaterThan(10);
    expect(listed).toBeGreaterThanOrEqual(found);
  });

  it('[D6] is, before an acceptance, what it is after it: the preview is the result', () => {
    fc.assert(
      fc.property(texts, acts, fc.constantFrom(...proposals), fc.subarray([...proposals]), (text, list, accepted, others) => {
        const one = negotiated(text, list);
        const falls = others.filter((id) => id !== accepted && one.state.proposals.get(id)?.status.state === 'open');
        const before = one.state;
        if (one.give({ type: 'accept', proposal: accepted, version: VERSION, falls }) !== null) return;
        const of = outcomesOf(one.state);
        const supposed = new Map(
          [...before.proposals.keys()].flatMap((id) => {
            const outcome = of(id);
            return before.proposals.get(id)?.status.state === 'open' && outcome !== 'open' ? [[id, outcome] as const] : [];
          }),
        );
        expect(inapplicable(one.clauses, before, supposed)).toEqual(inapplicable(one.clauses, one.state));
        expect(one.give({ type: 'reopen', proposal: accepted, reason: 'new facts' })).toBeNull();
        expect(inapplicable(one.clauses, one.state)).toEqual(inapplicable(one.clauses, before));
      }),
      { numRuns: 200 },
    );
  });
});
