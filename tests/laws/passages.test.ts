import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { clauseId } from '../../shared/base/ids.ts';
import { passagesOf, withoutIds, type CharacterIds } from '../../shared/text/passages.ts';
import { textOf } from '../../shared/text/reading.ts';
import { writeText } from '../../shared/text/writing.ts';

const CLIENT = 7;
const stretches = fc.array(fc.record({ clock: fc.nat(40), len: fc.nat(8) }), { maxLength: 8 });

/** The single characters that stretches name, each as often as it is named. */
function characters(ids: CharacterIds): number[] {
  const ranges = ids.get(CLIENT) ?? [];
  return ranges.flatMap(({ clock, len }) => Array.from({ length: len }, (_, at) => clock + at)).toSorted((a, b) => a - b);
}

test('[S10] [S18] of what somebody brought is left what nobody took, character by character, in whatever order stretches come', () => {
  fc.assert(
    fc.property(stretches, stretches, (brought, taken) => {
      const [ids, less] = [new Map([[CLIENT, brought]]), new Map([[CLIENT, taken]])];
      const gone = new Set(characters(less));
      expect(characters(withoutIds(ids, less))).toEqual(characters(ids).filter((clock) => !gone.has(clock)));
    }),
  );
});

test('[S10] [S18] to find the words of days of work costs what there is of them, and not the square of it', () => {
  const many = 30_000;
  const doc = new Y.Doc({ gc: false });
  doc.clientID = CLIENT;
  const runs = [{ text: 'x'.repeat(many), insertions: [], deletions: [] }];
  writeText(doc, [{ id: clauseId('c-1'), kind: 'paragraph', level: 0, label: '', runs }]);
  const words = (textOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const from = words._start?.id.clock ?? 0;
  const letters = (every: number) => Array.from({ length: many / every }, (_, at) => ({ clock: from + at * every, len: 1 }));
  const left = withoutIds(new Map([[CLIENT, letters(1)]]), new Map([[CLIENT, letters(2)]]));
  expect(passagesOf(doc, left)).toHaveLength(many / 2);
});
