import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { inapplicable } from '../../shared/record/applicability.ts';
import { drawText, visibleRuns } from '../../shared/projection/drawing.ts';
import { factsOf, openPoints } from '../../shared/projection/points.ts';
import { amendedBy } from '../../shared/proposals/nesting.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command } from '../../shared/record/command.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause, type Run } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { clause as built } from '../projection/built.ts';
import { live } from './negotiation.ts';

const DEPTH = 8;

/** A text in which delegations prepare, as the composer and the server do it, without either. */
class Floor {
  clauses: readonly Clause[];
  state: RecordState = EMPTY_STATE;

  constructor(clauses: readonly Clause[]) {
    this.clauses = clauses;
  }

  /** The text as it is seen, which is what a preparation begins with. */
  seen(): Clause[] {
    return this.clauses.map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomesOf(this.state)) }));
  }

  /** Rewords what is seen of the first clause, and tables it. */
  table(id: string, reword: (words: string) => string, into: Partial<Run> = {}): ProposalId {
    const proposal = proposalId(id);
    const base = this.seen();
    const edited = base.map((clause, index) =>
      index > 0 ? clause : { ...clause, runs: [{ text: reword(plainText(clause)), insertions: [], deletions: [], ...into }] },
    );
    const drafted = redraft({ base, edited, current: this.clauses, outcomeOf: outcomesOf(this.state), proposal });
    if (!drafted.ok) throw new Error('a clash');
    const { changes, ...written } = drafted.value;
    this.clauses = changeText(this.clauses, changes);
    const amends = amendedBy(this.clauses, proposal, factsOf(this.state));
    this.give(
      { type: 'table', preparation: 'w-1' as never, rationale: '' },
      { ...written, proposal, proposer: participantId('p-no'), amends },
    );
    return proposal;
  }

  give(command: Command, tabling?: Parameters<typeof decide>[2]['tabling']): void {
    const decision = decide(this.state, command, {
      facts: { versionOf: (id) => proposalVersion(this.clauses, id), hasText: () => true },
      nextNumber: this.state.last + 1,
      kindOf: () => 'state',
      tabling,
    });
    if (!decision.ok) throw new Error(decision.refusal.reason);
    for (const event of decision.value) this.state = evolve(this.state, { number: this.state.last + 1, event });
  }

  accept(proposal: ProposalId): void {
    this.give({ type: 'accept', proposal, version: proposalVersion(this.clauses, proposal), falls: [] });
  }

  drop(proposal: ProposalId): void {
    this.give({ type: 'drop', proposal, version: proposalVersion(this.clauses, proposal), ground: 'no agreement' });
  }

  reopen(proposal: ProposalId): void {
    this.give({ type: 'reopen', proposal, reason: 'new facts' });
  }

  drawn(): string {
    return drawText(this.clauses, factsOf(this.state))
      .map(({ parts }) =>
        parts
          .map((part) => (part.type === 'open' ? '[' : part.type === 'close' ? ']' : part.type === 'words' ? part.run.text : ''))
          .join(''),
      )
      .join('\n');
  }
}

/** Amendments to amendments, `DEPTH` deep: each puts words for a word of the one before. */
function nested(deep = DEPTH): { readonly floor: Floor; readonly chain: readonly ProposalId[] } {
  const floor = new Floor([built('c1', 'The Council shall meet w0 and report.'), built('c2', 'It shall decide.')]);
  const chain: ProposalId[] = [];
  for (let level = 0; level < deep; level += 1)
    chain.push(floor.table(`a${level}`, (words) => words.replace(`w${level}`, `from${level} w${level + 1} to${level}`)));
  return { floor, chain };
}

