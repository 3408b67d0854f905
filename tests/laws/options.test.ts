import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { importText } from '../../shared/import/import.ts';
import { inapplicable } from '../../shared/projection/applicability.ts';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { factsOf, openPoints } from '../../shared/projection/points.ts';
import { planOptions } from '../../shared/proposals/options.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { evolve } from '../../shared/record/evolve.ts';
import type { OptionsCommand } from '../../shared/record/options.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { optionLabel, writtenOption, type OptionRung } from '../../shared/text/option-label.ts';
import { clause, REGISTRY } from '../projection/built.ts';
import { live } from './negotiation.ts';

const VERSION = '0000000000000000';

/** A text with its record, where options are set as the server sets them. */
class Desk {
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
    const decision = decide(this.state, command, {
      facts: { versionOf: () => VERSION, hasText: () => true },
      nextNumber: this.state.last + 1,
      kindOf: () => 'state',
      options,
      clauses: () => this.clauses,
    });
    if (!decision.ok) return decision.refusal;
    if (options?.ok === true) this.clauses = changeText(this.clauses, options.value.changes);
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

const text = (count: number): Clause[] => Array.from({ length: count }, (_, at) => clause(`c${at}`, `Words ${at}.`));

/** OPTION I over c1 to c4, in which Option A is c2 to c3 with Option 1 and Option 2, and Option B c4; OPTION II c5; OPTION III no text. */
function ladder(): Desk {
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

const LABELS = ['OPTION I', 'OPTION II', 'OPTION III', 'Option A', 'Option B', 'Option 1', 'Option 2'];

describe('options', () => {
  it('[X1] are ranges of clauses under labels of three rungs, one within the other, which nobody’s words change for', () => {
    const desk = ladder();
    expect(desk.seen()).toBe(
      'Words 0. | [OPTION I | Words 1. | [Option A | [Option 1 | Words 2.] | [Option 2 | Words 3.]] | [Option B | Words 4.]] | [OPTION II | Words 5.] | [OPTION III: No text] | Words 6. | Words 7.',
    );
    expect([1, 2, 3].map((rung) => optionLabel(rung as OptionRung, 3))).toEqual(['OPTION IV', 'Option D', 'Option 4']);
    expect(optionLabel(2, 27)).toBe('Option AB');
  });

  it('[X2] one that fell and was reopened is not chosen beside the one that was, unless the chair said that they can stand', () => {
    const desk = ladder();
    const [first, second] = [desk.option('OPTION I'), desk.option('OPTION II')];
    const choose = (): Refusal | null => desk.give({ type: 'accept', proposal: second, version: VERSION, falls: [] });
    desk.accept(first);
    expect(desk.give({ type: 'reopen', proposal: second, reason: 'another look' })).toBeNull();
    expect(choose()).toMatchObject({ code: 'clash', reason: expect.stringContaining('OPTION I of the same choice was chosen') });
    expect(desk.give({ type: 'reopen', proposal: first, reason: 'another look' })).toBeNull();
    expect(choose()).toBeNull();
    const free = ladder();
    const proposals = [free.option('OPTION I'), free.option('OPTION II')];
    expect(free.give({ type: 'relate', proposals, relation: 'cumulative' })).toBeNull();
    for (const one of proposals) free.accept(one);
  });

  it('[X1] of a choice are one point, in which one can stand', () => {
    const desk = ladder();
    const points = openPoints(desk.clauses, desk.state);
    expect(
      points.map(({ proposals, relation }) => [proposals.map((id) => desk.state.proposals.get(id)?.option?.label), relation]),
    ).toEqual([
      [['OPTION I', 'OPTION II', 'OPTION III'], 'exclusive'],
      [['Option A', 'Option B'], 'exclusive'],
      [['Option 1', 'Option 2'], 'exclusive'],
    ]);
  });

  it('[X2] choosing one leaves its clauses, without any label, and the others are out', () => {
    const desk = ladder();
    for (const label of ['OPTION I', 'Option A', 'Option 2']) desk.accept(desk.option(label));
    expect(desk.seen()).toBe('Words 0. | Words 1. | Words 3. | Words 6. | Words 7.');
    expect(cleanText(desk.clauses, outcomesOf(desk.state))).not.toMatch(/option/i);
  });

  it('[X2] that nothing stands there is chosen like any other, and leaves nothing', () => {
    const desk = ladder();
    const none = desk.option('OPTION III');
    expect(desk.give({ type: 'attribute', proposal: none, proposer: participantId('p-no'), onBehalfOf: null })).toBeNull();
    expect(
      desk.give({
        type: 'take-position',
        proposal: none,
        participant: participantId('p-ke'),
        onBehalfOf: null,
        stance: 'support',
      }),
    ).toBeNull();
    desk.accept(none);
    expect(desk.seen()).toBe('Words 0. | Words 6. | Words 7.');
    // What was within the others is listed with the reason, and stays as it is.
    expect([...inapplicable(desk.clauses, desk.state).values()].map(({ why }) => why)).toEqual(
      Array.from({ length: 4 }, () => 'words-out'),
    );
  });

  it('[X2] accept, then reopen, and drop, then reopen, give back exactly the state before (invariant 7), on every rung, in any order', () => {
    const label = fc.constantFrom(...LABELS);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(label, fc.constantFrom('accept', 'drop', 'reopen')), { maxLength: 12 }),
        label,
        fc.boolean(),
        (acts, at, accepts) => {
          const desk = ladder();
          const act = (id: ProposalId, how: string): Refusal | null =>
            how === 'accept'
              ? desk.give({ type: 'accept', proposal: id, version: VERSION, falls: [] })
              : how === 'drop'
                ? desk.give({ type: 'drop', proposal: id, version: VERSION, ground: '' })
                : desk.give({ type: 'reopen', proposal: id, reason: '' });
          for (const [one, how] of acts) act(desk.option(one), how);
          const id = desk.option(at);
          const [before, seen, points] = [live(desk.state), desk.seen(), openPoints(desk.clauses, desk.state)];
          if (act(id, accepts ? 'accept' : 'drop') !== null) return;
          expect(act(id, 'reopen')).toBeNull();
          expect(live(desk.state)).toEqual(before);
          expect(desk.seen()).toBe(seen);
          expect(openPoints(desk.clauses, desk.state)).toEqual(points);
        },
      ),
    );
  });

