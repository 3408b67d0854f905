import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AKN, aknOf, OWN } from '../../server/formats/akn/akn.ts';
import { importedAkn } from '../../server/formats/akn/imported-akn.ts';
import { readAkn } from '../../server/formats/akn/reading.ts';
import type { Imported } from '../../shared/import/imported.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { manifest } from '../import/fixtures.ts';
import { clauses, commands } from '../laws/generated.ts';
import { Negotiation } from '../laws/negotiation.ts';
import { REGISTRY } from '../projection/built.ts';
import { aknFaults, hasAknSchema } from './akn-schema.ts';
import { importedDraft, LONG_TEXT, paper, realSources, sourcesOf } from './papers.ts';

const BRACKETS = `# Draft

## Article 1

1. The Commission [shall [annually] report - Norway; Chile delete][should] [] to **all**.

[2. A [paragraph

3. and] a second <&"'> one.]
`;

function readBack(akn: string): Imported {
  const read = readAkn(akn);
  if (!read.ok) throw new Error(read.refusal);
  return importedAkn(read.value, { registry: REGISTRY, fileName: 'text.akn' });
}

/** What a reader of a text is told: its clauses with their brackets, and whose these are. What was accepted is text like any other. */
function told({ blocks, proposals }: Manuscript): unknown {
  const isOpen = (id: string): boolean => [...proposals.values()].some((one) => one.id === id && one.outcome === 'open');
  return {
    blocks: blocks.map((block) =>
      block.type === 'clause'
        ? joined(
            block.pieces.map((piece) =>
              piece.type === 'words' ? { ...piece, changes: piece.changes.filter(({ proposal }) => isOpen(proposal)) } : piece,
            ),
          )
        : block,
    ),
    proposals: [...proposals.values()]
      .filter(({ outcome }) => outcome === 'open')
      .map(({ id, by, behalf, positions }) => ({ id, by, behalf, positions })),
  };
}

type Pieces = Extract<Manuscript['blocks'][number], { type: 'clause' }>['pieces'];

function joined(pieces: Pieces): Pieces[number][] {
  const made: Pieces[number][] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if (
      piece.type === 'words' &&
      last?.type === 'words' &&
      JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...piece, text: '' })
    )
      made[made.length - 1] = { ...last, text: last.text + piece.text };
    else made.push(piece);
  }
  return made;
}