describe('amendments to amendments', () => {
  it('[U1] what changes words of an open proposal nests in it and amends it, eight deep, as its own words and those of its parents', () => {
    const { floor, chain } = nested();
    for (const [level, id] of chain.entries()) {
      expect(floor.state.proposals.get(id)?.amends).toBe(chain[level - 1] ?? null);
      const inserted = floor.clauses[0]!.runs.filter((run) => run.insertions.includes(id));
      for (const run of inserted) expect(run.insertions).toEqual(expect.arrayContaining(chain.slice(0, level)));
    }
    const draws = drawText(floor.clauses, factsOf(floor.state)).flatMap(({ parts }) => parts);
    let depth = 0;
    const depths = draws.map((part) => (depth += part.type === 'open' ? 1 : part.type === 'close' ? -1 : 0));
    expect(Math.max(...depths)).toBe(DEPTH);
    // Each is a point of its own, the parent's before its amendments.
    expect(openPoints(floor.clauses, floor.state).flatMap(({ proposals }) => proposals)).toEqual(chain);
  });

  it('[U1] at a bracket’s edge what was written inside belongs to it, and what was written outside does not', () => {
    const at = (insertions: readonly ProposalId[]): ProposalId | null => {
      const floor = new Floor([built('c1', 'It shall meet.')]);
      const parent = floor.table('a0', (words) => words.replace('meet', 'meet twice'));
      const base = floor.seen();
      const runs = base[0]!.runs.flatMap((run) =>
        run.text === '.' ? [{ text: ' a year', insertions, deletions: [] }, run] : [run],
      );
      const drafted = redraft({
        base,
        edited: [{ ...base[0]!, runs }],
        current: floor.clauses,
        outcomeOf: outcomesOf(floor.state),
        proposal: proposalId('new'),
      });
      const after = changeText(floor.clauses, drafted.ok ? drafted.value.changes : []);
      expect(plainText(after[0]!)).toBe('It shall meet twice a year.');
      expect(parent).toBe('a0');
      return amendedBy(after, proposalId('new'), factsOf(floor.state));
    };
    expect(at([proposalId('a0')])).toBe('a0');
    expect(at([])).toBeNull();
    // Nobody writes words into a proposal that is not there.
    expect(at([proposalId('elsewhere')])).toBeNull();
  });

  it('[U1] words put for all that another brings in amend it, and go with it', () => {
    const floor = new Floor([built('c1', 'It shall meet.')]);
    const parent = floor.table('a0', (words) => words.replace('meet', 'meet twice'));
    const amendment = floor.table('a1', (words) => words.replace('twice', 'monthly'));
    expect(floor.state.proposals.get(amendment)?.amends).toBe(parent);
    floor.drop(parent);
    expect(floor.drawn()).toBe('It shall meet.');
  });

  it('[U1] words put for words that another only wants out stand beside it, and amend nothing', () => {
    const floor = new Floor([built('c1', 'It shall meet and report.')]);
    floor.table('a0', (words) => words.replace(' and report', ''));
    const rival = floor.table('a1', (words) => words.replace('report', 'inform'));
    expect(floor.state.proposals.get(rival)?.amends).toBeNull();
  });

  it('[U2] accept, then reopen, and drop, then reopen, give back exactly the state before (invariant 7), at every depth and in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(DEPTH - 1), fc.constantFrom('accept', 'drop', 'reopen')), { maxLength: 12 }),
        fc.nat(DEPTH - 1),
        fc.constantFrom('accept', 'drop'),
        (acts, at, how) => {
          const { floor, chain } = nested();
          const state = (id: ProposalId) => floor.state.proposals.get(id)?.status.state;
          for (const [level, act] of acts) {
            const id = chain[level]!;
            if ((state(id) === 'open') === (act === 'reopen')) continue;
            if (act === 'accept') floor.accept(id);
            else if (act === 'drop') floor.drop(id);
            else floor.reopen(id);
          }
          const id = chain[at]!;
          if (state(id) !== 'open') floor.reopen(id);
          const [before, drawn, points] = [live(floor.state), floor.drawn(), openPoints(floor.clauses, floor.state)];
          if (how === 'accept') floor.accept(id);
          else floor.drop(id);
          // Whatever becomes of it, nothing else is decided with it.
          const others = (of: unknown): unknown[] => (of as { id: ProposalId }[]).filter((one) => one.id !== id);
          expect(others(live(floor.state))).toEqual(others(before));
          floor.reopen(id);
          expect(live(floor.state)).toEqual(before);
          expect(floor.drawn()).toBe(drawn);
          expect(openPoints(floor.clauses, floor.state)).toEqual(points);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[U2] an accepted parent leaves its amendments open; a dropped one leaves them listed with the reason, and unchanged', () => {
    fc.assert(
      fc.property(fc.nat(DEPTH - 2), (at) => {
        const { floor, chain } = nested();
        const text = floor.clauses;
        floor.accept(chain[at]!);
        expect(chain.filter((id) => floor.state.proposals.get(id)?.status.state === 'open')).toEqual(
          chain.filter((_, level) => level !== at),
        );
        expect(inapplicable(floor.clauses, floor.state).size).toBe(0);
        floor.reopen(chain[at]!);
        floor.drop(chain[at]!);
        const cannot = inapplicable(floor.clauses, floor.state);
        expect([...cannot.keys()]).toEqual(chain.slice(at + 1));
        expect(cannot.get(chain[at + 1]!)).toEqual({ why: 'amended-gone', because: [chain[at]] });
        expect(floor.clauses).toBe(text);
      }),
    );
  });
});
