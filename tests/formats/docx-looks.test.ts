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

describe('looks within the brackets of a Word file', () => {
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
});
