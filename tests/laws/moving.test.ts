import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { clauseId, proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { moveSentence } from '../../shared/projection/move-story.ts';
import { clauseEvents, openingWords, type Place } from '../../shared/record/clause-events.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { movedAmong, movedSince } from '../../shared/text/order.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { elementOf, writeText } from '../../shared/text/writing.ts';
import { TextIndex } from '../../server/rooms/text-index.ts';
import { writtenBy } from '../../server/rooms/written.ts';
import { clause } from '../projection/built.ts';
import { clauses, outcomes, rewording } from './generated.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

function subsets<T>(list: readonly T[]): T[][] {
  return list.reduce<T[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]]);
}

interface Edit {
  readonly act: 'type' | 'move' | 'rewrite' | 'add' | 'remove';
  readonly at: number;
  readonly to: number;
}

const edits = fc.array(
  fc.record({
    act: fc.constantFrom(
      'type' as const,
      'move' as const,
      'move' as const,
      'rewrite' as const,
      'add' as const,
      'remove' as const,
    ),
    at: fc.nat(9),
    to: fc.nat(9),
  }),
  { minLength: 1, maxLength: 12 },
);

/** What a drafter's editor does in one go; `rewrite`: a clause in an element of its own again, where it stood. */
function edit(doc: Y.Doc, { act, at, to }: Edit, fresh: () => ClauseId): void {
  const text = textOf(doc);
  const index = at % text.length;
  const element = text.get(index) as Y.XmlElement;
  const read = readText(doc)[index]!;
  if (act === 'type') (element.get(0) as Y.XmlText).insert(0, 'x');
  else if (act === 'add') text.insert(to % (text.length + 1), [elementOf({ ...clause('new', 'New.'), id: fresh() })]);
  else if (act === 'remove' && text.length > 2) text.delete(index, 1);
  else if (act === 'rewrite' || act === 'move') {
    text.delete(index, 1);
    text.insert(act === 'move' ? to % (text.length + 1) : index, [elementOf(read)]);
  }
}

