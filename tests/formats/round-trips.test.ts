import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aknOf } from '../../server/formats/akn/akn.ts';
import { importedAkn } from '../../server/formats/akn/imported-akn.ts';
import { readAkn } from '../../server/formats/akn/reading.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { ClauseBlock, Manuscript } from '../../shared/manuscript/manuscript.ts';
import { replay } from '../../shared/record/evolve.ts';
import { withTables } from '../../shared/text/tables.ts';
import { entriesOf, REGISTRY } from '../projection/built.ts';
import { aknFaults, hasAknSchema } from './akn-schema.ts';
import { draftOf, drafts } from './generated-drafts.ts';
import { hasSchemas, schemaFaults } from './ooxml.ts';
import { paper, sourcesOf } from './papers.ts';

/** How a text reads, whatever its ids: clauses, tables, brackets in their nesting, and whose they are. */
function read({ blocks, proposals }: Manuscript): unknown {
  const names = new Map<string, string>();
  const named = (id: string): string => {
    const known = names.get(id) ?? `#${names.size}`;
    names.set(id, known);
    return known;
  };
  const clause = ({ kind, level, direction, pieces }: ClauseBlock): unknown => [
    kind,
    level,
    direction,
    ...pieces.flatMap((piece): unknown[] => {
      if (piece.type === 'status') return [];
      if (piece.type === 'number') return [`${piece.text}${piece.issued ? '' : ' (counted)'}`];
      if (piece.type !== 'words')
        return [`${piece.type === 'open' ? '[' : ']'}${named(piece.proposal)}${piece.role}${piece.attribution}`];
      const changes = piece.changes.map(({ proposal, role }) => `${named(proposal)}${role}`);
      return [[piece.text, changes, piece.bold ?? false, piece.italic ?? false, piece.link ?? '']];
    }),
  ];
  const clauses = blocks.flatMap((block) => (block.type === 'clause' ? [block] : []));
  const shape = withTables(clauses).map((one) =>
    one.type === 'one'
      ? clause(one.item)
      : one.table.rows.map(({ isHead, cells }) => [isHead, ...cells.map((cell) => cell.map(clause))]),
  );
  const facts = new Map([...proposals.values()].map((one) => [named(one.id), one]));
  return {
    shape,
    facts: [...facts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([id, { by, sponsors, rationale, positions }]) => ({ id, by, sponsors, rationale, positions })),
  };
}

function drafted({ clauses, inherited, title }: Imported): ManuscriptSources {
  const entries = entriesOf([
    { type: 'DraftImported', title, form: 'plain', source: { name: 'x', sha256: '' }, clauses: clauses.length, inherited },
  ]);
  return { clauses, entries, state: replay(entries), registry: REGISTRY };
}

async function throughWord(manuscript: Manuscript): Promise<Manuscript> {
  const found = importedWord(await docxOf(manuscript), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  expect(found.value.besides).toEqual([]);
  return paper('negotiating', drafted(found.value));
}

function throughAkn(manuscript: Manuscript): Manuscript {
  const found = readAkn(aknOf(manuscript));
  if (!found.ok) throw new Error(found.refusal);
  return paper('negotiating', drafted(importedAkn(found.value, { registry: REGISTRY, fileName: 'a.akn' })));
}

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
