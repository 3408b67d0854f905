import { describe, expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { nextRevision } from '../../shared/projection/revision.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import { clauseName, clauseNames } from '../../shared/record/clause-names.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { clause, imported } from '../projection/built.ts';
import { Draft, GONE, must, TREATY, draft } from './numbered-draft.ts';

describe('tombstones', () => {
  it('[N4] a numbered clause whose words are out stands as deleted, what stands under it not again', () => {
    expect(draft.lines().filter((line) => /Deleted/.test(line))).toEqual(['Article 2 Deleted.', '(a) Deleted.']);
    expect(draft.lines()).toContain('2 bis. New words.');
  });

  it('[N4] what went elsewhere names each destination, by the number that it has', () => {
    const noted = must(
      draft.give({
        type: 'note-tombstone',
        clause: clauseId('a3'),
        parts: [
          { what: 'paragraph 1', fate: 'deleted', to: null },
          { what: 'paragraph 2', fate: 'moved', to: clauseId('q2b') },
        ],
      }),
    );
    expect(noted.lines()).toContain(
      'Article 2 Deleted - paragraph 1 deleted, and paragraph 2 moved as article 3 BIS, paragraph 2 (b).',
    );
    const merged = must(
      draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [{ what: '', fate: 'merged', to: clauseId('a9') }] }),
    );
    expect(merged.lines()).toContain('Article 2 Deleted and merged into article 9.');
    const plain = must(merged.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [] }));
    expect(plain.lines()).toEqual(draft.lines());
  });

  it('[N4] what is noted of a part is words of its line, so that no paper has a clause of it', () => {
    const part = { what: ' paragraph 1\n9.\u2028 Others ', fate: 'deleted', to: null } as const;
    const noted = must(draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [part] }));
    expect(noted.lines()).toContain('Article 2 Deleted - paragraph 1 9. Others deleted.');
  });

  it('[N3] an alternative has no number that another has, however that is written', () => {
    const text = [
      clause('x', 'First.', { label: '5.' }),
      clause('y', 'Second.', { label: '5 alt' }),
      clause('z', 'Third.', { label: '6.' }),
    ];
    const marked = must(new Draft(text).give({ type: 'mark-alternative', clause: clauseId('z'), of: clauseId('x') }));
    expect(marked.events.at(-1)).toMatchObject({ after: '5 alt 2.' });
  });

  it('[N4] a clause of which but spaces and commas are left is gone, through revisions and out of them', () => {
    const struck = [clause('x', '<-gone Parties>, <-gone report> ', { label: '4.' }), clause('y', 'Other.', { label: '5.' })];
    const gone = new Draft(struck, [imported('gone'), GONE]);
    expect(gone.lines()).toEqual(['4. Deleted.', '5. Other.']);
    const next = nextRevision({ clauses: gone.clauses, state: gone.state }, null);
    const issue = { type: 'RevisionIssued', revision: 1, symbol: 'L.1', restores: null, ...next.issued } as const;
    expect(new Draft(next.clauses, [...gone.events, issue]).lines()).toEqual(gone.lines());
    const unnumbered = [clause('x', '<-gone Parties> <-gone report>', { kind: 'text' })];
    expect(shownText({ clauses: unnumbered, state: gone.state })).toEqual([]);
    expect(nextRevision({ clauses: unnumbered, state: gone.state }, null).clauses).toEqual([]);
  });

  it('[N4] what is called by its number is called by the one that is shown, in which what is gone counts', () => {
    const text = [
      clause('p2', 'Second.', { label: '2.' }),
      clause('p3', '<-gone Third.>', { label: '3.' }),
      clause('new', 'Third, put otherwise.'),
      clause('alt', 'Another.', { label: '4.' }),
    ];
    const noted = must(
      new Draft(text, [imported('gone'), GONE]).give({
        type: 'note-tombstone',
        clause: clauseId('p3'),
        parts: [{ what: '', fate: 'moved', to: clauseId('new') }],
      }),
    );
    expect(noted.lines().slice(1, 3)).toEqual(['3. Moved as paragraph 3 bis.', '3 bis. Third, put otherwise.']);
    const marked = must(noted.give({ type: 'mark-alternative', clause: clauseId('alt'), of: clauseId('new') }));
    expect(marked.events.at(-1)).toMatchObject({ after: '3 bis alt.' });
    expect(noted.give({ type: 'mark-alternative', clause: clauseId('alt'), of: clauseId('p3') })).toMatch(/does not stand/);
    const sources = { clauses: text, outcomeOf: outcomesOf(noted.state), numbering: noted.state.numbering };
    expect(clauseNames(sources)(clauseId('new'))).toBe('Paragraph 3 bis');
  });

  it('[N4] [L4] what has no number that counts is called by its words, and what is no paragraph by what it is', () => {
    const text = [
      clause('head', '<-gone Article 5>', { kind: 'article' }),
      clause('p', 'They meet.', { label: '12 bis.' }),
      clause('s', 'In Geneva.', { kind: 'subparagraph', level: 1, label: '(a)' }),
      clause('bullet', 'With\nregret.', { kind: 'subparagraph', level: 1, label: '-' }),
      clause('note', 'See the annex.', { kind: 'footnote', label: '[^k3x9]:' }),
    ];
    const { state } = new Draft(text, [imported('gone'), GONE]);
    const name = clauseNames({ clauses: text, outcomeOf: outcomesOf(state), numbering: state.numbering });
    expect([...text.map(({ id }) => name(id)), name(clauseId('none'))]).toEqual([
      'Article 5',
      'Paragraph 12 bis',
      'Subparagraph (a)',
      '“With regret.”',
      'The footnote “See the annex.”',
      'A clause',
    ]);
    // On the screen, which knows how footnotes are numbered.
    expect(clauseName(text[4]!, '2', outcomesOf(state))).toBe('Footnote 2');
  });

  it('[N4] nothing is noted of what stands, nor a place that does not', () => {
    expect(draft.give({ type: 'note-tombstone', clause: clauseId('p1'), parts: [] })).toMatch(/still has words/);
    const nowhere = { what: '', fate: 'moved', to: clauseId('g1') } as const;
    expect(draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [nowhere] })).toMatch(/Say where it went/);
  });

  it('[N4] where another clause goes on under the number there is none', () => {
    const rivals = [clause('x', '<gone One.>', { label: '4.' }), clause('y', 'Other.', { label: '4.' })];
    const dropped = { type: 'ProposalDropped', proposal: proposalId('gone'), version: '', ground: '' } as const;
    expect(new Draft(rivals, [imported('gone'), dropped]).lines()).toEqual(['4. Other.']);
    const heads = [
      ['part', 'Part II'],
      ['article', '<gone Article 4. Old>'],
      ['article', 'Article 4. New'],
      ['part', '<gone Annex I>'],
      ['article', '<gone Article 4>'],
      ['part', 'Annex I'],
      ['article', 'Article 4. Annexed'],
      ['part', 'Annex II'],
      ['article', '<gone Article 4>'],
    ] as const;
    const headed = heads.map(([kind, words], at) => clause(`h${at}`, words, { kind }));
    expect(new Draft(headed, [imported('gone'), dropped]).lines()).toEqual([
      'Part II',
      'Article 4. New',
      'Annex I',
      'Article 4. Annexed',
      'Annex II',
      'Article 4 Deleted.',
    ]);
  });
});