describe('a clause that is moved', () => {
  it('[R20] no more are said to have moved than must have, for the others to stand as they stood, and none that nobody touched', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IDS, { minLength: 6 }), fc.subarray(IDS), (shuffled, touched) => {
        const may = new Set(touched);
        // Who is not touched stands to the others as before.
        const rest = IDS.filter((id) => !may.has(id));
        const now = shuffled.map((id) => (may.has(id) ? id : rest.shift()!));
        const moved = movedAmong(IDS, now, may);
        for (const id of moved) expect(may.has(id)).toBe(true);
        const stands = (some: readonly string[]): boolean =>
          JSON.stringify(IDS.filter((id) => some.includes(id))) === JSON.stringify(now.filter((id) => some.includes(id)));
        expect(stands(IDS.filter((id) => !moved.has(id)))).toBe(true);
        const least = Math.min(
          ...subsets(touched)
            .filter((some) => stands(IDS.filter((id) => !some.includes(id))))
            .map((some) => some.length),
        );
        expect(moved.size).toBe(least);
      }),
      { numRuns: 300 },
    );
  });

  it('[R20] has moved since if it is out of order with who stayed, or has more or fewer places; what is told already counts for none', () => {
    const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const;
    type Row = readonly (typeof LETTERS)[number][];
    const some = (most: number): fc.Arbitrary<Row> => fc.subarray([...LETTERS], { maxLength: most });
    /** Takes some out and puts them in elsewhere, one of them perhaps in two places. */
    const texts = fc
      .record({ then: fc.array(fc.constantFrom(...LETTERS), { maxLength: 8 }), touched: some(3), told: some(2) })
      .chain(({ then, touched, told }) =>
        fc.record({
          then: fc.constant(then),
          touched: fc.constant(touched),
          told: fc.constant(told),
          stirs: fc.boolean(),
          puts: fc.array(fc.nat(8), { minLength: then.length + 1, maxLength: then.length + 1 }),
        }),
      );
    const seen = { moved: 0, stayed: 0, stirred: 0 };
    fc.assert(
      fc.property(texts, ({ then, touched, told, stirs, puts }) => {
        const moves = new Set<string>(touched);
        const now = then.filter((one) => !moves.has(one));
        const taken = then.filter((one) => moves.has(one));
        for (const [at, one] of [...taken, ...(stirs ? taken.slice(0, 1) : [])].entries()) now.splice(puts[at] ?? 0, 0, one);
        if (stirs) now.reverse();
        const found = movedSince(then, now, { touched: new Set(touched), except: new Set(told) });
        const places = (row: Row, one: string): number[] => row.flatMap((id, at) => (id === one ? [at] : []));
        const both = LETTERS.filter((one) => !told.includes(one) && then.includes(one) && now.includes(one));
        const often = new Set<string>(both.filter((one) => places(then, one).length !== places(now, one).length));
        const inOrder = (those: Row): boolean => {
          const row = (of: Row): string => of.filter((one) => those.includes(one)).join('');
          return row(then) === row(now);
        };
        const held = both.filter((one) => !often.has(one));
        const asTheyStood = inOrder(held.filter((one) => !moves.has(one)));
        for (const one of often) expect(found.has(one as (typeof LETTERS)[number])).toBe(true);
        for (const one of found) expect(both.includes(one) && (often.has(one) || !asTheyStood || moves.has(one))).toBe(true);
        expect(inOrder(held.filter((one) => !found.has(one)))).toBe(true);
        if (inOrder(held)) expect([...found].every((one) => often.has(one))).toBe(true);
        // Where who was not touched stands otherwise, each who is out of order with any is said to have moved.
        if (!asTheyStood)
          for (const one of held) expect([one, found.has(one)]).toEqual([one, held.some((other) => !inOrder([one, other]))]);
        seen.moved += found.size;
        seen.stayed += held.length - found.size;
        if (!asTheyStood) seen.stirred += 1;
      }),
      { numRuns: 800 },
    );
    expect(Math.min(seen.moved, seen.stayed, seen.stirred)).toBeGreaterThan(100);
  });

  it('[R20] has left where it stood twice and one place went elsewhere, and where it went from behind one place of another to the next', () => {
    const doc = new Y.Doc({ gc: false });
    writeText(
      doc,
      ['x', 'b', 'x', 'c', 'd'].map((id) => clause(id, `Words of ${id}.`)),
    );
    const index = new TextIndex(doc);
    const moves = (from: number, to: number): ReturnType<TextIndex['refresh']>['clauses'] => {
      const written = writtenBy(doc, () => doc.transact(() => edit(doc, { act: 'move', at: from, to }, () => clauseId('n'))));
      return index.refresh(written?.touched ?? []).clauses.filter(({ left }) => left);
    };
    expect(index.places(clauseId('c'))).toEqual([{ behind: 'x', words: 'Words of x.', nth: 2 }]);
    // b x x c d, x b x c d and so on: what is between the two places is nothing, and yet it is told which it is behind.
    expect(moves(0, 1).map((one) => one.clause)).toEqual(['x']);
    expect(index.order()).toEqual(['b', 'x', 'x', 'c', 'd']);
    const [left] = moves(3, 2);
    expect([left?.clause, left?.stood, index.places(clauseId('c'))]).toEqual([
      'c',
      [{ behind: 'x', words: 'Words of x.', nth: 2 }],
      [{ behind: 'x', words: 'Words of x.', nth: 1 }],
    ]);
    expect(moves(3, 3)).toEqual([]);
  });

  it('[R20] is known by where it stands among the others, however it was written; a neighbour that comes or goes moves nobody', () => {
    let [moves, rewritten] = [0, 0];
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 4 }), (turns) => {
        const doc = new Y.Doc({ gc: false });
        writeText(
          doc,
          ['a', 'b', 'c', 'd'].map((id) => clause(id, `Words of ${id}.`)),
        );
        const index = new TextIndex(doc);
        let made = 0;
        for (const turn of turns) {
          const then = readText(doc).map(({ id }) => id);
          const written = writtenBy(doc, () =>
            doc.transact(() => {
              for (const one of turn) edit(doc, one, () => clauseId(`n${(made += 1)}`));
            }),
          );
          const now = readText(doc).map(({ id }) => id);
          const changes = written === null ? [] : index.refresh(written.touched).clauses;
          const stays = (id: ClauseId): boolean => then.includes(id) && now.includes(id);
          const moved = new Set(changes.filter(({ clause: id, left }) => left && stays(id)).map((one) => one.clause));
          expect(now.filter((id) => stays(id) && !moved.has(id))).toEqual(then.filter((id) => stays(id) && !moved.has(id)));
          moves += moved.size;
          if (moved.size === 0 && turn.some(({ act }) => act === 'rewrite')) rewritten += 1;
          for (const { clause: id, before, after, stood, left } of changes) {
            expect(left || before === null || after !== null).toBe(true);
            const at = then.indexOf(id);
            if (left) expect(stood.map(({ behind }) => behind)).toEqual(at === -1 ? [] : [then[at - 1] ?? null]);
          }
          for (const [at, id] of now.entries()) {
            const behind = readText(doc)[at - 1];
            expect(index.places(id)).toEqual([
              { behind: behind?.id ?? null, words: behind === undefined ? '' : openingWords(behind) },
            ]);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(moves).toBeGreaterThan(20);
    expect(rewritten).toBeGreaterThan(5);
  });

  it('[R20] is told with where it stood and stands, behind which place of one that stands twice, and that it was moved along with one', () => {
    const one = clause('c1', 'It meets in Geneva.', { label: '2.' });
    const [first, second]: [Place, Place] = [
      { behind: null, words: '' },
      { behind: clauseId('c3'), words: '3. Entries are kept.' },
    ];
    const told = (from: Place[], to: Place[], focus = false): string[] =>
      clauseEvents(one.id, one, one, { from, to }).flatMap((event) =>
        event.type === 'ClauseMoved' ? [moveSentence(event, 'The secretariat', focus)] : [],
      );
    expect(told([first], [second])).toEqual([
      'The secretariat moved “2. It meets in Geneva.” from the beginning to behind “3. Entries are kept.”.',
    ]);
    expect(told([second], [first], true)).toEqual([
      'The secretariat moved this clause from behind “3. Entries are kept.” to the beginning.',
    ]);
    expect(told([second], [second])[0]).toBe(
      'The secretariat moved “2. It meets in Geneva.”; it stands behind “3. Entries are kept.” as before.',
    );
    expect(told([{ ...second, nth: 2 }], [{ ...second, nth: 1 }])[0]).toContain(
      'from behind “3. Entries are kept.” (2nd place) to behind “3. Entries are kept.” (1st place)',
    );
    expect(told([first], [first, second])[0]).toContain('it stands twice');
    expect(told([first, second], [second])[0]).toContain('which stood twice');
    expect(clauseEvents(one.id, one, one, null)).toEqual([]);
  });
});

