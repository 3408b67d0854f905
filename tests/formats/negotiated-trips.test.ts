import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseSpace } from '../../shared/import/whitespace.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { negotiated, negotiatedDraft, type Act } from './negotiated-drafts.ts';
import { paper } from './papers.ts';
import {
  aknAgain,
  isDeep,
  plainLines,
  read,
  readBare,
  throughAkn,
  throughText,
  throughWord,
  wordAgain,
} from './there-and-back.ts';

const act = (what: Act['what'], more: Partial<Act> = {}): Act => ({
  ...{ what, at: 0, from: 0, length: 0, pick: 0, who: 'Norway' },
  ...more,
});

/** Drafts that did not come back once. */
const PINNED: readonly (readonly [string, string, readonly Act[]])[] = [
  [
    'a name with “and” that speaks for a group',
    '1. Parties\n\n2. act',
    [act('add'), act('add'), act('strike', { who: 'Trinidad and Tobago' })],
  ],
  [
    'brackets that cross',
    '1. Parties act in full',
    [act('reword', { from: 1, pick: 4 }), act('strike', { who: 'Kenya' }), act('reword', { from: 1, length: 2 })],
  ],
  [
    'a co-sponsor of who speaks for a group',
    '1. []',
    [act('reword'), act('reword', { who: 'Chile' }), act('accept'), act('sponsor', { pick: 7 })],
  ],
  [
    'a tombstone within an option',
    'Parties\n\nParties\n\n1. Parties',
    [act('options', { at: 4 }), act('no-text', { at: 8, pick: 1 }), act('tombstone')],
  ],
  ['a heading that is gone', '## Article 3 bis\n\n1. Parties', [act('tombstone', { pick: 2 })]],
  ['words in Arabic that are out', '1. Parties العمل', [act('reword', { length: 1 }), act('accept'), act('drop')]],
  ['a place between two brackets that is decided', '1. Parties []Parties', [act('accept'), act('reword', { length: 2 })]],
  [
    'a mark beside the same mark',
    '[^1]: [Parties act[^1]  - Brazil, Chile]act[^1] Parties',
    [act('reword', { from: 6, length: 1, pick: 4 })],
  ],
  [
    'the mark of a footnote that is gone',
    '[^1]: [[most - EU]]\n\n1. act[^1]',
    [act('tombstone'), act('strike'), act('accept'), act('reword', { length: 1, pick: 4 })],
  ],
];

const written = (source: string, acts: readonly Act[]): Parameters<typeof negotiatedDraft>[0] => ({
  source,
  isMarkdown: source.startsWith('#'),
  acts: [...acts],
});

/** Whether the text is anything but headings and tables, whose lines are not those of their clauses. */
const isProse = ({ blocks }: Manuscript): boolean =>
  blocks.every(
    (block) => block.type === 'clause' && block.cell === undefined && !/^(?:title|part|article|heading)$/.test(block.kind),
  );

function fromText(draft: Parameters<typeof negotiatedDraft>[0]): void {
  const sources = negotiatedDraft(draft);
  const before = paper('negotiating', sources);
  const { text, after } = throughText(sources);
  const again = paper('negotiating', after);
  const how = { form: sources.state.form, isDeep: isDeep(before) };
  expect(readBare(again, how), text).toEqual(readBare(before, how));
  if (isProse(before)) expect(plainLines(again)).toEqual(plainLines(before));
  expect(normaliseSpace(throughText(after).text)).toBe(normaliseSpace(text));
}

describe('a draft under negotiation, with amendments to amendments, options, packages, tombstones, tables, footnotes and both directions', () => {
  test('[W7] [W26] comes back from Word as it was', async () => {
    await fc.assert(
      fc.asyncProperty(negotiated, async (draft) => {
        const before = paper('negotiating', negotiatedDraft(draft));
        fc.pre(before.blocks.length > 0);
        expect(read(await throughWord(before))).toEqual(read(before));
      }),
      { numRuns: 30 },
    );
  });

  test('[W13] [W26] comes back from Akoma Ntoso as it was', () => {
    fc.assert(
      fc.property(negotiated, (draft) => {
        const before = paper('negotiating', negotiatedDraft(draft));
        expect(read(throughAkn(before))).toEqual(read(before));
      }),
      { numRuns: 100 },
    );
  });

  test('[I9] [I14] comes back from bracketed text: its clauses, its brackets with their attributions, and what stands in which', () => {
    fc.assert(fc.property(negotiated, fromText), { numRuns: 150 });
  });

  test.each(PINNED)('[W7] [W13] [W26] [I14] comes back, such as %s', async (_, source, acts) => {
    const draft = written(source, acts);
    const before = paper('negotiating', negotiatedDraft(draft));
    expect(read(await throughWord(before))).toEqual(read(before));
    expect(read(throughAkn(before))).toEqual(read(before));
    fromText(draft);
  });

  test('[W7] a text of which nothing stands comes back from Word as one empty clause', async () => {
    const before = paper('negotiating', negotiatedDraft(written('[Parties]', [act('drop')])));
    expect(before.blocks).toEqual([]);
    expect(plainLines(await throughWord(before))).toEqual([]);
  });

  test('is generated of them all', () => {
    const counts = new Map<string, number>();
    const seen = (what: string, yes: boolean): void => void counts.set(what, (counts.get(what) ?? 0) + (yes ? 1 : 0));
    for (const draft of fc.sample(negotiated, 150)) {
      const { state, ...sources } = negotiatedDraft(draft);
      const { blocks } = paper('negotiating', { state, ...sources });
      const open = [...state.proposals.values()].filter(({ status }) => status.state === 'open');
      const clauses = blocks.flatMap((block) => (block.type === 'clause' ? [block] : []));
      const gone = clauses.flatMap(({ pieces }) =>
        pieces.flatMap((one) => (one.type === 'words' && one.gone === true ? one.text : [])),
      );
      seen(
        'an amendment to an amendment',
        open.some(({ amends }) => amends !== null),
      );
      seen(
        'an option',
        open.some(({ option }) => option !== undefined),
      );
      seen('a package', state.instruments.packages.size > 0);
      seen('a tombstone', gone.includes('Deleted.'));
      seen(
        'one with a destination',
        gone.some((words) => / (?:as|into) /.test(words)),
      );
      seen(
        'a table',
        clauses.some(({ cell }) => cell !== undefined),
      );
      seen(
        'a footnote',
        clauses.some(({ kind }) => kind === 'footnote'),
      );
      seen(
        'a clause from right to left',
        clauses.some(({ direction }) => direction === 'rtl'),
      );
    }
    for (const [what, count] of counts) expect(count, what).toBeGreaterThan(4);
  });
});

test('[X7] that there is to be no text comes back as the empty alternative, whatever it was written in', async () => {
  const sources = negotiatedDraft(written('1. [The Board may meet.][No text.]', []));
  const manuscript = paper('negotiating', sources);
  for (const { clauses } of [throughText(sources).after, await wordAgain(manuscript), aknAgain(manuscript)]) {
    const [, none] = clauses[0]!.runs;
    expect(none).toMatchObject({ text: 'No text.', deletions: none!.insertions });
    expect(none!.insertions).toHaveLength(1);
  }
});
