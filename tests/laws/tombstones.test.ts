import { describe, expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { clause, imported } from '../projection/built.ts';
import { Draft, must, TREATY, draft } from './numbered-draft.ts';

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

  it('[N4] nothing is noted of what stands, nor a place that does not', () => {
    expect(draft.give({ type: 'note-tombstone', clause: clauseId('p1'), parts: [] })).toMatch(/still has words/);
    const nowhere = { what: '', fate: 'moved', to: clauseId('g1') } as const;
    expect(draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [nowhere] })).toMatch(/Say where it went/);
  });

  it('[N4] where another clause goes on under the number there is none', () => {
    const rivals = [clause('x', '<gone One.>', { label: '4.' }), clause('y', 'Other.', { label: '4.' })];
    const dropped = { type: 'ProposalDropped', proposal: proposalId('gone'), version: '', ground: '' } as const;
    expect(new Draft(rivals, [imported('gone'), dropped]).lines()).toEqual(['4. Other.']);
  });
});

describe('alternatives', () => {
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
});