describe('a clause that a delegation moves', () => {
  it('[P4] [P9] a clause that a delegation moved goes where it stood and comes where it stands', () => {
    let moved = 0;
    fc.assert(
      fc.property(clauses, outcomes, fc.array(fc.nat(9), { maxLength: 3 }), rewording, (text, outcome, to, reword) => {
        const outcomeOf = (id: ProposalId): 'open' | 'accepted' | 'refused' => outcome.get(id) ?? 'open';
        const visible = (some: readonly Clause[], of: typeof outcomeOf): Clause[] =>
          some.map((one) => ({ ...one, runs: one.runs.filter((run) => standing(run, of) !== 'out') }));
        const fresh = proposalId('new');
        const base = visible(text, outcomeOf).filter((clause) => plainText(clause) !== '');
        const edited = [...base];
        for (const place of to) edited.splice(place % base.length, 0, ...edited.splice(0, 1));
        const reworded = edited.map((clause, index) =>
          index === 1 ? { ...clause, runs: [{ text: reword(plainText(clause)), insertions: [], deletions: [] }] } : clause,
        );
        if (base.length === 0) return;
        const drafted = redraft({ base, edited: reworded, current: text, outcomeOf, proposal: fresh });
        expect(drafted.ok).toBe(true);
        if (!drafted.ok) return;
        if (edited.some((clause, index) => clause !== base[index])) moved += 1;
        const after = changeText(text, drafted.value.changes);
        expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
        const as = (result: 'accepted' | 'refused') =>
          visible(after, (id) => (id === fresh ? result : outcomeOf(id)))
            .map(plainText)
            .filter((words) => words !== '');
        expect(as('refused')).toEqual(base.map(plainText));
        expect(as('accepted')).toEqual(reworded.map(plainText).filter((words) => words !== ''));
      }),
    );
    expect(moved).toBeGreaterThan(5);
  });
});

it('[R20] a clause is named by whole words, and where it has none that end by whole signs', () => {
  expect(
    openingWords(clause('c1', 'The Commission shall report to the Assembly of States Parties each year about each act')),
  ).toBe('The Commission shall report to the Assembly of States Parties each year about …');
  expect(openingWords(clause('c1', `a${'𠀀'.repeat(90)}`)).isWellFormed()).toBe(true);
});
