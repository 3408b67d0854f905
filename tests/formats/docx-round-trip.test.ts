import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewIds } from '../../shared/import/imported.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { isOwn, ownText } from '../../server/formats/docx/reading/own-text.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { clauses } from '../laws/generated.ts';
import { manifest } from '../import/fixtures.ts';
import { REGISTRY } from '../projection/built.ts';
import { plainText } from '../../shared/text/clause.ts';
import { shapeOf } from '../../server/formats/docx/file-names.ts';
import { EditedWord } from './word-edits.ts';
import { hasSchemas, partsOf, schemaFaults } from './ooxml.ts';
import { attributedDraft, importedDraft, paper, realSources, sourcesOf } from './papers.ts';

function newIds(): NewIds {
  let made = 0;
  return { clause: () => clauseId(`x-${(made += 1)}`), proposal: () => proposalId(`y_${(made += 1)}`) };
}

/** A draft that a file was read into. */
async function again(sources: ManuscriptSources): Promise<ManuscriptSources> {
  const word = readWord(await docxOf(paper('negotiating', sources)));
  if (!word.ok) throw new Error(word.refusal);
  expect(isOwn(word.value)).toBe(true);
  return importedDraft({ ...ownText(word.value, { registry: REGISTRY, ids: newIds() }), title: sources.state.title });
}

/** A text as it is read, with ids by the order in which they are met. */
function substance({ blocks, proposals }: Manuscript): unknown {
  const names = new Map<string, string>();
  const named = (id: string): string => {
    const known = names.get(id) ?? `#${names.size}`;
    names.set(id, known);
    return known;
  };
  const by = [...proposals.values()].map((facts) => [named(facts.id), facts.by, facts.positions]);
  const shown: unknown = JSON.parse(
    JSON.stringify(blocks, (key, value: unknown) =>
      (key === 'id' || key === 'proposal') && typeof value === 'string' ? named(value) : value,
    ),
  );
  return { by, shown };
}

describe('a Word file that is read again', () => {
  test('[W7] gives the same clauses, brackets, nesting and proposers, nested and crossing', async () => {
    await fc.assert(
      fc.asyncProperty(clauses, async (text) => {
        const before = attributedDraft(text);
        const shown = (sources: ManuscriptSources): string[] =>
          (substance(paper('negotiating', sources)) as { shown: unknown[] }).shown.map((block) => JSON.stringify(block));
        expect(shown(await again(before))).toEqual(shown(before));
      }),
      { numRuns: 60 },
    );
  });

  test('[W7] numbers as issued and as counted, what stands before them, attributions, links, Arabic', async () => {
    const before = sourcesOf(
      [
        '# Draft',
        '## Article 1',
        '3 bis. The *Commission* [shall - Norway; Chile delete] [[report][]] to **Parties** [here](https://example.org/a).',
        '[4. A paragraph with its number [in [it] ] - Kenya]',
        '[(a) Over two',
        '(b) clauses]',
        'المادة [الأولى]',
      ].join('\n\n'),
      'a.md',
    );
    const after = await again(before);
    expect(substance(paper('negotiating', after))).toEqual(substance(paper('negotiating', before)));
    expect(after.clauses.map(({ kind, level, label }) => [kind, level, label])).toEqual(
      before.clauses.map(({ kind, level, label }) => [kind, level, label]),
    );
  });

  test('[T20] [W7] what runs from left to right in an Arabic clause is a run of its own, and the clause comes back whole', async () => {
    const before = sourcesOf(
      '# قرار\n\n2 bis. وفقا للوثيقة A/CONF.1/L.2* [حالا [S/RES/2231 (2015)] - Norway]، الفقرة 5(b).\n\n1. The [المادة] text.',
      'a.md',
    );
    const file = await docxOf(paper('negotiating', before));
    const document = partsOf(file).get('word/document.xml') ?? '';
    const paragraph = document.split('<w:p>').find((one) => one.includes('للوثيقة')) ?? '';
    expect(paragraph).toContain('<w:bidi/>');
    const ways = new Map(
      [...paragraph.matchAll(/<w:r>(<w:rPr>.*?<\/w:rPr>)?<w:t [^>]*>([^<]*)<\/w:t>/g)].map(([, look = '', words = '']) => [
        words,
        look.includes('<w:rtl/>') ? 'rtl' : 'ltr',
      ]),
    );
    expect(Object.fromEntries(ways)).toMatchObject({
      'A/CONF.1/L.2*': 'ltr',
      'S/RES/2231 (2015)': 'ltr',
      '5(b)': 'ltr',
      '\u200E2 bis\u200E': 'ltr',
      Norway: 'ltr',
      'وفقا للوثيقة ': 'rtl',
      '[': 'rtl',
    });
    const after = await again(before);
    expect(substance(paper('negotiating', after))).toEqual(substance(paper('negotiating', before)));
  });

  test('[W7] footnotes stand at the foot of the page, tracked like all words, and come back to their places', async () => {
    const before = sourcesOf(
      [
        '1. Parties act.[^1] They [report[^2] in full - Norway]; see again[^1] and [^9].',
        '[^1]: See [document A - Kenya].',
        '2. More.',
        '[^2]: Another.',
        '[^3]: Nobody refers to it.',
      ].join('\n\n'),
      'a.md',
    );
    const file = await docxOf(paper('negotiating', before));
    const parts = partsOf(file);
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toMatch(
      /<w:ins [^>]*w:author="Norway"[^>]*><w:r><w:rPr><w:rStyle w:val="FootnoteReference"\/><\/w:rPr><w:footnoteReference w:id="2"\/>/,
    );
    expect(document.match(/\[\^\d\]/g)).toEqual(['[^1]', '[^9]', '[^3]']);
    expect(parts.get('word/footnotes.xml')).toMatch(/<w:vanish\/><\/w:rPr><w:t xml:space="preserve">\[\^1\]:<\/w:t>/);
    if (hasSchemas) expect(await schemaFaults(file)).toEqual([]);
    expect(substance(paper('negotiating', await again(before)))).toEqual(substance(paper('negotiating', before)));
  });

  const rows = manifest();
  test.skipIf(rows.length > 0)('the real texts are absent (../shared/data): their tests are skipped', () => {
    expect(rows).toEqual([]);
  });

  test.each(rows.map(({ file }) => file))('[W7] %s comes back whole', async (file) => {
    const before = realSources(file);
    if (before === null) return;
    const after = await again(before);
    expect(after.state.proposals.size).toBe(before.state.proposals.size);
    expect(substance(paper('negotiating', after))).toEqual(substance(paper('negotiating', before)));
  });
});

test('[W7] a line that somebody broke within a paragraph is a space there, and a clause no deeper than any may be', async () => {
  const file = new EditedWord(await docxOf(paper('negotiating', sourcesOf('1. The Council meets.\n', 'a.md'))));
  const broken = file.rewritten((xml) =>
    xml.replace(/(<w:t[^>]*>)The Council meets\.<\/w:t>/, '$1The Council</w:t><w:br/>$1meets.</w:t>'),
  );
  const word = readWord(broken);
  if (!word.ok) throw new Error(word.refusal);
  const { clauses: read } = ownText(word.value, { registry: REGISTRY, ids: newIds() });
  expect(read.map(plainText)).toEqual(['The Council meets.']);
  expect(shapeOf('Clause paragraph 999')?.level).toBe(50);
});
