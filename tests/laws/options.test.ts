import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, type ProposalId } from '../../shared/base/ids.ts';
import { inapplicable } from '../../shared/record/applicability.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { openPoints } from '../../shared/projection/points.ts';
import type { Refusal } from '../../shared/record/command.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { optionLabel, type OptionRung } from '../../shared/text/option-label.ts';
import type { CellPlace } from '../../shared/text/cell.ts';
import { clause } from '../projection/built.ts';
import { live } from './negotiation.ts';
import { Desk, LABELS, ladder, VERSION } from './options-desk.ts';

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
                ? desk.give({ type: 'drop', proposal: id, version: VERSION, ground: 'no agreement' })
                : desk.give({ type: 'reopen', proposal: id, reason: 'new facts' });
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

  it('[X2] the others fall also where the chair goes back to how their brackets stand', () => {
    const desk = ladder();
    const [first, second, third] = ['OPTION I', 'OPTION II', 'OPTION III'].map((label) => desk.option(label));
    const proposals = [first!, second!, third!];
    expect(desk.give({ type: 'relate', proposals, relation: 'cumulative' })).toBeNull();
    expect(desk.give({ type: 'relate', proposals, relation: null })).toBeNull();
    expect(openPoints(desk.clauses, desk.state)[0]?.relation).toBe('exclusive');
    desk.accept(first!);
    for (const id of [second!, third!]) expect(desk.state.proposals.get(id)?.status).toMatchObject({ state: 'fell', by: first });
    expect(desk.give({ type: 'reopen', proposal: second!, reason: 'another look' })).toBeNull();
    expect(desk.give({ type: 'accept', proposal: second!, version: VERSION, falls: [] })?.code).toBe('clash');
  });

  it('[X3] a table is in an option whole or not at all, and a place without words is no option', () => {
    const cell = (row: string, column: string) => ({ cell: `t1/${row}/${column}` as CellPlace });
    const desk = new Desk([
      clause('c0', 'Words.'),
      ...['a', 'b', 'c', 'd'].map((id, at) => ({ ...clause(id, `Cell ${id}.`), ...cell(`r${at >> 1}`, `k${at % 2}`) })),
      clause('c1', 'More.'),
      clause('c2', '<q1 \u2060>'),
    ]);
    for (const ranges of [
      [
        ['c0', 'a'],
        ['c1', 'c1'],
      ],
      [
        ['c0', 'c0'],
        ['c', 'd'],
      ],
      [
        ['c0', 'c0'],
        ['c2', 'c2'],
      ],
    ] as const)
      expect(desk.set(2, ranges)?.code).toBe('malformed');
    expect(
      desk.set(2, [
        ['a', 'd'],
        ['c1', 'c1'],
      ]),
    ).toBeNull();
  });
});
