import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aknOf } from '../../server/formats/akn/akn.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { aknFaults, hasAknSchema } from './akn-schema.ts';
import { draftOf, drafts } from './generated-drafts.ts';
import { hasSchemas, schemaFaults } from './ooxml.ts';
import { paper, sourcesOf } from './papers.ts';
import { read, throughAkn, throughWord } from './there-and-back.ts';

/** The same with words on how far clauses are agreed, which are none of the text. */
function withStatus(manuscript: Manuscript): Manuscript {
  return {
    ...manuscript,
    blocks: manuscript.blocks.map((block, at) =>
      block.type === 'clause' && at % 2 === 0
        ? { ...block, pieces: [...block.pieces, { type: 'status', text: '[Agreed ad ref]' }] }
        : block,
    ),
  };
}

/** Drafts that did not come back once. */
const PINNED: readonly (readonly [string, string])[] = [
  ['who speaks for a group and would have words out', '1. [shall - Norway on behalf of G77 delete] act.'],
  ['a bracket over two clauses that holds the number of the second alone', '[Title]\n\n[2. One [two]]\n\n[3. Three] four'],
  ['a bracket that holds nothing but a footnote’s mark', '1. Act[[^2] - Norway; Chile delete].\n\n[^2]: A note.'],
  ['a footnote that refers to itself alone', '1. Act.\n\n[^2]: A note[^2].'],
];

describe('any draft, with tables, footnotes, both directions, several authors and groups', () => {
  test('[W7] [W23] comes back from Word as it was', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async (draft) => {
        const before = paper('negotiating', draftOf(draft));
        expect(read(await throughWord(withStatus(before)))).toEqual(read(before));
      }),
      { numRuns: 60 },
    );
  });

  test('[W13] [W23] comes back from Akoma Ntoso as it was', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const before = paper('negotiating', draftOf(draft));
        expect(read(throughAkn(withStatus(before)))).toEqual(read(before));
      }),
      { numRuns: 200 },
    );
  });

  test.each(PINNED)('[W7] [W13] comes back as it was, such as %s', async (_, source) => {
    const before = paper('negotiating', sourcesOf(source, 'a.md'));
    expect(read(await throughWord(before))).toEqual(read(before));
    expect(read(throughAkn(before))).toEqual(read(before));
  });

  test.skipIf(!hasSchemas || !hasAknSchema)('[W6] [W12] is valid in both', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async (draft) => {
        const before = withStatus(paper('negotiating', draftOf(draft)));
        expect(await aknFaults(aknOf(before))).toEqual([]);
        expect(await schemaFaults(await docxOf(before))).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});
