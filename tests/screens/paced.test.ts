import { expect, test } from 'vitest';
import { paced } from '../../client/compare/paced.ts';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

test('[V7] a comparison with the present is asked for anew as that changes, one at a time and in a measured pace', async () => {
  let asked = 0;
  let answer: () => void = () => undefined;
  const due: (() => void)[] = [];
  const comparing = paced(
    () => {
      asked += 1;
      return new Promise<void>((resolve) => (answer = resolve));
    },
    3_000,
    (run, milliseconds) => {
      expect(milliseconds).toBe(3_000);
      due.push(run);
      return () => due.splice(0);
    },
  );
  // Somebody types on and on, while the first answer is under way and after it.
  for (let key = 0; key < 20; key += 1) comparing.again();
  expect(asked).toBe(1);
  answer();
  await settled();
  for (let key = 0; key < 20; key += 1) comparing.again();
  expect(asked).toBe(1);
  due.shift()?.();
  expect(asked).toBe(2);
  answer();
  await settled();
  // Nothing has changed since: nothing is asked, and the next change is followed at once.
  due.shift()?.();
  expect(asked).toBe(2);
  comparing.again();
  expect(asked).toBe(3);
  answer();
  await settled();
  comparing.again();
  comparing.stop();
  due.shift()?.();
  comparing.again();
  expect(asked).toBe(3);
});