  it('[X1] the chair may say that they do not exclude each other; then choosing one leaves the others open', () => {
    const desk = ladder();
    const ids = ['Option A', 'Option B'].map((label) => desk.option(label));
    expect(desk.give({ type: 'relate', proposals: ids, relation: 'independent' })).toBeNull();
    desk.accept(ids[0]!);
    expect(desk.state.proposals.get(ids[1]!)?.status.state).toBe('open');
  });

  it('[X3] what makes no sense is refused with a sentence, and changes nothing', () => {
    const desk = ladder();
    const [before, words] = [desk.state, desk.clauses];
    const wrong: [OptionRung, [string, string][]][] = [
      [1, [['c6', 'c6']]],
      [
        1,
        [
          ['c7', 'c6'],
          ['c0', 'c0'],
        ],
      ],
      [
        1,
        [
          ['c6', 'c7'],
          ['c7', 'c7'],
        ],
      ],
      [
        1,
        [
          ['c6', 'c6'],
          ['gone', 'gone'],
        ],
      ],
      // On the rung of what encloses it, or of what it encloses.
      [
        1,
        [
          ['c2', 'c2'],
          ['c3', 'c3'],
        ],
      ],
      [
        3,
        [
          ['h1', 'c4'],
          ['c6', 'c6'],
        ],
      ],
    ];
    for (const [rung, ranges] of wrong) expect(desk.set(rung, ranges)?.code).toBe('malformed');
    const accept = {
      type: 'accept-as-amended',
      proposal: desk.option('Option A'),
      version: VERSION,
      wording: [],
      falls: [],
    } as const;
    expect(desk.give(accept)?.code).toBe('not-allowed');
    expect([desk.state, desk.clauses]).toEqual([before, words]);
  });

  it('[X4] a label that stands in the text already is taken, and goes with the choice; its clause keeps its words', () => {
    const desk = new Desk([
      clause('c0', 'Option 1: The Council meets.', { kind: 'option' }),
      clause('c1', 'Option 2', { kind: 'option' }),
      clause('c2', 'It does not meet.'),
    ]);
    expect(
      desk.set(3, [
        ['c0', 'c0'],
        ['c1', 'c2'],
      ]),
    ).toBeNull();
    expect(desk.seen()).toBe('[Option 1: The Council meets.] | [Option 2 | It does not meet.]');
    desk.accept(desk.option('Option 1'));
    expect(desk.seen()).toBe('The Council meets.');
    expect(desk.clauses.map(plainText)).toEqual(['Option 1: The Council meets.', 'Option 2', 'It does not meet.']);
    expect(writtenOption('Option 1 of the plan')).toBe('');
  });

  it('[X4] exported with brackets and imported again, they are the same clauses, brackets and nesting (invariant 8), and can be set again', () => {
    const exported = (clauses: readonly Clause[], state: RecordState): string =>
      bracketedText(clauses, { ...factsOf(state), form: 'markdown', attributionOf: () => ({ prefix: '', suffix: '' }) });
    const first = ladder();
    const source = exported(first.clauses, first.state);
    let made = 0;
    const ids = { clause: () => clauseId(`i${(made += 1)}`), proposal: () => proposalId(`i${(made += 1)}`) };
    const imported = importText(source, { fileName: 'draft.md', registry: REGISTRY, ids });
    const again = new Desk(imported.clauses);
    again.state = evolve(EMPTY_STATE, {
      number: 1,
      event: {
        type: 'DraftImported',
        title: '',
        form: 'markdown',
        source: { name: 'draft.md', sha256: '' },
        clauses: imported.clauses.length,
        inherited: imported.inherited,
      },
    });
    expect(again.seen()).toBe(first.seen());
    expect(exported(again.clauses, again.state)).toBe(source);
    // Their brackets become the options': none is put round another.
    const at = (words: string): string => again.clauses.find((one) => plainText(one) === words)!.id;
    const third = at('OPTION III: No text');
    expect(
      again.set(1, [
        [at('OPTION I'), at('Words 4.')],
        [at('OPTION II'), at('Words 5.')],
        [third, third],
      ]),
    ).toBeNull();
    expect(again.seen()).toBe(first.seen());
    expect(again.state.proposals.get(again.option('OPTION III'))?.option?.noText).toBe(true);
    again.accept(again.option('OPTION III'));
    expect(again.seen()).toBe('Words 0. | Words 6. | Words 7.');
  });
});
