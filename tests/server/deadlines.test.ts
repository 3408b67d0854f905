import { expect, test } from 'vitest';
import { draftId } from '../../shared/base/ids.ts';
import { isoTime } from '../../server/clock.ts';
import { Deadlines } from '../../server/rooms/deadlines.ts';

const [DAMAGED, SOUND] = [draftId('d-damaged'), draftId('d-sound')];

test('[Q4] a deadline that cannot be seen to is not tried each second for ever, and is seen to within a minute once it can', () => {
  let isHindered = true;
  const tried: string[] = [];
  const deadlines = new Deadlines({ now: () => 2_000 }, (draft) => {
    tried.push(draft);
    if (!isHindered || draft === SOUND) deadlines.note(draft, null);
  });
  const look = (seconds: number): number => {
    const before = tried.length;
    for (let second = 0; second < seconds; second += 1) deadlines.check();
    return tried.length - before;
  };
  deadlines.note(DAMAGED, isoTime(1_000));
  expect(look(2)).toBe(1);
  expect(look(24 * 3_600)).toBeLessThan((24 * 3_600) / 60 + 10);
  // Nobody else waits for that.
  deadlines.note(SOUND, isoTime(2_000));
  look(1);
  expect(tried.filter((draft) => draft === SOUND)).toHaveLength(1);
  // Nor does a deadline that is set in the place of the one that is past.
  deadlines.note(DAMAGED, isoTime(1_500));
  expect(look(1)).toBe(1);
  look(500);
  isHindered = false;
  expect(look(61)).toBe(1);
  expect(look(1_000)).toBe(0);
  // What comes next is seen to at once.
  deadlines.note(DAMAGED, isoTime(2_000));
  expect(look(1)).toBe(1);
  deadlines.stop();
});
