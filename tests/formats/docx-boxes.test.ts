import { describe, expect, test } from 'vitest';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { plainText } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { p, r, wordFile } from './word-files.ts';

/** The words of each clause of a file, and what is told beside them. */
function read(body: string): { readonly words: string[]; readonly told: string[] } {
  const found = importedWord(wordFile(body), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return { words: found.value.clauses.map(plainText), told: found.value.besides.map(({ why }) => why) };
}

const box = (words: string, inner = ''): string =>
  `<wps:wsp xmlns:wps="w"><wps:txbx><w:txbxContent>${p(r(words) + inner)}</w:txbxContent></wps:txbx></wps:wsp>`;
const group = (...inner: string[]): string => `<w:drawing><wpg:wgp xmlns:wpg="w">${inner.join('')}</wpg:wgp></w:drawing>`;
const twice = (newer: string, older: string): string =>
  `<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps">${newer}</mc:Choice><mc:Fallback>${older}</mc:Fallback></mc:AlternateContent>`;
const anchored = (drawing: string): string => p(r('Anchor.') + `<w:r>${drawing}</w:r>`) + p(r('Next.'));
const PICTURE = '<w:drawing><pic:pic xmlns:pic="w"/></w:drawing>';

describe('words in boxes of a Word file', () => {
  test.each([
    ['several in one drawing', group(box('One.'), box('Two.')), ['One.', 'Two.']],
    ['one in another', group(box('One.', `<w:r>${group(box('Within.'))}</w:r>`), box('Two.')), ['One.', 'Within.', 'Two.']],
    ['each held twice, in a group', group(twice(box('One.'), box('One.')), twice(box('Two.'), box('Two.'))), ['One.', 'Two.']],
    ['a picture for older programs', twice(group(box('One.'), box('Two.')), PICTURE), ['One.', 'Two.']],
    ['nothing for older programs', twice(group(box('One.')), ''), ['One.']],
    ['the same for older programs', twice(group(box('One.')), group(box('One.'))), ['One.']],
  ])('[W11] come behind their paragraph, each once: %s', (_, drawing, words) => {
    expect(read(anchored(drawing))).toEqual({ words: ['Anchor.', ...words, 'Next.'], told: [] });
  });

  test('[W11] are brought in, or to go, by whoever tracked the drawing', () => {
    const drawn = `<w:r>${group(box('One.'))}</w:r>`;
    const change = (what: 'ins' | 'del', author: string): string =>
      `<w:${what} w:id="1" w:author="${author}" w:date="2026-07-06T10:00:00Z">${drawn}</w:${what}>`;
    const found = importedWord(wordFile(p(r('Anchor.') + change('ins', 'Norway')) + p(r('Next.') + change('del', 'Kenya'))), {
      fileName: 'a.docx',
      registry: REGISTRY,
      ids: NEW_IDS,
    });
    if (!found.ok) throw new Error(found.refusal);
    const { clauses, inherited } = found.value;
    expect(clauses.map(plainText)).toEqual(['Anchor.', 'One.', 'Next.', 'One.']);
    const marks = clauses.map(({ runs }) => runs.map((run) => [run.insertions.length, run.deletions.length]));
    expect(marks).toEqual([[[0, 0]], [[1, 0]], [[0, 0]], [[0, 1]]]);
    expect(inherited.map(({ proposer }) => REGISTRY.byId.get(proposer ?? ('' as never))?.name)).toEqual(['Norway', 'Kenya']);
  });

  test('[W11] a picture in both is told as one', () => {
    expect(read(anchored(twice(PICTURE, PICTURE)))).toEqual({ words: ['Anchor.', 'Next.'], told: ['a picture or drawing'] });
  });

  test('[W11] what is held twice is read once, be it paragraphs, rows or cells, and no row is lost', () => {
    const cell = (words: string): string => `<w:tc>${p(r(words))}</w:tc>`;
    const row = (words: string): string => `<w:tr>${cell(words)}</w:tr>`;
    const table = `<w:tbl>${row('One.')}${twice(row('Two.'), row('Two.'))}<w:tr>${twice(cell('Three.'), '')}</w:tr></w:tbl>`;
    expect(read(p(r('Before.')) + twice(p(r('Held.')), p(r('Held.'))) + table)).toEqual({
      words: ['Before.', 'Held.', 'One.', 'Two.', 'Three.'],
      told: [],
    });
  });

  test('[W11] a part of a document that lies in another file is told', () => {
    expect(read(p(r('Before.') + '<w:subDoc r:id="r1" xmlns:r="r"/>')).told).toEqual(['an embedded document']);
  });

  test('[W11] words that are a drawing are told with it', () => {
    const found = importedWord(
      wordFile(p(r('Anchor.') + '<w:r><w:pict><v:shape xmlns:v="v"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>')),
      { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS },
    );
    expect(found.ok && found.value.besides).toMatchObject([{ why: 'a picture or drawing', excerpt: 'DRAFT' }]);
  });
});
