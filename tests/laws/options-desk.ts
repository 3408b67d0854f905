import { expect } from 'vitest';
import { clauseId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { planOptions } from '../../shared/proposals/options.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { evolve } from '../../shared/record/evolve.ts';
import type { OptionsCommand } from '../../shared/record/options.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { type Clause } from '../../shared/text/clause.ts';
import { type OptionRung } from '../../shared/text/option-label.ts';
import { clause } from '../projection/built.ts';
import { optionsOfChoice, type PlannedLifting } from '../../shared/record/lifting.ts';
import { planLifting } from '../../shared/proposals/lifting.ts';

export const VERSION = '0'.repeat(64);

/** A text with its record, where options are set as the server sets them. */
export class Desk {
  clauses: readonly Clause[];
  state: RecordState = EMPTY_STATE;
  private made = 0;

  constructor(clauses: readonly Clause[]) {
    this.clauses = clauses;
  }

  set(rung: OptionRung, ranges: readonly (readonly [string, string])[], noText = false): Refusal | null {
    const options = ranges.map(([from, to]) => ({ from: clauseId(from), to: clauseId(to) }));
    return this.give({ type: 'set-options', rung, options, noText, reason: '' });
  }

  give(command: Command): Refusal | null {
    const options = command.type === 'set-options' ? this.plan(command) : undefined;
    const lifting = command.type === 'lift-options' ? this.planLifting(command.choice) : undefined;
    const decision = decide(this.state, command, {
      facts: { versionOf: () => VERSION, hasText: () => true },
      nextNumber: this.state.last + 1,
      kindOf: () => 'state',
      options,
      lifting,
      clauses: () => this.clauses,
    });
    if (!decision.ok) return decision.refusal;
    if (options?.ok === true) this.clauses = changeText(this.clauses, options.value.changes);
    if (lifting !== undefined) this.clauses = changeText(this.clauses, lifting.labels.changes);
    for (const event of decision.value) this.state = evolve(this.state, { number: this.state.last + 1, event });
    return null;
  }

  accept(id: ProposalId): void {
    expect(this.give({ type: 'accept', proposal: id, version: VERSION, falls: [] })).toBeNull();
  }

  seen(): string {
    return drawText(this.clauses, factsOf(this.state))
      .map(({ parts }) =>
        parts
          .map((part) => (part.type === 'open' ? '[' : part.type === 'close' ? ']' : part.type === 'words' ? part.run.text : ''))
          .join(''),
      )
      .join(' | ');
  }

  option(label: string): ProposalId {
    const found = [...this.state.proposals.values()].find((one) => one.option?.label === label);
    if (found === undefined) throw new Error(label);
    return found.id;
  }

  private planLifting(choice: number): PlannedLifting {
    const proposal = proposalId(`o${(this.made += 1)}`);
    const options = new Map(optionsOfChoice(this.state, choice).map(({ id, option }) => [id, option]));
    return { proposal, labels: planLifting(this.clauses, options, proposal) };
  }

  private plan(command: OptionsCommand): ReturnType<typeof planOptions> {
    return planOptions({
      ...command,
      clauses: this.clauses,
      outcomeOf: outcomesOf(this.state),
      rungOf: (id) => this.state.proposals.get(id)?.option?.rung ?? null,
      isInherited: (id) => this.state.proposals.get(id)?.origin === 'inherited',
      newClause: () => clauseId(`h${(this.made += 1)}`),
      newProposal: () => proposalId(`o${(this.made += 1)}`),
    });
  }
}

export const text = (count: number): Clause[] => Array.from({ length: count }, (_, at) => clause(`c${at}`, `Words ${at}.`));

/** OPTION I over c1 to c4, in which Option A is c2 to c3 with Option 1 and Option 2, and Option B c4; OPTION II c5; OPTION III no text. */
export function ladder(): Desk {
  const desk = new Desk(text(8));
  expect(
    desk.set(
      1,
      [
        ['c1', 'c4'],
        ['c5', 'c5'],
      ],
      true,
    ),
  ).toBeNull();
  expect(
    desk.set(2, [
      ['c2', 'c3'],
      ['c4', 'c4'],
    ]),
  ).toBeNull();
  expect(
    desk.set(3, [
      ['c2', 'c2'],
      ['c3', 'c3'],
    ]),
  ).toBeNull();
  return desk;
}

export const LABELS = ['OPTION I', 'OPTION II', 'OPTION III', 'Option A', 'Option B', 'Option 1', 'Option 2'];
