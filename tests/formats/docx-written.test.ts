import { describe, expect, test } from 'vitest';
import { PAPERS, type Paper } from '../../shared/manuscript/manuscript.ts';
import { aknOf } from '../../server/formats/akn/akn.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { REGISTRY, clause, entriesOf, inherited } from '../projection/built.ts';
import { replay } from '../../shared/record/evolve.ts';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import { htmlOf } from '../../server/formats/html/html.ts';
import { markdownOf } from '../../server/formats/markdown/markdown.ts';
import { Masking } from '../../shared/record/masking.ts';
import { hasSchemas, partsOf, schemaFaults } from './ooxml.ts';
import { LONG_TEXT, paper, realSources, sourcesOf } from './papers.ts';

const NORWAY = REGISTRY.resolve('Norway')?.id ?? participantId('p-none');
const CHILE = REGISTRY.resolve('Chile')?.id ?? participantId('p-none');

/** Norway brings words in, of which Chile wants some out; Chile supports nothing else. */
function contested(rationale = 'A report a year is <too> much.'): ManuscriptSources {
  const clauses = [
    clause('c1', 'The Commission <n shall <-k annually > report> to the Parties.', { label: '3 bis.' }),
    clause('c2', '<m A paragraph that is new.>', { kind: 'text' }),
    clause('c3', 'المادة <n الأولى>', { kind: 'heading', level: 2 }),
  ];
  const [tabled] = entriesOf([
    {
      type: 'ProposalTabled',
      proposal: proposalId('k'),
      origin: 'tabled',
      proposer: CHILE,
      rationale,
      clauses: [],
      inserted: [],
      deleted: ['annually '],
      holdsNumber: false,
      amends: null,
    },
  ]);
  const entries = entriesOf([
    {
      type: 'DraftImported',
      title: 'Draft',
      form: 'plain',
      source: { name: 'a.txt', sha256: '' },
      clauses: 3,
      inherited: ['n', 'm'].map((id) => ({ ...inherited(id, 'c1'), proposer: NORWAY })),
    },
    ...(tabled === undefined ? [] : [tabled.event]),
  ]).map((entry, index) => ({ ...entry, at: `2026-07-0${6 + index}T10:00:00.000Z` }));
  return { clauses, entries, state: replay(entries), registry: REGISTRY };
}

const text = (xml: string): string => xml.replaceAll(/<[^>]+>/g, '');

