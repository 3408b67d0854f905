import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalId } from '../../shared/base/ids.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { clause } from '../projection/built.ts';
import { Desk, LABELS, VERSION, ladder, text } from './options-desk.ts';
import { live } from './negotiation.ts';

const lift = (choice: number) => ({ type: 'lift-options', choice, reason: 'no longer two approaches' }) as const;
const undo = (lifting: number) => ({ type: 'undo-lifting', lifting, reason: 'they are, after all' }) as const;

/** The entry that set the choice of the option with this label. */
const choiceOf = (desk: Desk, label: string): number => desk.state.proposals.get(desk.option(label))!.option!.choice;

describe('options that are lifted', () => {
  it('[X6] are the alternatives they were, without labels; what says that there is no text stays', () => {
    const desk = new Desk(text(4));
    desk.set(
      2,
      [
        ['c1', 'c1'],
        ['c2', 'c3'],
      ],
      true,
    );
    const proposals = ['Option A', 'Option B', 'Option C'].map((label) => desk.option(label));
    expect(desk.seen()).toBe('Words 0. | [Option A | Words 1.] | [Option B | Words 2. | Words 3.] | [Option C: No text]');
    expect(desk.give(lift(choiceOf(desk, 'Option A')))).toBeNull();
    expect(desk.seen()).toBe('Words 0. | [Words 1.] | [Words 2. | Words 3.] | [No text]');
    for (const id of proposals) expect(desk.state.proposals.get(id)).toMatchObject({ status: { state: 'open' } });
    desk.accept(proposals[1]!);
    // That one can stand is what the chair said of them, and so it is until the chair says otherwise.
    expect(desk.give({ type: 'accept', proposal: proposals[2]!, version: VERSION, falls: [] })?.code).toBe('clash');
    desk.give({ type: 'reopen', proposal: proposals[1]!, reason: 'new facts' });
    desk.give({ type: 'relate', proposals, relation: 'independent' });
    desk.accept(proposals[1]!);
    expect(desk.seen()).toBe('Words 0. | [Words 1.] | Words 2. | Words 3. | [No text]');
    expect(desk.give({ type: 'drop', proposal: proposals[0]!, version: VERSION, ground: 'no agreement' })).toBeNull();
    desk.accept(proposals[2]!);
    expect(desk.seen()).toBe('Words 0. | Words 2. | Words 3.');
  });

  it('[X6] lifted and made options again, everything is as before, on every rung, in any order (invariant 7)', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom(...LABELS), fc.constantFrom('accept', 'drop', 'reopen')), { maxLength: 4 });
    let done = 0;
    fc.assert(
      fc.property(acts, fc.shuffledSubarray(['OPTION I', 'Option A', 'Option 1'], { minLength: 1 }), (list, lifted) => {
        const desk = ladder();
        for (const [label, how] of list) {
          const proposal = desk.option(label);
          if (how === 'accept') desk.give({ type: 'accept', proposal, version: VERSION, falls: [] });
          else if (how === 'drop') desk.give({ type: 'drop', proposal, version: VERSION, ground: 'no agreement' });
          else desk.give({ type: 'reopen', proposal, reason: 'new facts' });
        }
        const [before, words, seen] = [desk.state, desk.clauses, desk.seen()];
        const liftings: number[] = [];
        for (const label of lifted) {
          const refusal = desk.give(lift(choiceOf(desk, label)));
          if (refusal === null) liftings.push(desk.state.last);
          else expect(refusal.code).toBe('not-open');
        }
        for (const lifting of liftings) expect(desk.give(undo(lifting))).toBeNull();
        done += liftings.length;
        expect(desk.seen()).toBe(seen);
        const known = new Set(before.proposals.keys());
        const after = { ...desk.state, proposals: new Map([...desk.state.proposals].filter(([id]) => known.has(id))) };
        expect(live(after)).toEqual(live(before));
        expect(desk.clauses.map(({ id }) => id)).toEqual(words.map(({ id }) => id));
      }),
    );
    expect(done).toBeGreaterThan(50);
  });

  it('[X6] a label that came with the text goes and comes back, too', () => {
    const desk = new Desk([
      clause('c0', 'Option 1: The Council meets.', { kind: 'option' }),
      clause('c1', 'Option 2: No text.', { kind: 'option' }),
    ]);
    desk.set(3, [
      ['c0', 'c0'],
      ['c1', 'c1'],
    ]);
    desk.give(lift(choiceOf(desk, 'Option 1')));
    expect(desk.seen()).toBe('[The Council meets.] | [No text.]');
    desk.give(undo(desk.state.last));
    expect(desk.seen()).toBe('[Option 1: The Council meets.] | [Option 2: No text.]');
  });

  it('[X6] what makes no sense is refused and changes nothing; the chair alone does it', () => {
    const desk = ladder();
    const choice = choiceOf(desk, 'OPTION I');
    desk.accept(desk.option('OPTION I'));
    const before = desk.state;
    expect(desk.give(lift(choice))?.code).toBe('not-open');
    expect(desk.give(lift(999))?.code).toBe('not-open');
    expect(desk.give(undo(choice))?.code).toBe('not-open');
    expect(desk.state).toBe(before);
    desk.give({ type: 'reopen', proposal: desk.option('OPTION I'), reason: 'new facts' });
    desk.give(lift(choice));
    const lifting = desk.state.last;
    expect(desk.give(lift(choice))?.code).toBe('not-open');
    const words = [...desk.state.proposals.values()].find(({ origin }) => origin === 'lifting')!;
    // It has no number in the register; whatever is tabled next has the next one.
    desk.set(3, [
      ['c6', 'c6'],
      ['c7', 'c7'],
    ]);
    expect([...desk.state.proposals.values()].filter((one) => one !== words).map(({ order }) => order)).toEqual(
      [...desk.state.proposals.keys()].slice(1).map((_, at) => at),
    );
    expect(desk.give({ type: 'reopen', proposal: words.id, reason: 'new facts' })?.code).toBe('not-allowed');
    const other = desk.option('Option A');
    expect(desk.give({ type: 'relate', proposals: [words.id, other], relation: 'exclusive' })?.code).toBe('unknown-proposal');
    for (const role of ['drafter', 'delegate', 'observer'] as const)
      expect(refusalOf({ role, participant: 'p-no' as never }, undo(lifting), desk.state)?.code).toBe('not-allowed');
    expect(desk.give(undo(lifting))).toBeNull();
    expect(desk.give(undo(lifting))?.code).toBe('not-open');
    expect(desk.state.proposals.has(proposalId('none'))).toBe(false);
  });

  it('[X6] they are not options again where others set since stand within them or round them, on a rung that does not go with theirs', () => {
    for (const [rung, again] of [
      [1, false],
      [2, false],
      [3, true],
    ] as const) {
      const desk = new Desk(text(5));
      desk.set(2, [
        ['c1', 'c2'],
        ['c3', 'c3'],
      ]);
      desk.give(lift(choiceOf(desk, 'Option A')));
      const lifting = desk.state.last;
      expect(
        desk.set(rung, [
          ['c1', 'c1'],
          ['c2', 'c2'],
        ]),
      ).toBeNull();
      expect(desk.give(undo(lifting))).toEqual(again ? null : expect.objectContaining({ code: 'not-allowed' }));
      desk.give(lift(desk.state.last));
    }
  });
});
