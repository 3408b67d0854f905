import { proposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { seenClause } from '../../shared/projection/legible.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { decideNumbering, type NumberingCommand } from '../../shared/record/numbering.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { referencesIn } from '../../shared/text/references.ts';
import { clause, imported, stateOf } from '../projection/built.ts';

export const R = proposalId('renumbering');

/** A text and what its record says. */
export class Draft {
  readonly clauses: readonly Clause[];
  readonly events: readonly RecordEvent[];
  readonly state: RecordState;

  constructor(clauses: readonly Clause[], events: readonly RecordEvent[] = [imported()]) {
    this.clauses = clauses;
    this.events = events;
    this.state = stateOf(...events);
  }

  and(...events: RecordEvent[]): Draft {
    return new Draft(this.clauses, [...this.events, ...events]);
  }

  give(command: NumberingCommand, clauses = this.clauses): Draft | string {
    const planned = planRenumbering(this.clauses, this.state, R);
    const renumbering = { plan: planned.plan, version: planned.version };
    const decision = decideNumbering(this.state, command, {
      clauses: this.clauses,
      outcomeOf: outcomesOf(this.state),
      renumbering,
    });
    return decision.ok ? new Draft(clauses, [...this.events, ...decision.value]) : decision.refusal.reason;
  }

  renumbered(): Draft {
    const planned = planRenumbering(this.clauses, this.state, R);
    return must(this.give({ type: 'renumber', version: planned.version }, changeText(this.clauses, planned.changes)));
  }

  /** Every clause that stands with its number, as people read it. */
  lines(): string[] {
    const outcomeOf = outcomesOf(this.state);
    const { of, tombstones } = numbersOf(this.clauses, this.state);
    return this.clauses.flatMap((one) => {
      const words = tombstones.get(one.id)?.words ?? seenClause(one, '', outcomeOf).words;
      return words === '' ? [] : [[of.get(one.id) ?? '', words].filter((part) => part !== '').join(' ')];
    });
  }

  /** Where each reference leads. */
  leads(): (string | null)[] {
    const { of } = numbersOf(this.clauses, this.state);
    const seen = this.clauses
      .map((one) => seenClause(one, of.get(one.id) ?? '', outcomesOf(this.state)))
      .filter(({ words }) => words !== '');
    return referencesIn(seen).flatMap(({ mentions }) => mentions.map(({ target }) => target));
  }
}

export function must(draft: Draft | string): Draft {
  if (typeof draft === 'string') throw new Error(draft);
  return draft;
}

export const GONE = { type: 'ProposalAccepted', proposal: proposalId('gone'), version: '' } as const;

export const TREATY = [
  clause('h1', 'PART I General', { kind: 'part' }),
  clause('a1', 'Article 1. Terms', { kind: 'article' }),
  clause('p1', 'Words, as in article 3 bis, paragraph 2 (b).', { label: '1.' }),
  clause('p1b', 'Words of paragraph 1.', { label: '1 bis.' }),
  clause('a3', '<-gone Article 2. Gone>', { kind: 'article' }),
  clause('g1', '<-gone Words that went.>', { label: '1.' }),
  clause('a3b', 'ARTICLE 3 BIS. Scope', { kind: 'article' }),
  clause('q1', 'Words under Part III, articles 1 and 3 bis, and article 87 of the Convention:', { label: '1.' }),
  clause('q2', 'Words:', { label: '2.' }),
  clause('q2a', '<-gone went,>', { kind: 'subparagraph', level: 1, label: '(a)' }),
  clause('q2b', 'stayed, see subparagraph (c),', { kind: 'subparagraph', level: 1, label: '(b)' }),
  clause('q2c', 'stayed, see article 77.', { kind: 'subparagraph', level: 1, label: '(c)' }),
  clause('q3', 'New words.'),
  clause('h3', 'PART III Last', { kind: 'part' }),
  clause('a9', 'Article 9', { kind: 'article' }),
  clause('r1', 'Words of paragraph 1 of article 9.', { label: '1.' }),
];

export const draft = new Draft(TREATY, [imported('gone'), GONE]);

/** The old numbers, as the server writes them. */
export function back(after: Draft): Draft {
  const labels = new Map(after.state.numbering.renumbered?.labels.map((one) => [one.clause, one.before]));
  return must(
    after.give(
      { type: 'undo-renumbering', reason: 'Not yet.' },
      after.clauses.map((one) => ({ ...one, label: labels.get(one.id) ?? one.label })),
    ),
  );
}
