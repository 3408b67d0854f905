import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { negotiated, negotiatedDraft, type Negotiated } from './negotiated-drafts.ts';
import { paper } from './papers.ts';
import { aknAgain, delegationsIn, isDeep, read, readBare, through, throughText, wordAgain } from './there-and-back.ts';

const LENSES = ['group', 'unnamed'] as const;
const lens = fc.constantFrom(...LENSES);

type Read = ReturnType<typeof read>;

/** Who is no stand-in is named again, but behind nobody; whoever was not named is nobody. */
const named = ({ facts }: Read): unknown =>
  facts.map(({ sponsors }) => {
    const told = sponsors.map((one) => (/^a (?:delegation|group)/.test(one) ? null : one));
    return told[0] === null ? [] : told.filter((one) => one !== null);
  });

const SPLIT: Negotiated = {
  source: '[1. A/CONF.1/L.2]\n\n1. Parties',
  isMarkdown: false,
  acts: [{ what: 'reword', at: 0, from: 3, length: 0, pick: 6, who: 'Norway' }],
};

describe('a paper without names, of a draft under negotiation', () => {
  test('[Z8] comes back from Word without names, and else as it was', async () => {
    await fc.assert(
      fc.asyncProperty(negotiated, lens, async (draft, seenBy) => {
        const before = paper('negotiating', through(seenBy, negotiatedDraft(draft)));
        fc.pre(before.blocks.length > 0);
        const sources = await wordAgain(before);
        const after = read(paper('negotiating', sources));
        expect(delegationsIn(sources)).toEqual([]);
        expect(after.shape).toEqual(read(before).shape);
        expect(named(after)).toEqual(named(read(before)));
      }),
      { numRuns: 20 },
    );
  });

  test('[Z8] so from Akoma Ntoso', () => {
    fc.assert(
      fc.property(negotiated, lens, (draft, seenBy) => {
        const before = paper('negotiating', through(seenBy, negotiatedDraft(draft)));
        const sources = aknAgain(before);
        const after = read(paper('negotiating', sources));
        expect(delegationsIn(sources)).toEqual([]);
        expect(after.shape).toEqual(read(before).shape);
        expect(named(after)).toEqual(named(read(before)));
      }),
      { numRuns: 60 },
    );
  });

  test('[Z8] so from bracketed text', () => {
    fc.assert(
      fc.property(negotiated, lens, (draft, seenBy) => {
        const masked = through(seenBy, negotiatedDraft(draft));
        const before = paper('negotiating', masked);
        const { text, after } = throughText(masked);
        expect(delegationsIn(after)).toEqual([]);
        const how = { form: masked.state.form, isDeep: isDeep(before) };
        expect(readBare(paper('negotiating', after), how), text).toEqual(readBare(before, how));
      }),
      { numRuns: 100 },
    );
  });

  test('[Z8] whose a bracket is that holds words is told, also where another of that proposal holds none', async () => {
    const before = paper('negotiating', through('group', negotiatedDraft(SPLIT)));
    for (const again of [aknAgain(before), await wordAgain(before)])
      expect(read(paper('negotiating', again)).shape).toEqual(read(before).shape);
  });

  test('[Z8] [Z5] two of different groups stay apart, two of one group together, and nobody takes the name of a group', () => {
    const draft: Negotiated = {
      source: '1. Parties [shall - Norway][should - Kenya] act [in full - Norway, Canada; G77 delete].',
      isMarkdown: false,
      acts: [],
    };
    const written = (seenBy: (typeof LENSES)[number]): string => throughText(through(seenBy, negotiatedDraft(draft))).text;
    expect(written('group')).toBe(
      '1. Parties [shall - one of WEOG][should - one of AGN] act [in full - several of WEOG; G77 delete].\n',
    );
    expect(written('unnamed')).toBe('1. Parties [shall][should] act [in full].\n');
    const { after } = throughText(through('group', negotiatedDraft(draft)));
    const of = [...after.state.proposals.values()];
    expect(of.map(({ proposer, coProposers, positions }) => [proposer, coProposers, [...positions.keys()]])).toEqual([
      [null, [], []],
      [null, [], []],
      [null, [], ['g-g77']],
    ]);
    expect(throughText(after).text).toBe(written('group'));
  });
});
