import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newElement, writeClause } from '../../client/editor/clause-writing.ts';
import { markChanges, textChanges } from '../../client/editor/text-changes.ts';
import { joinRuns, type Run } from '../../shared/text/clause.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { clause, run } from './editor-page.ts';

const runs = fc
  .array(fc.tuple(fc.constantFrom('a', 'b ', 'the words', ' ', '👍', 'é', 'out text'), fc.subarray(['+p', '+q', '-p', '-r'])), {
    maxLength: 7,
  })
  .map((parts) => joinRuns(parts.map(([text, marks]) => run(text, ...marks))));

const textOfRuns = (all: readonly Run[]): string => all.map((each) => each.text).join('');

describe('changes between two texts', () => {
  test('[B13] make the one of the other', () => {
    fc.assert(
      fc.property(runs, runs, (before, after) => {
        let text = textOfRuns(before);
        for (const change of textChanges(before, after).toReversed()) {
          text = text.slice(0, change.from) + textOfRuns(after).slice(change.newFrom, change.newTo) + text.slice(change.to);
        }
        expect(text).toBe(textOfRuns(after));
      }),
    );
  });

  test('[B13] never cut a character in two', () => {
    expect(textChanges([run('👍')], [run('👎')])).toEqual([{ from: 0, to: 2, newFrom: 0, newTo: 2 }]);
  });

  test('[B6] leave alone what stays in the middle', () => {
    expect(textChanges([run('ab'), run('out', '+x'), run('cd')], [run('a'), run('out', '+x'), run('d')])).toEqual([
      { from: 1, to: 2, newFrom: 1, newTo: 1 },
      { from: 5, to: 6, newFrom: 4, newTo: 4 },
    ]);
  });

  test('[B13] of marks alone are changes of marks alone', () => {
    const [before, after] = [[run('abcdef')], [run('ab'), run('cd', '+p'), run('ef')]];
    expect(textChanges(before, after)).toEqual([]);
    expect(markChanges(before, after, []).map(({ from, to }) => [from, to])).toEqual([[2, 4]]);
  });
});

test('[T1] a clause is written as it is read, over any other, also where its characters stand in two places', () => {
  fc.assert(
    fc.property(runs, runs, runs, (first, second, after) => {
      const doc = new Y.Doc();
      const element = newElement(clause('c', joinRuns(first)));
      textOf(doc).insert(0, [element]);
      const elsewhere = new Y.Doc();
      textOf(elsewhere).insert(0, [newElement(clause('c', joinRuns(second)))]);
      const other = textOf(elsewhere).get(0);
      const place = other instanceof Y.XmlElement ? other.get(0) : null;
      if (place instanceof Y.XmlText) element.insert(1, [place.clone()]);
      const wanted = { ...clause('c', joinRuns(after)), kind: 'paragraph' as const };
      doc.transact(() => writeClause(element, wanted));
      expect(readText(doc)).toEqual([wanted]);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      expect(readText(copy)).toEqual([wanted]);
    }),
  );
});