describe('a paper in Word', () => {
  test('[W6] a number hangs clear of its words, the longest of its level too, and what stands under it begins where those do', async () => {
    const indents = async (source: string): Promise<string[]> => {
      const styles = partsOf(await docxOf(paper('negotiating', sourcesOf(source, 'a.txt')))).get('word/styles.xml') ?? '';
      return ['Clauseparagraph', 'Clausesubparagraph1'].map(
        (id) => new RegExp(`w:styleId="${id}".*?w:start="(\\d+)" w:hanging="(\\d+)"`).exec(styles)?.slice(1).join(' ') ?? '',
      );
    };
    expect(await indents('1. Parties\n\n    (a) shall')).toEqual(['709 709', '1418 709']);
    expect(await indents('1. Parties\n\n[[12 bis. Parties] shall]\n\n    (a) report')).toEqual(['1200 1200', '1909 709']);
    expect(await indents(`[Norway, Chile: 1. Parties]\n\n    (a) shall`)).toEqual(['709 709', '1418 709']);
  });

  test('[W6] words that one delegation brings in and another wants out are both’s, each on its day', async () => {
    const file = await docxOf(paper('negotiating', contested()));
    const document = partsOf(file).get('word/document.xml') ?? '';
    expect(document).toMatch(
      /<w:ins w:id="\d+" w:author="Norway" w:date="2026-07-06T10:00:00Z"><w:del w:id="\d+" w:author="Chile" w:date="2026-07-07T10:00:00Z"><w:r><w:delText xml:space="preserve">annually <\/w:delText>/,
    );
    expect(document).toMatch(/<w:rPr><w:ins w:id="\d+" w:author="Norway"[^>]*\/><\/w:rPr><\/w:pPr>/);
    expect(document).toContain('<w:bidi/>');
    const ids = [...document.matchAll(/<w:(?:ins|del|bookmarkStart) [^>]*w:id="(\d+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(text(document)).toContain('3 bis.The Commission [shall [annually  - Chile delete] report - Norway] to the Parties.');
  });

  test('[W6] rationale and positions are comments, the masthead stands over the text, every page says what it shows', async () => {
    const sources = sourcesOf('1. The Commission [shall report - Norway; Chile, Kenya delete].\n', 'a.txt');
    const parts = partsOf(await docxOf(paper('negotiating', sources)));
    expect(text(parts.get('word/comments.xml') ?? '')).toContain('Oppose: Chile, Kenya.No. 1 in the register, record 1.');
    expect(text(parts.get('word/document.xml') ?? '')).toMatch(
      /^United NationsA\/CONF\.232\/2026\/L\.3Distr\.: Limited6 July 2026Original: English/,
    );
    expect(text([...parts].find(([name]) => /header\d*\.xml$/.test(name))?.[1] ?? '')).toContain('A/CONF.232/2026/L.3');
    expect(text([...parts].find(([name]) => /footer\d*\.xml$/.test(name))?.[1] ?? '')).toContain(
      'Draft d-1, revision 1, record entry 1',
    );
    expect(text(parts.get('word/document.xml') ?? '')).toContain('[shall report - Norway; Chile, Kenya delete]');
    const withReason = partsOf(await docxOf(paper('negotiating', contested())));
    expect(text(withReason.get('word/comments.xml') ?? '')).toContain('A report a year is &lt;too&gt; much.');
  });

  test('[W6] of a footnote’s mark its number is seen, also where the note stands elsewhere; the columns of a table are as wide as their words', async () => {
    const source =
      '1. Data [of all - Norway] are open[^1], and free[^2].\n\n[^1]: A note.\n\n[^2]: Another [of three - Norway].\n';
    const documentOf = async (kind: Paper) =>
      partsOf(await docxOf(paper(kind, sourcesOf(source, 'a.md')))).get('word/document.xml') ?? '';
    const seen = (await documentOf('compilation')).replaceAll(/<w:r>(?:(?!<\/w:r>).)*<w:vanish\/>.*?<\/w:r>/g, '');
    expect(text(seen)).toContain('are open1, and free2.');
    expect(text(seen)).not.toContain('[^');
    const grid = [...(await documentOf('register')).matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
    const [heads = []] = paper('register', sourcesOf(source, 'a.md')).blocks.flatMap((one) =>
      one.type === 'table' ? [one.columns] : [],
    );
    // Behind both columns of the masthead.
    const widthOf = (head: string): number => grid[2 + heads.indexOf(head)] ?? NaN;
    expect(widthOf('Words')).toBeGreaterThan(2 * widthOf('At'));
  });

  test('[T20] [W5] what was said of a proposal in Arabic runs its own way, in Word’s comments too', async () => {
    const sources = contested('الأمر عاجل (A/1).');
    expect(htmlOf(paper('negotiating', sources))).toContain('<bdi dir="rtl">الأمر عاجل (A/1).</bdi>');
    const comments = partsOf(await docxOf(paper('negotiating', sources))).get('word/comments.xml') ?? '';
    expect(comments.match(/<w:p>(?:(?!<\/w:p>).)*<w:bidi\/>(?:(?!<\/w:p>).)*الأمر/s)).not.toBeNull();
    expect(comments.match(/<w:bidi\/>/g)).toHaveLength(1);
  });

  test('[W9] through an unnamed lens no part of any paper in any format names anybody', async () => {
    const { clauses, entries, registry } = contested();
    const seen = new Masking(registry).through(entries, { lens: 'unnamed', own: null });
    const sources = { clauses, entries: seen, state: replay(seen), registry };
    const names = /Norway|Norwegian|Chile|A\. Drafter|p-secretariat/;
    for (const kind of PAPERS) {
      const manuscript = paper(kind, sources);
      for (const [name, part] of partsOf(await docxOf(manuscript))) expect(part, `${kind}, ${name}`).not.toMatch(names);
      expect(htmlOf(manuscript)).not.toMatch(names);
      expect(markdownOf(manuscript)).not.toMatch(names);
      expect(aknOf(manuscript)).not.toMatch(names);
    }
    expect(htmlOf(paper('negotiating', contested()))).toMatch(names);
  });

  test.skipIf(hasSchemas)('the schemas are absent (../shared/schemas/ooxml): their tests are skipped', () => {
    expect(hasSchemas).toBe(false);
  });

  test.skipIf(!hasSchemas)('[W6] every part of every paper is as the schemas want it', async () => {
    for (const kind of PAPERS) expect(await schemaFaults(await docxOf(paper(kind, contested()))), kind).toEqual([]);
    const long = realSources(LONG_TEXT);
    expect(await schemaFaults(await docxOf(paper('negotiating', contested('الأمر عاجل.'))))).toEqual([]);
    if (long !== null) expect(await schemaFaults(await docxOf(paper('negotiating', long)))).toEqual([]);
  });
});
