import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Round } from '../../server/rooms/round.ts';

/** One in a room: hears, in order, what was put down for it. */
class Listener {
  readonly heard: number[] = [];
  private readonly queued: number[] = [];
  private readonly onFlush: () => void;

  constructor(onFlush: () => void) {
    this.onFlush = onFlush;
  }

  queue(message: number): boolean {
    return this.queued.push(message) === 1;
  }

  flush(): void {
    this.heard.push(...this.queued.splice(0));
    this.onFlush();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What happens in a turn: so many messages for everybody, and whether somebody leaves. */
const turns = fc.array(fc.record({ messages: fc.nat(2), leaves: fc.option(fc.nat(11)) }), { minLength: 1, maxLength: 12 });

test('[S2] a round tells everybody all of it once and in order, so many in a turn, and what came meanwhile in one piece', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), turns, async (size, aTurn, list) => {
      let flushes = 0;
      const everybody = Array.from({ length: size }, () => new Listener(() => (flushes += 1)));
      const here = new Set(everybody);
      const round = new Round<number>(aTurn);
      let said = 0;
      const expected = new Map(everybody.map((one) => [one, 0]));
      for (const { messages, leaves } of list) {
        const before = flushes;
        // Whoever all fit into a turn hear each at once.
        const most = here.size <= aTurn ? messages * here.size : aTurn;
        for (let count = 0; count < messages; count += 1) {
          said += 1;
          for (const one of here) {
            expected.set(one, said);
            round.put(one, said);
          }
          round.go();
        }
        const leaver = leaves === null ? undefined : everybody[leaves];
        if (leaver !== undefined && here.delete(leaver)) {
          round.leave(leaver);
          expected.set(leaver, leaver.heard.length);
        }
        expect(flushes - before).toBeLessThanOrEqual(most);
        await turn();
      }
      for (let count = 0; count <= size; count += 1) await turn();
      for (const one of everybody)
        expect(one.heard).toEqual(Array.from({ length: expected.get(one) ?? 0 }, (_none, at) => at + 1));
    }),
    { numRuns: 300 },
  );
});

test('[S2] who is told later gets what came meanwhile in the same piece', async () => {
  const pieces: number[] = [];
  const everybody = Array.from({ length: 3 }, () => new Listener(() => pieces.push(0)));
  const round = new Round<number>(1);
  const say = (message: number): void => {
    for (const one of everybody) {
      round.put(one, message);
    }
    round.go();
  };
  say(1);
  expect(everybody.map(({ heard }) => heard)).toEqual([[1], [], []]);
  say(2);
  await turn();
  expect(everybody.map(({ heard }) => heard)).toEqual([[1], [1, 2], []]);
  for (let count = 0; count < 3; count += 1) await turn();
  expect(everybody.map(({ heard }) => heard)).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  expect(pieces).toHaveLength(4);
});
