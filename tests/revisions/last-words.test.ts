import { expect, test } from 'vitest';
import { onceTypingRests } from '../../client/revisions/last-words.ts';

/** A page, and the time on it. */
class Page {
  readonly page = new EventTarget();
  rests = 0;
  /** What happens when nothing more is typed; null where nothing is waited for. */
  pass: (() => void) | null = null;
  readonly stop = onceTypingRests(
    this.page,
    () => (this.rests += 1),
    (run) => {
      const passing = (): void => {
        this.pass = null;
        run();
      };
      this.pass = passing;
      return () => {
        if (this.pass === passing) this.pass = null;
      };
    },
  );
}

test('[R12] [S18] a text that was issued is closed once typing rests: each key, and whatever else is written, puts it off', () => {
  const here = new Page();
  for (const kind of ['keydown', 'beforeinput', 'keydown']) {
    const before = here.pass;
    here.page.dispatchEvent(new Event(kind));
    expect(here.pass).not.toBe(before);
  }
  expect(here.rests).toBe(0);
  here.pass?.();
  expect(here.rests).toBe(1);
  here.page.dispatchEvent(new Event('keydown'));
  expect([here.rests, here.pass]).toEqual([1, null]);
});

test('[R12] so it is where nobody types, and nothing is closed on a page that was left', () => {
  const idle = new Page();
  idle.pass?.();
  expect(idle.rests).toBe(1);
  const left = new Page();
  left.stop();
  left.page.dispatchEvent(new Event('keydown'));
  expect([left.rests, left.pass]).toEqual([0, null]);
});
