import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { ROSTER } from '../../shared/participants/roster.ts';
import { entriesOf, unpacked } from '../../server/formats/docx/reading/zip.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { readShortText } from '../../server/formats/draft-file.ts';
import { FileReader } from '../../server/formats/file-reader.ts';
import { REGISTRY } from '../projection/built.ts';
import { p, part, r, wordFile } from './word-files.ts';

const MIB = 1024 * 1024;
const words = p(r('1. The Board shall meet.'));
const why = (file: Uint8Array): string => {
  const read = readWord(file);
  return read.ok ? '' : read.refusal;
};

/** The same file, with what its directory tells of the file of a name rewritten. */
function told(file: Uint8Array, name: string, rewrite: (view: DataView, at: number) => void): Uint8Array {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const wanted = strToU8(name);
  for (let at = 0; at + 46 < copy.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    if (wanted.every((byte, index) => copy[at + 46 + index] === byte)) rewrite(view, at);
  }
  return copy;
}

/** Seconds of one core that something takes here. */
function cost(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

test.each([
  ['ten pages of a draft', `${'1. The Parties [shall - Norway][should] report on this in full.\n\n'.repeat(300)}`, true],
  ['clauses in brackets in brackets', `${'['.repeat(100)}${'a [b] c\n\n'.repeat(3_000)}${']'.repeat(100)}`, false],
  ['as many full-width ones', `${'［'.repeat(100)}${'〔条〕\n\n'.repeat(3_000)}`, false],
  ['lines of a word', 'a\n\n'.repeat(10_000), false],
  ['words in italics', '*a* '.repeat(8_000), false],
])('[W24] a short text is read at once where there is little to read in it: %s', (_, source, isShort) => {
  expect(source.length).toBeLessThanOrEqual(32_768);
  expect(readShortText({ fileName: 'a.md', source }, REGISTRY) !== null).toBe(isShort);
});

describe('a zip that is not what it says', () => {
  test('[W20] unpacks to no more than its directory tells, and costs next to nothing beyond', () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(40 * MIB) });
    const lying = told(bomb, 'word/document.xml', (view, at) => view.setUint32(at + 24, 1_000, true));
    expect(cost(() => expect(why(lying)).toMatch(/damaged/))).toBeLessThan(0.3);
    const boasting = told(wordFile(words), 'word/document.xml', (view, at) => view.setUint32(at + 24, 50 * MIB, true));
    expect(cost(() => expect(why(boasting)).toMatch(/damaged/))).toBeLessThan(0.3);
    const names = ['document', 'styles', 'numbering', 'comments'].map((name) => `word/${name}.xml`);
    const small = zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<w:x/>')])));
    const honest = names.reduce<Uint8Array>(
      (file, name) => told(file, name, (view, at) => view.setUint32(at + 24, 60 * MIB, true)),
      small,
    );
    expect(cost(() => expect(why(honest)).toMatch(/larger than a text can be/))).toBeLessThan(0.3);
  });

  test('[W20] whose files share their bytes, or that has more files than any text, is refused before anything is unpacked', () => {
    const file = zipSync(
      { 'word/document.xml': new Uint8Array(20 * MIB), 'word/styles.xml': strToU8('<w:styles/>') },
      { level: 9 },
    );
    const overlapping = told(file, 'word/styles.xml', (view, at) => view.setUint32(at + 42, 0, true));
    expect(why(overlapping)).toMatch(/damaged/);
    const many = zipSync(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, new Uint8Array(0)])));
    expect(cost(() => expect(why(many)).toMatch(/larger than a text can be/))).toBeLessThan(0.3);
  });

  test('[W20] whatever lies packed within it besides the text is not unpacked', () => {
    const inner = zipSync({ 'word/document.xml': new Uint8Array(20 * MIB) });
    const outer = zipSync({
      'word/document.xml': strToU8(part('document', `<w:body>${words}</w:body>`)),
      'word/embeddings/inner.docx': inner,
      'word/media/huge.bmp': new Uint8Array(20 * MIB),
    });
    expect(cost(() => expect(why(outer)).toBe(''))).toBeLessThan(0.5);
  });

  test('[W20] any bytes of it changed, it is read or refused in a sentence, and gives no more than it may', () => {
    const file = wordFile(words, { 'word/styles.xml': part('styles', '') });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        const read = readWord(changed);
        if (!read.ok) expect(read.refusal).toMatch(/\.$/);
        const entries = entriesOf(changed, 100);
        for (const entry of entries.ok ? entries.value : []) {
          const out = unpacked(changed, entry, MIB);
          if (out.ok) expect(out.value.length).toBe(entry.size);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file made to cost', () => {
  const reader = new FileReader({ ofOne: 1, ofAll: 1, milliseconds: 4_000, megabytes: 160 });
  const read = async (source: string | Uint8Array, fileName: string) =>
    reader.read('norway', { ask: 'draft', participants: ROSTER, file: { fileName, source } });
  afterAll(() => reader.stop());

  const entities = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]><akomaNtoso>&b;</akomaNtoso>`;
  const attributes = Array.from({ length: 300_000 }, (_, index) => `a${index}="1"`).join(' ');
  const akn = (inner: string): string =>
    `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill>${inner}</bill></akomaNtoso>`;
  const cases: readonly (readonly [string, string | Uint8Array, string, RegExp])[] = [
    ['entities within entities', entities, 'a.akn', /document type/],
    ['a document type in Word', wordFile(words, { 'word/styles.xml': entities }), 'a.docx', /document type/],
    ['macros', wordFile(words, { 'word/vbaProject.bin': 'x' }), 'a.docx', /macros/],
    [
      'elements nested 300,000 deep',
      akn('<p>'.repeat(300_000) + '</p>'.repeat(300_000)),
      'a.akn',
      /deeper|longer|more memory|that Travaux wrote/,
    ],
    [
      'the same in Word',
      wordFile('<w:p>'.repeat(300_000) + '</w:p>'.repeat(300_000)),
      'a.docx',
      /^$|deeper|longer|more memory|damaged/,
    ],
    ['three million elements', wordFile('<w:p/>'.repeat(3_000_000)), 'a.docx', /longer|more memory/],
    ['300,000 attributes', akn(`<p ${attributes}/>`), 'a.akn', /longer|more memory|well-formed|that Travaux wrote/],
    ['a text of brackets alone', '['.repeat(2_000_000), 'a.md', /^$|longer|more memory/],
  ];

  test.each(cases)(
    '[W20] [W24] %s: ends in a sentence within its bounds, and the next file is read',
    async (_, source, name, sentence) => {
      const begun = performance.now();
      const answer = await read(source, name);
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(answer.ok ? '' : answer.refusal.reason).toMatch(sentence);
      expect(await reader.read('kenya', { ask: 'amendments', file: wordFile(words) })).toMatchObject({ ok: true });
    },
  );
});
