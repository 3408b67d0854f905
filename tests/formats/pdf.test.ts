import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { pdfOf } from '../../server/formats/pdf/pdf.ts';
import { Masking } from '../../shared/record/masking.ts';
import { replay } from '../../shared/record/evolve.ts';
import { PAPERS, type Manuscript, type Piece } from '../../shared/manuscript/manuscript.ts';
import type { PaperStep } from '../../shared/manuscript/paper-step.ts';
import { footnoteKey } from '../../shared/text/numbering.ts';
import { LONG_TEXT, paper, realSources, sourcesOf } from './papers.ts';

const SOURCE = `# Draft decision

## Article 1

1. The Commission [shall [annually] report - Norway; Chile delete][should] [] to **all** [the Parties].

[2 bis. A [paragraph

3. and] a second one.]

(a) المادة الأولى: تجتمع اللجنة وفقا للوثيقة A/CONF.232/2022/5 في جنيف.

(b) Комиссия должна представить доклад.
`;

/** A text of more than fifty pages. */
const CLAUSES = 350;
const PAGES_OF_TEXT = Array.from({ length: CLAUSES }, (_, at) => {
  const heading = at % 10 === 0 ? `## Article ${at / 10 + 1}\n\n` : '';
  const words = `as it was read out in meeting ${at} and taken note of, without prejudice to any position, `.repeat(5);
  return `${heading}${(at % 10) + 1}. The Commission [shall - Norway; Chile delete][should] decide on matter ${at}, ${words}and so it stands.`;
}).join('\n\n');

/** Words without the white space that lines and pages are broken at. */
const folded = (text: string): string => text.replaceAll(/\s+/g, '');

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return text;
}

/** What stands in the paper's clauses, in order. */
function words({ blocks }: Manuscript): string {
  return blocks.flatMap((block) => (block.type === 'clause' ? block.pieces.map(readOf) : [])).join('');
}

function readOf(piece: Piece): string {
  if ('text' in piece) return (piece.type === 'number' ? footnoteKey(piece.text) : null) ?? piece.text;
  return piece.type === 'open' ? `[${piece.attribution}` : `${piece.attribution}]`;
}

/** What stands over and under each page of a paper in these tests. */
const EDITION = /Draft d-1, revision 1, record entry 1\s*(\d+)\/(\d+)/g;
const SYMBOL = /A\/CONF\.232\/2026\/L\.3/g;

/** Pages one after the other, without what stands over and under each. */
const withoutEdges = (pages: readonly string[]): string =>
  folded(pages.map((page) => page.replaceAll(EDITION, '').replaceAll(SYMBOL, '')).join(''));

/** Kinds of elements in the structure of a page. */
interface Tagged {
  readonly role?: string;
  readonly children?: readonly Tagged[];
}

function rolesIn(tree: Tagged | null): string[] {
  return tree === null ? [] : [...(tree.role === undefined ? [] : [tree.role]), ...(tree.children ?? []).flatMap(rolesIn)];
}

