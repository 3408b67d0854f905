import { describe, expect, test } from 'vitest';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { plainText } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { ins, p, r, wordFile } from './word-files.ts';

function read(body: string): Imported {
  const found = importedWord(wordFile(body), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

/** The words of the brackets of a file that has one clause, in the order in which they open, each with its proposer and what is written of it. */
function brackets({ clauses, inherited }: Imported): [string, string, string][] {
  return inherited.map(({ id, proposer, suffix }) => [
    (clauses[0]?.runs ?? []).map(({ text, insertions }) => (insertions.includes(id) ? text : '')).join(''),
    proposer === null ? '' : (REGISTRY.byId.get(proposer)?.code ?? ''),
    suffix,
  ]);
}

const BOLD = '<w:b/>';

describe('looks within the brackets and numbers of a Word file', () => {
  test.each([
    ['a name', r('[shall - ') + r('Norway', BOLD) + r(']'), ['shall', 'NO', ' - Norway']],
    ['positions', r('[shall - ') + r('Norway', BOLD) + r('; Chile delete]'), ['shall', 'NO', ' - Norway; Chile delete']],
    ['part of a name', r('[shall - Nor') + r('way', BOLD) + r(']'), ['shall', 'NO', ' - Norway']],
    ['a parenthesis', r('[shall ') + r('(Norway)', '<w:i/>') + r(']'), ['shall', 'NO', ' (Norway)']],
    ['the signs', r('[', BOLD) + r('shall - Norway') + r(']', BOLD), ['shall', 'NO', ' - Norway']],
    ['a sign of an empty one', r('[') + r(']', BOLD), ['\u2060', '', '']],
  ])('[W11] [I5] whatever look it has, a bracket and its attribution are read: %s', (_, inner, bracket) => {
    const draft = read(p(r('1. Parties ') + inner + r(' act.')));
    expect(brackets(draft)).toEqual([bracket]);
    expect(draft.clauses[0]?.runs.some(({ bold }) => bold)).toBe(false);
  });

  test('[W11] words keep their looks up to the signs beside them', () => {
    const draft = read(p(r('1. ') + r('Parties', BOLD) + r(' [') + r('shall', BOLD) + r(' - Norway] act.')));
    expect(draft.clauses[0]?.runs.map(({ text, bold }) => [text, bold ?? false])).toEqual([
      ['Parties', true],
      [' ', false],
      ['shall', true],
      [' act.', false],
    ]);
  });

  test('[W11] [I4] so are pairs that are none, which keep one look', () => {
    const draft = read(p(r('As [') + r('sic', '<w:i/>') + r('] was said […') + r(' ', BOLD) + r('] here.')));
    expect(draft.inherited).toEqual([]);
    expect(draft.clauses[0]?.runs.map(({ text, italic }) => [text, italic ?? false])).toEqual([
      ['As ', false],
      ['[sic]', true],
      [' was said [… ] here.', false],
    ]);
  });

  test('[W11] [I5] an attribution of which a part is tracked by itself stays words, and is flagged', () => {
    const draft = read(p(r('1. Parties [shall - Norway') + ins('Chile', r('; Kenya delete')) + r('] act.')));
    expect(draft.clauses.map(plainText)).toEqual(['Parties shall - Norway; Kenya delete act.']);
    expect(brackets(draft)).toEqual([
      ['shall - Norway; Kenya delete', '', ''],
      ['; Kenya delete', 'CL', ''],
    ]);
    expect(draft.flagged.map(({ why }) => why)).toEqual([
      'Looks like an attribution, but parts of it are tracked, each by itself; it stays text.',
    ]);
  });

  const slant = (words: string): string => r(words, '<w:i/>');
  test.each([
    ['(*a*)', r('(') + slant('a') + r(') Words'), 'subparagraph', '(a)', 'Words'],
    ['*(a)*', slant('(a)') + r(' Words'), 'subparagraph', '(a)', 'Words'],
    ['*(a*)', slant('(a') + r(') Words'), 'subparagraph', '(a)', 'Words'],
    ['5 *bis*.', r('5 ') + slant('bis') + r('. Words'), 'paragraph', '5 bis.', 'Words'],
    ['5 *bis.*', r('5') + slant(' bis.') + r(' Words'), 'paragraph', '5 bis.', 'Words'],
    ['[(*a*)', r('[(') + slant('a') + r(') Words]'), 'subparagraph', '(a)', 'Words'],
    ['a heading', r('Article ') + r('5', BOLD) + slant(' Use of terms'), 'article', '', 'Article 5 Use of terms'],
    ['an option', r('Option ', BOLD) + r('1: Words'), 'option', '', 'Option 1: Words'],
    ['a note', slant('Note') + r(': Words'), 'note', '', 'Note: Words'],
  ])('[W11] [I6] a number is a label, and a heading one, whatever looks are in it: %s', (_, body, kind, label, words) => {
    const [clause] = read(p(body)).clauses;
    expect([clause?.kind, clause?.label, clause === undefined ? '' : plainText(clause)]).toEqual([kind, label, words]);
  });

  test('[W11] the words behind a number keep their look', () => {
    const [clause] = read(p(r('1.', BOLD) + r(' Parties ') + r('act', BOLD))).clauses;
    expect([clause?.label, clause?.runs.map(({ text, bold }) => [text, bold ?? false])]).toEqual([
      '1.',
      [
        ['Parties ', false],
        ['act', true],
      ],
    ]);
  });
});
