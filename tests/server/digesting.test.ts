import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Verdict } from '../../shared/protocol/comparison.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { writeText } from '../../shared/text/writing.ts';
import { Comparing } from '../../server/rooms/comparing.ts';
import { paragraph, run } from '../screens/texts.ts';

/** A text of so many clauses, and the turns in which others come first. */
function table(clauses: number, clausesOfATurn: number) {
  const doc = new Y.Doc({ gc: false });
  writeText(
    doc,
    Array.from({ length: clauses }, (_, at) => paragraph(`c${at}`, run(`“${at}” is to be done, \ud83d\udc4d`))),
  );
  const turns: (() => void)[] = [];
  const comparing = new Comparing(doc, (work) => void turns.push(work), clausesOfATurn);
  const answers: (Verdict | null)[] = [];
  const ask = (digest: string): void =>
    comparing.judge({ stateVector: Y.encodeStateVector(doc), digest }, (verdict) => void answers.push(verdict));
  /** One clause more; the next question is of another text. */
  const write = (): void => {
    writeText(doc, [paragraph('more', run('More.'))]);
    comparing.changed();
  };
  /** Takes the turns that wait, and says how many they were. */
  const takeTurns = (): number => {
    let taken = 0;
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift(), taken += 1) turn();
    return taken;
  };
  return { doc, turns, answers, ask, write, takeTurns, digest: () => textDigest(readText(doc)) };
}

test('[S12] the digest of a text is worked out so many clauses in a turn, once for all who ask, and is that of the whole', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.integer({ min: 1, max: 15 }), (clauses, ofATurn) => {
      const { ask, answers, takeTurns, digest } = table(clauses, ofATurn);
      ask(digest());
      ask('another');
      expect(takeTurns()).toBe(Math.max(0, Math.ceil(clauses / ofATurn) - 1));
      ask(digest());
      expect(takeTurns()).toBe(0);
      expect(answers.map((answer) => answer?.verdict)).toEqual(['same', 'differs', 'same']);
      expect(answers.every((answer) => answer?.digest === digest())).toBe(true);
    }),
  );
});

test('[S12] whoever asked of a text that changes meanwhile is told neither that it is the same nor that it differs', () => {
  const { ask, answers, turns, takeTurns, write, digest } = table(30, 10);
  ask(digest());
  turns.shift()?.();
  const waiting = turns.splice(0);
  write();
  ask(digest());
  expect(answers).toEqual([]);
  for (const turn of waiting) turn();
  expect(answers).toEqual([null]);
  takeTurns();
  expect(answers).toEqual([null, { verdict: 'same', digest: digest() }]);
});
