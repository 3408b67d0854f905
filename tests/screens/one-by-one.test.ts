import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneByOne } from '../../client/state/one-by-one.ts';

it('[E31] however long each takes, and whether it is answered or fails, one act begins when the one before it has ended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), async (scheduler, fates) => {
      const told: string[] = [];
      const inTurn = oneByOne();
      const answers = fates.map(async (fails, act) =>
        inTurn(async () => {
          told.push(`begins ${act}`);
          await scheduler.schedule(Promise.resolve());
          told.push(`ends ${act}`);
          if (fails) throw new Error(`fails ${act}`);
          return act;
        }).catch((error: unknown) => String(error)),
      );
      await scheduler.waitFor(Promise.all(answers));
      expect(await Promise.all(answers)).toEqual(fates.map((fails, act) => (fails ? `Error: fails ${act}` : act)));
      expect(told).toEqual(fates.flatMap((_, act) => [`begins ${act}`, `ends ${act}`]));
    }),
  );
});
