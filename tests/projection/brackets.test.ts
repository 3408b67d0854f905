import { describe, expect, it } from 'vitest';
import { drawText, type Part } from '../../shared/projection/drawing.ts';
import { clause } from './built.ts';

/** What is drawn, with the proposal behind each glyph; `dropped` is out, and of the others the first in `order` was tabled first. */
function drawn(notations: readonly string[], order: string, dropped = ''): string[] {
  const facts = {
    outcomeOf: (id: string) => (dropped.includes(id) ? ('refused' as const) : ('open' as const)),
    orderOf: (id: string) => order.indexOf(id),
    holdsNumber: () => false,
  };
  const glyph = (part: Extract<Part, { proposal: unknown }>): string => `${part.role === 'deletion' ? '-' : ''}${part.proposal}`;
  return drawText(
    notations.map((notation, index) => clause(`c${index + 1}`, notation)),
    facts,
  ).map(({ parts }) =>
    parts
      .map((part) => {
        if (part.type === 'open') return `${glyph(part)}[`;
        if (part.type === 'close') return `]${glyph(part)}`;
        return part.type === 'words' ? part.run.text : '';
      })
      .join(''),
  );
}

describe('[T6] a bracket', () => {
  it.each([
    ['opens at the first and closes at the last of a row', ['We <a shall act> now'], ['We a[shall act]a now']],
    ['is drawn for each role of one proposal', ['We <-a shall><a should> act'], ['We -a[shall]-aa[should]a act']],
    ['opens again behind words that do not carry it', ['<a one> or <a two>'], ['a[one]a or a[two]a']],
    ['goes on over what is out', ['<a one <x gone >two>'], ['a[one two]a']],
    ['goes on over clauses', ['We <a shall>', '<a act >', '<a now> or never'], ['We a[shall', 'act ', 'now]a or never']],
    ['goes on over a clause that is out', ['We <a shall>', '<x gone>', '<a act>'], ['We a[shall', 'act]a']],
    ['lies in another', ['<a one <b two> three>'], ['a[one b[two]b three]a']],
  ])('%s', (_, notations, expected) => {
    expect(drawn(notations, 'ab', 'x')).toEqual(expected);
  });

  it('round the same words as another is the outer where it was tabled first', () => {
    expect(drawn(['We <a <b shall>> act'], 'ab')).toEqual(['We a[b[shall]b]a act']);
    expect(drawn(['We <a <b shall>> act'], 'ba')).toEqual(['We b[a[shall]a]b act']);
    expect(drawn(['We <a <b shall>>', '<a <b act>>'], 'ba')).toEqual(['We b[a[shall', 'act]a]b']);
  });

  it('that goes on longer is the outer, whichever was tabled first', () => {
    expect(drawn(['<a <b one> two>'], 'ba')).toEqual(['a[b[one]b two]a']);
  });
});