describe('alternatives', () => {
  it('[N3] a footnote, which is known by its mark, is none and has none', () => {
    const note = clause('note', 'As the Statute says.', { kind: 'footnote', label: '[^n]:' });
    const text = new Draft([clause('x', 'They meet[^n].', { label: '5.' }), note]);
    for (const [one, of] of [
      ['note', 'x'],
      ['x', 'note'],
    ] as const)
      expect(text.give({ type: 'mark-alternative', clause: clauseId(one), of: clauseId(of) })).toMatch(
        /^A footnote is known by its mark/,
      );
  });

  it('[N3] an alternative is numbered after what it is an alternative of, and gets its number back', () => {
    const mark = { type: 'mark-alternative', clause: clauseId('q3'), of: clauseId('q2') } as const;
    const marked = must(
      draft.give(
        mark,
        TREATY.map((one) => (one.id === 'q3' ? { ...one, label: '2 alt.' } : one)),
      ),
    );
    expect(marked.events.at(-1)).toMatchObject({ type: 'AlternativeMarked', before: '', after: '2 alt.' });
    expect(marked.lines()).toContain('2 alt. New words.');
    const second = marked.give({ type: 'mark-alternative', clause: clauseId('q1'), of: clauseId('q2') });
    expect(must(second).events.at(-1)).toMatchObject({ after: '2 alt 2.' });
    expect(marked.give(mark)).toMatch(/already/);
    expect(must(marked.give({ ...mark, of: null })).events.at(-1)).toMatchObject({ before: '2 alt.', after: '' });
    expect(draft.give({ ...mark, of: clauseId('q3') })).toMatch(/itself/);
    expect(draft.give({ ...mark, of: null })).toMatch(/not marked/);
  });

  it('[N3] is not numbered as one that is out, and may come back', () => {
    const text = [
      clause('x', 'One.', { label: '5.' }),
      clause('y', '<-gone Two.>', { label: '5 alt.' }),
      clause('z', 'Three.', { label: '6.' }),
    ];
    const marked = new Draft(text, [imported('gone'), GONE]).give({
      type: 'mark-alternative',
      clause: clauseId('z'),
      of: clauseId('x'),
    });
    expect(must(marked).events.at(-1)).toMatchObject({ after: '5 alt 2.' });
  });

  it('[N3] [N5] [R13] is what it was where an earlier revision is restored, and so is what was renumbered', () => {
    const text = [clause('x', 'One.', { label: '5.' }), clause('y', 'Two.', { label: '7.' })];
    const before = new Draft(text);
    const issued = (restores: number | null) =>
      ({
        type: 'RevisionIssued',
        revision: 1,
        symbol: 'L.1',
        restores,
        clauses: 2,
        digest: '',
        leftBehind: [],
        vanished: [],
        returned: [],
      }) as const;
    const frozen = before.and(issued(null));
    const marked = must(frozen.give({ type: 'mark-alternative', clause: clauseId('y'), of: clauseId('x') }));
    const restored = new Draft(text, [...marked.renumbered().events, { ...issued(1), revision: 2 }]);
    expect(restored.state.numbering).toEqual(before.state.numbering);
    expect(restored.give({ type: 'mark-alternative', clause: clauseId('y'), of: clauseId('x') })).not.toBeTypeOf('string');
    expect(restored.renumbered().lines()).toEqual(['1. One.', '2. Two.']);
  });
});