describe('Akoma Ntoso', () => {
  test.skipIf(!hasAknSchema)('[W12] what is written is valid by the schema', async () => {
    expect(await aknFaults(aknOf(paper('negotiating', sourcesOf(BRACKETS, 'a.md'))))).toEqual([]);
    expect(await aknFaults(aknOf(paper('clean', sourcesOf(BRACKETS, 'a.md'))))).toEqual([]);
    const long = realSources(LONG_TEXT);
    if (long !== null) expect(await aknFaults(aknOf(paper('negotiating', long)))).toEqual([]);
  });

  test.skipIf(!hasAknSchema)('[W12] the schema finds a fault', async () => {
    const akn = aknOf(paper('negotiating', sourcesOf(BRACKETS, 'a.md')));
    expect(await aknFaults(akn.replace('<num', '<number').replace('</num>', '</number>'))).not.toEqual([]);
  });

  test('[W12] each change in the text is mirrored among the modifications, with its proposal and whoever brought it', () => {
    const akn = aknOf(paper('negotiating', sourcesOf(BRACKETS, 'a.md')));
    const written = [...akn.matchAll(/<(?:ins|del) eId="([^"]+)"/g)].map(([, eId]) => eId);
    const mirrored = [...akn.matchAll(/<destination href="#([^"]+)"/g)].map(([, eId]) => eId);
    expect(written.length).toBeGreaterThan(4);
    expect(new Set(mirrored)).toEqual(new Set(written));
    expect(mirrored).toHaveLength(written.length);
    expect(akn).toContain('showAs="Norway"');
    expect(akn).toMatch(/<ins eId="art_1__para_1__ins_1" refersTo="#org-norway"/);
  });

  test('[W13] a text read back is the text that was written: clauses, brackets, nesting, proposers, positions', () => {
    fc.assert(
      fc.property(clauses, commands, (text, acts) => {
        const negotiation = new Negotiation(text);
        for (const act of acts) negotiation.give(act);
        const sources = { ...negotiation, clauses: negotiation.clauses, registry: REGISTRY };
        const manuscript = paper('negotiating', sources);
        const again = paper('negotiating', importedDraft(readBack(aknOf(manuscript))));
        expect(told(again)).toEqual(told(manuscript));
      }),
    );
  });

  test('[W13] so is a text with headings, empty brackets, brackets over clauses, bold words and signs of XML', () => {
    const manuscript = paper('negotiating', sourcesOf(BRACKETS, 'a.md'));
    const read = readBack(aknOf(manuscript));
    expect(read.clauses.map(({ id, kind, level, label }) => ({ id, kind, level, label }))).toEqual(
      sourcesOf(BRACKETS, 'a.md').clauses.map(({ id, kind, level, label }) => ({ id, kind, level, label })),
    );
    expect(told(paper('negotiating', importedDraft(read)))).toEqual(told(manuscript));
  });

  test('[W12] [W13] footnotes are authorial notes where words first refer to them, valid, and come back to their places', async () => {
    const manuscript = paper(
      'negotiating',
      sourcesOf(
        [
          '1. Parties act.[^1] They [report[^2] in full - Norway]; see again[^1] and [^9].',
          '[^1]: See [document <A> - Kenya], and note[^4].',
          '2. More, before it[^3].',
          '[^2]: Another [].',
          '[[^3]: Held with',
          '3. the next.]',
          '| a[^5] | b |\n| --- | --- |\n| c[^3] | d |',
          '[^4]: Behind a note.',
          '[^5]: Of a cell.',
          '[^6]: Of itself alone[^6].',
        ].join('\n\n'),
        'a.md',
      ),
    );
    const akn = aknOf(manuscript);
    if (hasAknSchema) expect(await aknFaults(akn)).toEqual([]);
    expect([...akn.matchAll(/<authorialNote [^>]*marker="([^"]*)"/g)].map(([, key]) => key)).toEqual(['1', '4', '2', '5']);
    expect([...akn.matchAll(/<noteRef marker="([^"]*)" href="#([^"]*)"/g)].map(([, key, to]) => [key, to])).toEqual([
      ['1', 'footnote_1'],
      ['3', expect.stringMatching(/footnote_3$/)],
      ['3', expect.stringMatching(/footnote_3$/)],
      ['6', expect.stringMatching(/footnote_6$/)],
    ]);
    const words = akn.replaceAll(/tv:label="[^"]*"|<num .*?<\/num>/g, '');
    expect(words.match(/\[\^\w+\]/g)).toEqual(['[^9]']);
    const again = readBack(akn);
    expect(told(paper('negotiating', importedDraft(again)))).toEqual(told(manuscript));
    expect(again.clauses.map(({ id }) => id)).toEqual(
      manuscript.blocks.map((block) => (block.type === 'clause' ? block.id : '')),
    );
  });

  const names = manifest().map(({ file }) => file);
  test.skipIf(names.length === 0).each(names)('[W13] so is %s', (name) => {
    const sources = realSources(name);
    if (sources === null) return;
    const manuscript = paper('negotiating', sources);
    expect(told(paper('negotiating', importedDraft(readBack(aknOf(manuscript)))))).toEqual(told(manuscript));
  });

  test('[W13] a link that a text may not have is words', () => {
    const akn = aknOf(paper('negotiating', sourcesOf('See [the site](https://un.org/a).', 'a.md')));
    const link = (text: string): unknown => readBack(text).clauses[0]?.runs.find((run) => run.text === 'the site')?.link;
    expect(link(akn)).toBe('https://un.org/a');
    for (const href of ['javascript:alert(1)', 'data:text/html,x', `https://un.org/${'a'.repeat(5_000)}`])
      expect(link(akn.replace('href="https://un.org/a"', `href="${href}"`))).toBeUndefined();
  });

  test('[W13] who is not known here is said, and the proposal is nobody’s', () => {
    const akn = aknOf(paper('negotiating', sourcesOf(BRACKETS, 'a.md'))).replaceAll('>Norway<', '>Atlantis<');
    const { flagged, inherited } = readBack(akn);
    expect(flagged.map(({ clause, why }) => [clause, why])).toEqual([[3, '“Atlantis” is nobody whom this process knows']]);
    expect(inherited.every(({ proposer }) => proposer === null)).toBe(true);
  });

  test.each([
    ['no XML at all', 'hello', 'The file is not well-formed XML.'],
    ['another namespace', '<akomaNtoso/>', 'The file is not Akoma Ntoso 3.0.'],
    [
      'a document type',
      '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
      'The file declares a document type. That is not read, since it may name other files.',
    ],
    [
      'another program’s',
      '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>',
      'The file is Akoma Ntoso, but no text that Travaux wrote: only those are read.',
    ],
    [
      'elements nested beyond any text',
      `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:t="${OWN}"><t:edition/><body>${'<part>'.repeat(
        50_000,
      )}${'</part>'.repeat(50_000)}</body></akomaNtoso>`,
      'The elements of the file are nested deeper than any text is; it is not read.',
    ],
  ])('[W13] %s is refused in a sentence', (_, source, why) => {
    expect(readAkn(source)).toEqual({ ok: false, refusal: why });
  });
});

describe('a file of Akoma Ntoso in other hands', () => {
  const file = (proposals: string, words: string): string =>
    `<akomaNtoso xmlns="${AKN}" xmlns:tv="${OWN}"><bill><meta><proprietary><tv:edition/>${proposals}</proprietary></meta><body><paragraph GUID="c1" tv:level="0"><num tv:issued="true">1.</num><content><p>${words}</p></content></paragraph></body></bill></akomaNtoso>`;

  test('[W13] set out in lines by another program, it reads as it did', () => {
    const [clause] = readBack(file('', 'The Council\n        meets\n        <b>often</b>.')).clauses;
    expect(clause?.runs.map(({ text }) => text)).toEqual(['The Council meets ', 'often', '.']);
  });

  test('[W13] [S1] brackets within brackets are read as deep as any text has them: no words go, and marks are no square of them', () => {
    const all = Array.from({ length: 1_500 }, (_, at) => at);
    const words = `${all.map((at) => `<ins tv:proposal="p-${at}">w`).join('')}${all.map(() => '</ins>').join('')}`;
    const { clauses } = readBack(file(all.map((at) => `<tv:proposal id="p-${at}" outcome="open"/>`).join(''), words));
    expect(clauses[0]?.runs.map(({ text }) => text).join('')).toBe('w'.repeat(1_500));
    expect(Math.max(...(clauses[0]?.runs.map(({ insertions }) => insertions.length) ?? []))).toBe(64);
  });
});