describe('a paper as PDF', () => {
  test('[W14] is tagged: headings are headings, clauses paragraphs; its language and title are told', async () => {
    const document = await getDocumentProxy((await pdfOf(paper('negotiating', sourcesOf(SOURCE, 'a.md')))).slice());
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: 'A/CONF.232/2026/L.3 · Draft decision' });
    const roles = rolesIn((await (await document.getPage(1)).getStructTree()) as Tagged | null);
    expect(roles).toContain('H1');
    expect(roles).toContain('H2');
    expect(roles.filter((role) => role === 'P').length).toBeGreaterThan(3);
  });

  test('[W14] what is read of a clean text is the clean text; words are never read as markup', async () => {
    const source = SOURCE.replace(/^\(a\).*\n\n/m, '');
    const clean = paper('clean', sourcesOf(source, 'a.md'));
    const read = folded(await textOf(await pdfOf(clean)));
    expect(read).toContain(folded(words(clean)));
    const hostile = paper(
      'clean',
      sourcesOf('1. Words <#import "x"> $one$ *two* #let a = 1; \\u{41} _b_ @c `d` = e.\n', 'a.txt'),
    );
    expect(folded(await textOf(await pdfOf(hostile)))).toContain(folded(words(hostile)));
  });

  test('[W14] brackets, attributions and masthead stand on the page, and which entry of the record it shows', async () => {
    const read = await textOf(await pdfOf(paper('negotiating', sourcesOf(SOURCE, 'a.md'))));
    expect(folded(read)).toContain(
      folded('1. The Commission [shall [annually] report - Norway; Chile delete][should] [] to all'),
    );
    expect(folded(read)).toContain(folded('[2 bis. A [paragraph'));
    expect(read).toContain('A/CONF.232/2026/L.3');
    expect(read).toContain('Distr.: Limited');
    expect(folded(read)).toContain(folded('Draft d-1, revision 1, record entry 1'));
  });

  test('[W14] Arabic, Cyrillic and symbols among them have their letters', async () => {
    const read = (await textOf(await pdfOf(paper('negotiating', sourcesOf(SOURCE, 'a.md'))))).normalize('NFKC');
    for (const letters of ['A/CONF.232/2022/5', 'Комиссия']) expect(read).toContain(letters);
    expect(read).toMatch(/\p{Script=Arabic}/u);
  });

  test('[T20] [W14] in an Arabic clause the number hangs on the right, and symbols and names read from left to right', async () => {
    const source = '1. تجتمع اللجنة [حالا - Norway] وفقا للوثيقة A/CONF.1/L.2* في جنيف.\n';
    const document = await getDocumentProxy((await pdfOf(paper('negotiating', sourcesOf(source, 'a.md')))).slice());
    const { items } = await (await document.getPage(1)).getTextContent();
    const placeOf = (words: string): number => {
      const found = items.find((item) => 'str' in item && item.str.includes(words));
      return found !== undefined && 'transform' in found ? Number(found.transform[4]) : NaN;
    };
    expect(placeOf('1')).toBeGreaterThan(500);
    expect(placeOf('A/CONF.1/L.2*')).toBeLessThan(placeOf('Norway'));
    expect(placeOf('Norway')).toBeLessThan(placeOf('1'));
  });

  test('[W14] a footnote stands at the foot of its page, once, under its number; a text that was accepted is no change', async () => {
    const source = '# Draft\n\n1. One[^1] and two[^2], one again[^1].\n\n[^1]: The [first] note.\n\n[^2]: The second note.\n';
    const manuscript = paper('negotiating', sourcesOf(source, 'a.md'));
    const document = await getDocumentProxy((await pdfOf(manuscript)).slice());
    const roles = rolesIn((await (await document.getPage(1)).getStructTree()) as Tagged | null);
    expect(roles.filter((role) => role === 'Note')).toHaveLength(2);
    const read = folded(await textOf(await pdfOf(manuscript)));
    expect(read).toContain('1.One1andtwo2,oneagain1.');
    expect(read).toMatch(/1The\[first\]note\.2Thesecondnote\./);
    expect(read).not.toContain('[^');
  });

  test('[W9] through an unnamed lens no paper as PDF names anybody', async () => {
    const { clauses, entries, registry } = sourcesOf(SOURCE, 'a.md');
    const seen = new Masking(registry).through(entries, { lens: 'unnamed', own: null });
    const masked = { clauses, entries: seen, state: replay(seen), registry };
    for (const kind of PAPERS) {
      const pdf = await pdfOf(paper(kind, masked));
      const { info, metadata } = await (await getDocumentProxy(pdf.slice())).getMetadata();
      expect(`${await textOf(pdf)}${JSON.stringify(info)}${JSON.stringify(metadata ?? null)}`, kind).not.toMatch(/Norway|Chile/);
    }
    expect(await textOf(await pdfOf(paper('negotiating', { clauses, entries, state: replay(entries), registry })))).toMatch(
      /Norway/,
    );
  });

  test('[W14] [W50] of fifty pages and more has every clause in its order, and each page its symbol, entry and number; each clause is told', async () => {
    const manuscript = paper('negotiating', sourcesOf(PAGES_OF_TEXT, 'a.md'));
    const steps: PaperStep[] = [];
    const document = await getDocumentProxy(await pdfOf(manuscript, (step) => steps.push(step)));
    expect(document.numPages).toBeGreaterThan(50);
    const { text } = await extractText(document, { mergePages: false });
    expect(text.map((page) => [...page.matchAll(EDITION)].map(([, at, of]) => `${at}/${of}`))).toEqual(
      text.map((_, at) => [`${at + 1}/${document.numPages}`]),
    );
    expect(text.map((page) => [...page.matchAll(SYMBOL)].length)).toEqual(text.map(() => 1));
    expect(withoutEdges(text)).toContain(folded(words(manuscript)));
    const counts = steps.flatMap((step) => (step.name === 'setting' ? [step.done] : []));
    // In between as often as time goes by: on a fast machine seldom.
    expect([counts[0], counts[1], counts.at(-1)]).toEqual([0, 1, CLAUSES]);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toEqual({ name: 'writing', pages: document.numPages });
  });

  test('[W14] a table longer than a page goes on over the next ones, with every row and its headings on each; it lies on its side', async () => {
    const source = Array.from({ length: 90 }, (_, at) => `${at + 1}. Matter [of point ${at + 1} - Norway] stands.`).join('\n\n');
    for (const kind of ['matrix', 'register'] as const) {
      const manuscript = paper(kind, sourcesOf(source, 'a.md'));
      const document = await getDocumentProxy(await pdfOf(manuscript));
      const { text } = await extractText(document, { mergePages: false });
      const [, , width = 0, height = 0] = (await document.getPage(1)).view;
      expect([document.numPages > 2, width > height], kind).toEqual([true, true]);
      expect(
        text.map((page) => page.includes('Words')),
        kind,
      ).toEqual(text.map(() => true));
      const rows = manuscript.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
      expect(rows, kind).toHaveLength(90);
      const read = withoutEdges(text);
      expect(
        rows.filter((row) => !read.includes(folded(row.join('')))),
        kind,
      ).toEqual([]);
    }
  });

  test('[W14] brackets that open before a number stand with it in the margin, and a footnote among the clauses has its number raised', async () => {
    const source =
      '1. Data are open[^1].\n\n[2 bis. A long paragraph of words that go on over more than a line of the page, so that it is seen where the next line begins.]\n\n[[^1]: The note\n\n3. and more.]\n';
    const document = await getDocumentProxy(await pdfOf(paper('negotiating', sourcesOf(source, 'a.md'))));
    const { items } = await (await document.getPage(1)).getTextContent();
    const placeOf = (words: string): number => {
      const found = items.find((item) => 'str' in item && item.str.includes(words));
      return found !== undefined && 'transform' in found ? Math.round(Number(found.transform[4])) : NaN;
    };
    expect(placeOf('2 bis.')).toBeLessThan(placeOf('A long paragraph') - 20);
    expect(Math.abs(placeOf('A long paragraph') - placeOf('where the next'))).toBeLessThan(12);
    expect(items.some((item) => 'str' in item && item.str.includes('[^'))).toBe(false);
  });

  const long = realSources(LONG_TEXT);
  test.skipIf(long === null)('[W14] so does the text of 1,050 brackets, over its pages', async () => {
    if (long === null) return;
    const clean = paper('clean', long);
    const document = await getDocumentProxy((await pdfOf(clean)).slice());
    expect(document.numPages).toBeGreaterThan(5);
    const { text } = await extractText(document, { mergePages: false });
    const read = withoutEdges(text);
    const missing = clean.blocks.flatMap((block) => {
      if (block.type !== 'clause') return [];
      const line = folded(words({ ...clean, blocks: [block] }));
      return read.includes(line) ? [] : [line];
    });
    expect(missing).toEqual([]);
  });
});
