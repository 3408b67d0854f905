import { describe, expect, test } from 'vitest';
import { imported, wordsOf } from './fixtures.ts';

/** The reason of each ordinary pair and the number of brackets of a text. */
function sorted(source: string, fileName?: string): [string[], number] {
  const { ordinary, inherited } = imported(source, fileName);
  return [ordinary.map((finding) => finding.reason), inherited.length];
}

describe('[I4] pairs that are no dispute', () => {
  test.each([
    ['link', 'see [the report](https://un.org/a_(b)) there'],
    ['link', 'see [the report](/docs/report) there'],
    ['link', 'see [the report](#part-2) there'],
    ['link', 'see [the report](report.html "Title") there'],
    ['link', '[10nov]: https://example.org/nov'],
    ['footnote', 'the NDMCs[^1] shall'],
    ['footnote', '[^5]: No decision has been taken.'],
    ['citation', 'as the Court held.[12] Parties'],
    ['citation', 'as the Court held[3], Parties'],
    ['citation', '[1] J. Smith, Treaties (2019).'],
    ['citation', 'Donoghue v Stevenson [1932] AC 562'],
    ['citation', 'Case [2020] EWCA Civ 12 decided'],
    ['elision', 'the Parties […] shall'],
    ['elision', 'the Parties [...] shall'],
    ['editorial', 'the Partys [sic] shall'],
    ['editorial', 'shall [emphasis added] act'],
    ['editorial', '[English version]'],
    ['editorial', '[Original: French]'],
    ['editorial', '[English only]'],
    ['editorial', 'Article 5 [Deleted]'],
    ['status', 'future generations. [Agreed ad ref]'],
    ['status', 'future generations. [agreed]'],
    ['status', 'future generations. [Agreed ad referendum 4 June]'],
    ['letter', 'said that "[t]he Parties"'],
    ['comment', 'Commented [A2]: Consultations are ongoing.'],
    ['escaped', String.raw`an escaped \[word\] here`],
  ])('[I4] %s: %s', (reason, source) => {
    expect(sorted(source)).toEqual([[reason], 0]);
  });

  test('[I4] a list of references is known by its neighbours', () => {
    expect(sorted('[1] Alpha on treaties\n[2] Beta on clauses')).toEqual([['citation', 'citation'], 0]);
  });

  test('[I4] escaped brackets pair with each other only, and lone ones are unmatched', () => {
    const { ordinary, unclosed, stray } = imported(String.raw`a \[ b ] c`);
    expect([ordinary.length, unclosed.length, stray.length]).toEqual([0, 1, 1]);
  });

  test('[I4] ordinary brackets stay characters of the clause', () => {
    expect(wordsOf(imported('the Partys [sic] shall').clauses[0])).toBe('the Partys [sic] shall');
  });
});

describe('[I4] everything else is a bracket', () => {
  test.each([
    ['[paragraph 2](a)', 1],
    ['[countries](and/or) regions', 1],
    ['by [2020][X]', 2],
    ['within [30] days of', 1],
    ['[5] years after', 1],
    ['its [x] session', 1],
    ['at 1[5] °C', 1],
    ['at 1.[5] °C above', 1],
    ['[5] Parties shall act', 1],
    ['[2020] EU action', 1],
    ['CO2[e] and party[s]', 2],
    ['an [agreed] outcome', 1],
    ['as [agreed by the Parties]', 1],
    ['[x][other]', 2],
    ['enhancement[, as appropriate,] of', 1],
    ['the [s] element', 1],
    ['[]', 1],
    ['[ ]', 1],
    ['[Original text of the Parties]', 1],
    [`[${'long '.repeat(2000)}]`, 1],
    [`${'['.repeat(40)}deep${']'.repeat(40)}`, 40],
  ])('[I4] %.60s', (source, brackets) => {
    expect(sorted(source)).toEqual([[], brackets]);
  });

  test('[I4] an ordinary pair may lie in a bracket, and a bracket in a link', () => {
    expect(sorted('[the NDMCs[^1] shall]')).toEqual([['footnote'], 1]);
    expect(sorted('[see [new] report](https://un.org)')).toEqual([['link'], 1]);
  });
});
